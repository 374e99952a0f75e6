"""Publishing to an object store: ``s3://bucket/prefix``, ``gs://…``, ``az://…``, ``file:///…``.

What was sent is remembered in ``published.json`` beside the site's folder, by target, name and
digest; a thing that is no longer there, or has another length, is sent again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from audio.errors import MakingError, Place
from audio.publishing.plan import SiteFile, list_files
from audio.server.media_types import find_media_type
from audio.work.object_store import open_bucket
from audio.work.publication import publish_file

RECORD = "published.json"
_ALWAYS_ASKED = (".html", ".xml", ".json")
"""What changes under the same name: browsers must ask whether it has."""


def publish_to_bucket(site: Path, target: str) -> Iterator[SiteFile]:
    """Send what has changed since the last time; yield each file when it is there.

    Raises ``InputError`` and ``MakingError``; what was sent before is remembered.
    """
    import obstore
    from obstore.exceptions import BaseError

    bucket, files = open_bucket(target), list_files(site)
    record = site.parent / RECORD
    told = _read_record(record)
    sent = dict(told.get(target, {}))
    try:
        there = {found["path"]: found["size"] for part in obstore.list(bucket) for found in part}
        for file in files:
            if sent.get(file.name) == file.sha256 and there.get(file.name) == file.size:
                continue
            kind = find_media_type(file.name).name
            fresh = {"Cache-Control": "no-cache"} if file.name.endswith(_ALWAYS_ASKED) else {}
            attributes = {} if target.startswith("file:") else {"Content-Type": kind, **fresh}
            obstore.put(bucket, file.name, file.path, attributes=attributes)
            sent[file.name] = file.sha256
            yield file
    except BaseError as error:
        what = " ".join(str(error).split())[:300]
        raise MakingError(
            f"could not be published to: {what}",
            where=Place(target),
            hint="run it again: it goes on from there",
        ) from error
    finally:
        names = {file.name for file in files}
        kept = {name: digest for name, digest in sent.items() if name in names}
        _write_record(record, {**told, target: kept})


def _read_record(path: Path) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_record(path: Path, record: Mapping[str, Mapping[str, str]]) -> None:
    data = json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True).encode()
    publish_file(path, data + b"\n")
