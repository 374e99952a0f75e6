"""The store: what was costly to make, kept under a key that covers all that shaped it.

One folder holds several kinds: encoded clips, normalized scripts, sound as an engine on the
network sent it. All of it can be made again, so the folder is safe to delete.
"""

from __future__ import annotations

import logging
import time
import zlib
from contextlib import suppress
from pathlib import Path

from audio.publication import Publication, sweep

log = logging.getLogger(__name__)

_DAY = 86_400
"""Seconds: a use is noted, as the file's time, at most this often."""


class Store:
    """A folder of kept things. Several threads and processes may use one at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in folder.iterdir() if folder.is_dir() else ():
            if part.is_dir():
                sweep(part)

    def shelf(self, kind: str) -> Shelf:
        """The part of the store for one kind of thing, which is its files' suffix."""
        return Shelf(self.folder, kind)


class Shelf:
    """Bytes by key, all of one kind.

    A file is one line, the CRC-32 and the length of what follows, and then the bytes. It appears
    whole, by rename; what cannot be read back whole counts as missing.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._suffix = f".{kind}"

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``; ``None`` when it is not there or damaged (logged)."""
        path = self.path(key)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        head, _, data = content.partition(b"\n")
        if head != _head(data):
            log.warning("%s: is damaged and is made again", path)
            return None
        _note_use(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data``. Raises ``OSError`` or ``OutputError`` when it cannot be written."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with Publication() as publication:
            publication.stage(path).write_bytes(_head(data) + b"\n" + data)
            publication.release()

    def path(self, key: str) -> Path:
        """Where what has this key lies; ``key`` is a hexadecimal digest."""
        return self._folder / key[:2] / f"{key[2:]}{self._suffix}"


def _head(data: bytes) -> bytes:
    return b"%08x %d" % (zlib.crc32(data), len(data))


def _note_use(path: Path) -> None:
    """So that pruning can tell what has not been needed for long."""
    now = time.time()
    with suppress(OSError):
        if now - path.stat().st_mtime > _DAY:
            path.touch()
