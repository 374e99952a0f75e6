"""Publishing to an object store: ``s3://bucket/prefix``, ``gs://…``, ``az://…``, ``file:///…``.

What was sent is remembered in ``published.json`` beside the site's folder, by target, name and
digest; a thing that is no longer there, or has another length, is sent again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path

from audio.publishing.plan import SiteFile, find_step, list_files
from audio.server.media_types import find_media_type
from audio.work.bucket import Bucket
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
    there = bucket.list_sizes()
    changed = (one for one in files if not (sent.holds(one) and there.get(one.name) == one.size))
    try:
        with ThreadPoolExecutor(_AT_ONCE) as senders:
            for _, step in groupby(changed, find_step):
                for done in run_in_order(run_in(senders, partial(_send, bucket)), step, _AT_ONCE):
                    sent.add(done.item)
                    yield done.item
    finally:
        sent.write()


def _send(bucket: Bucket, file: SiteFile) -> None:
    fresh = {"Cache-Control": "no-cache"} if file.name.endswith(_ALWAYS_ASKED) else {}
    kind = find_media_type(file.name).name
    bucket.put(file.name, file.path, attributes={"Content-Type": kind, **fresh})


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
        self._digests = {one.name: told[one.name] for one in files if one.name in told}
        self._targets[target] = self._digests
        self._written = time.monotonic()

    def holds(self, file: SiteFile) -> bool:
        """Whether it was sent as it is now."""
        return bool(self._digests.get(file.name) == file.sha256)

    def add(self, file: SiteFile) -> None:
        """It was sent."""
        self._digests[file.name] = file.sha256
        if time.monotonic() - self._written > _OFTEN:
            self.write()

    def write(self) -> None:
        """Keep what is known. Raises ``OSError``."""
        data = json.dumps(self._targets, ensure_ascii=False, indent=0, sort_keys=True).encode()
        publish_file(self._path, data + b"\n")
        self._written = time.monotonic()
