"""A store in a bucket that several machines share, with a folder of this machine in front.

A thing is put only where none is yet (``If-None-Match``, RFC 9110, 13.1.2): of two makers of one
key the first one's stays, and as a key covers all that shaped it, both made the same. What comes is
checked before it is kept here.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from audio.work.bucket import Bucket
from audio.work.folder_store import FolderShelf, FolderStore, make_head

log = logging.getLogger(__name__)


class ObjectStore:
    """The things of a bucket, each kept in ``folder`` too once it was used here."""

    def __init__(self, address: str, folder: Path) -> None:
        """Raises ``InputError`` for an address that is none, and ``OutputError``."""
        self.bucket = Bucket(address)
        self.local = FolderStore(folder)

    def __reduce__(self) -> tuple[object, tuple[str, Path]]:
        """Pickled, it is the address and the folder's path."""
        return _open_again, (self.bucket.address, self.local.folder.absolute())

    def get_shelf(self, kind: str) -> ObjectShelf:
        """The part of the store for one kind of thing."""
        return ObjectShelf(self, kind)

    def prevent_pruning(self) -> AbstractContextManager[None]:
        """While this lasts, the folder of this machine is not pruned. Raises ``OSError``."""
        return self.local.prevent_pruning()


class ObjectShelf:
    """Bytes by key, all of one kind: a line with their CRC-32 and length, and they themselves."""

    def __init__(self, store: ObjectStore, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._local: FolderShelf = store.local.get_shelf(kind)

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``, by whomever; ``None`` when it is not there or damaged."""
        kept = self._local.get(key)
        return kept if kept is not None else self._fetch(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` in the bucket, and then here; or else what lies there already, undamaged.

        Raises ``MakingError`` when the bucket cannot be had, and as a folder's shelf does.
        """
        name, bucket = self._name(key), self._store.bucket
        content = make_head(key, self._kind, data) + data
        if bucket.put(name, content, replace=False) is None:
            if self._fetch(key) is not None:
                return
            bucket.put(name, content)
        self._local.put(key, data)

    def open(self, key: str, start: int = 0) -> BinaryIO:
        """What was put under ``key``, from byte ``start`` on, as a file of this machine."""
        try:
            return self._local.open(key, start)
        except FileNotFoundError:
            if self._fetch(key) is None:
                raise
            return self._local.open(key, start)

    def lock(self, key: str) -> AbstractContextManager[None]:
        """While this lasts, every other thread of this process waits for the lock of ``key``."""
        return self._local.lock(key)

    def report_damage(self, key: str, why: str) -> None:
        """Warn that what is kept under ``key`` is not what it should be."""
        self._local.report_damage(key, why)

    def _fetch(self, key: str) -> bytes | None:
        name = self._name(key)
        found = self._store.bucket.get(name)
        if found is None:
            return None
        head, _, data = found.partition(b"\n")
        if head + b"\n" != make_head(key, self._kind, data):
            log.warning("%s/%s: is damaged and is made again", self._store.bucket.address, name)
            return None
        self._local.put(key, data)
        return data

    def _name(self, key: str) -> str:
        return f"{key[:2]}/{key[2:]}.{self._kind}"


@cache
def _open_again(address: str, folder: Path) -> ObjectStore:
    return ObjectStore(address, folder)
