"""Publishing to an object store: ``s3://bucket/prefix``, ``gs://…``, ``az://…``, ``file:///…``.

What was sent is remembered in ``published.json`` beside the site's folder: by target and name the
digest of the file, the tag that the bucket gave it, and when it was written: a file that was not
written since is not read again. What is no longer there, or has another length or tag, since
somebody else sent his, is sent again. What lies there from elsewhere is known by the MD5 that is
its tag in most buckets.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from audio.publishing.plan import SiteFile, find_step, list_files
from audio.server.media_types import find_media_type
from audio.work.bucket import Bucket, Listed
from audio.work.flow import run_in, run_in_order
from audio.work.publication import publish_file

RECORD = "published.json"
_ALWAYS_ASKED = (".html", ".xml", ".json")
"""What changes under the same name: browsers must ask whether it has."""
_AT_ONCE = 8
"""Files of a step that are on their way at the same time."""
_OFTEN = 30.0
"""Seconds after which it is written down what was sent: a killed process loses no more."""


def publish_to_bucket(site: Path, target: str) -> Iterator[SiteFile]:
    """Send what has changed since the last time; yield each file when it is there.

    No file is sent before all of the step before it are there. Raises ``InputError`` and
    ``MakingError``; what was sent before is remembered.
    """
    bucket, files = Bucket(target), list_files(site)
    sent = _SendRecord(site.parent / RECORD, target, files)
    there = bucket.list_all()
    changed = (one for one in files if not sent.holds(one, there.get(one.name)))
    try:
        with ThreadPoolExecutor(_AT_ONCE) as senders:
            for _, step in groupby(changed, find_step):
                for done in run_in_order(run_in(senders, partial(_send, bucket)), step, _AT_ONCE):
                    sent.add(done.item, done.result)
                    yield done.item
    finally:
        sent.write()


class _Sent(NamedTuple):
    """What is remembered of a file that was sent."""

    sha256: str
    tag: str
    """Of the bucket; may be empty."""
    modified: int = 0
    """As of ``SiteFile``; 0 where that was not remembered yet."""


_NEVER_SENT = _Sent("", "")


def _send(bucket: Bucket, file: SiteFile) -> _Sent:
    # Read before it is sent: what changes in between is sent once more, instead of never.
    digest = file.find_digest()
    fresh = {"Cache-Control": "no-cache"} if file.name.endswith(_ALWAYS_ASKED) else {}
    kind = find_media_type(file.name).name
    put = bucket.put(file.name, file.path, attributes={"Content-Type": kind, **fresh})
    return _Sent(digest, put.tag if put else "", file.modified)


class _SendRecord:
    """Which files of a site were sent to a target, in a file that knows of other targets too."""

    def __init__(self, path: Path, target: str, files: list[SiteFile]) -> None:
        """What is in none of ``files`` is forgotten."""
        self._path = path
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError):
            found = {}
        self._targets = found if isinstance(found, dict) else {}
        told = self._targets.get(target, {})
        # What has another form is not known, and is compared anew.
        rows = {name: _Sent(*row) for name, row in told.items() if isinstance(row, list)}
        self._sent = {one.name: rows[one.name] for one in files if one.name in rows}
        self._targets[target] = self._sent
        self._written = time.monotonic()

    def holds(self, file: SiteFile, listed: Listed | None) -> bool:
        """Whether what is ``listed`` there under its name is the file as it is now."""
        if listed is None or listed.size != file.size:
            return False
        sent = self._sent.get(file.name, _NEVER_SENT)
        is_as_sent = listed.tag in (sent.tag, "")
        if is_as_sent and sent.modified == file.modified:
            return True
        digest = file.find_digest()
        is_same = is_as_sent and sent.sha256 == digest
        if not is_same and listed.tag.strip('"') != file.find_digest("md5"):
            return False
        self.add(file, _Sent(digest, listed.tag, file.modified))
        return True

    def add(self, file: SiteFile, sent: _Sent) -> None:
        """Remember that a file is there as it was sent."""
        self._sent[file.name] = sent
        if time.monotonic() - self._written > _OFTEN:
            self.write()

    def write(self) -> None:
        """Keep what is known. Raises ``OSError``."""
        data = json.dumps(self._targets, ensure_ascii=False, indent=0, sort_keys=True).encode()
        publish_file(self._path, data + b"\n")
        self._written = time.monotonic()
