"""The store: what was costly to make, kept under a key that covers all that shaped it.

One folder holds several kinds: encoded clips, normalized scripts, sound as an engine on the
network sent it. All of it can be made again, so the folder is safe to delete.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import IO, NamedTuple

import regex

from audio.errors import OutputError, Place
from audio.work.key_lock import Turns
from audio.work.publication import Publication, sweep

log = logging.getLogger(__name__)

_DAY = 86_400
"""Seconds: a use is noted, as the file's time, at most this often."""
_LOCK = "in-use"
_NAME = regex.compile(r"[0-9a-f]{62}\.(?P<kind>clip|cover|received|script)")
_PART = regex.compile(r"[0-9a-f]{2}")
RECEIVED = "received"
"""The kind that cost money or patience: it is the last to be given up."""


class Kept(NamedTuple):
    """Something that was kept, and the file around it."""

    path: Path
    content: bytes
    """The whole file."""
    start: int
    """Where in ``content`` that which was put begins."""


class Holding(NamedTuple):
    """How much of one kind a store holds."""

    kind: str
    files: int
    size: int
    """Bytes."""


class Store:
    """A folder of kept things. Several threads and processes may use one at once."""

    def __init__(self, folder: Path) -> None:
        """Raises ``OutputError`` when something else than a folder is there."""
        if folder.exists() and not folder.is_dir():
            raise OutputError(
                "is not a folder", where=Place(str(folder)), hint="name a store's folder"
            )
        self.folder = folder
        self.doubts = _Doubts()
        self.turns = Turns()
        for part in self._parts():
            sweep(part)

    def shelf(self, kind: str) -> Shelf:
        """The part of the store for one kind of thing, which is its files' suffix."""
        return Shelf(self, kind)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While this lasts, no process prunes the store. Raises ``OSError``."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            try:
                fcntl.flock(held.enter_context(self._lock()), fcntl.LOCK_SH)
            except OSError as error:
                # What may not be written to is not pruned either.
                if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                    raise
            yield

    def holdings(self) -> list[Holding]:
        """What there is, by kind."""
        found: dict[str, list[int]] = {}
        for entry in self._entries():
            size = entry.stat(follow_symlinks=False).st_size
            found.setdefault(_kind(entry.name), []).append(size)
        return [Holding(kind, len(sizes), sum(sizes)) for kind, sizes in sorted(found.items())]

    @property
    def is_there(self) -> bool:
        """Whether the folder is a store: it has been used, or holds what one holds."""
        return (self.folder / _LOCK).is_file() or next(self._entries(), None) is not None

    def prune(self, limit: int) -> Holding | None:
        """Give up what was used longest ago, until at most ``limit`` bytes are kept.

        What was received over the network goes last. Returns what was given up; ``None``, and
        nothing is, while another process uses the store. Raises ``OSError``.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return None
            return self._give_up(limit)

    def _lock(self) -> IO[str]:
        """The file that tells that the store is in use. Raises ``OSError`` and ``OutputError``."""
        path = self.folder / _LOCK
        try:
            return open(path, "a", opener=_not_through_a_link)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            raise OutputError("is a link", where=Place(str(path)), hint="remove it") from error

    def _give_up(self, limit: int) -> Holding:
        states = [(entry, entry.stat(follow_symlinks=False)) for entry in self._entries()]
        states.sort(key=lambda it: (_kind(it[0].name) == RECEIVED, it[1].st_mtime_ns, it[0].name))
        excess = sum(state.st_size for _, state in states) - limit
        files = size = 0
        for entry, state in states:
            if size >= excess:
                break
            Path(entry.path).unlink()
            files, size = files + 1, size + state.st_size
        return Holding("", files, size)

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        for part in self._parts():
            for entry in os.scandir(part):
                # What else lies there is somebody's own, and never given up.
                if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    yield entry

    def _parts(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        folders = sorted(self.folder.iterdir())
        return [path for path in folders if _PART.fullmatch(path.name) and _is_own(path)]


class Shelf:
    """Bytes by key, all of one kind.

    A file is one line, the CRC-32 of its name and of what follows, and the length of that, and then
    the bytes. It appears whole, by rename; what cannot be read back whole counts as missing.
    """

    def __init__(self, store: Store, kind: str) -> None:
        self._folder = os.fspath(store.folder)
        self._suffix = f".{kind}"
        self._doubts = store.doubts
        self._turns = store.turns

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``; ``None`` when it is not there or damaged (logged)."""
        kept = self.read(key)
        return kept and kept.content[kept.start :]

    def read(self, key: str) -> Kept | None:
        """The same, in its file."""
        place = self._place(key)
        try:
            with open(place, "rb", buffering=0, opener=_patiently) as file:
                state = os.fstat(file.fileno())
                content = file.readall() if stat.S_ISREG(state.st_mode) else b""
        except FileNotFoundError:
            return None
        except OSError as error:
            self.doubt(key, f"cannot be read ({error.strerror})")
            return None
        start = content.find(b"\n") + 1
        if content[:start] != self._head(key, memoryview(content)[start:]):
            self.doubt(key, "is damaged")
            return None
        if time.time() - state.st_mtime > _DAY:
            _note_use(place)
        return Kept(Path(place), content, start)

    def put(self, key: str, data: bytes) -> Kept:
        """Keep ``data``. Raises ``OSError`` or ``EditionError`` when it cannot be written."""
        path = self.path(key)
        if path.parent.is_symlink():
            raise OutputError("is a link", where=Place(str(path.parent)), hint="remove it")
        path.parent.mkdir(parents=True, exist_ok=True)
        if _is_own(path):
            raise OutputError(
                "a folder stands in its place", where=Place(str(path)), hint="remove it"
            )
        head = self._head(key, data)
        with Publication() as publication:
            publication.write(path, head + data, follow=False)
            publication.release()
        return Kept(path, head + data, len(head))

    def turn(self, key: str) -> AbstractContextManager[None]:
        """While this lasts, no other thread that asks has the turn for ``key``.

        Who takes it before looking, and keeps it until what was not there has been put, never
        makes what another is making.
        """
        return self._turns.taken(self._place(key))

    def doubt(self, key: str, why: str) -> None:
        """Warn, once a file, that what is kept under ``key`` is not what it should be."""
        self._doubts.tell(self._place(key), why)

    def path(self, key: str) -> Path:
        """Where what has this key lies; ``key`` is a hexadecimal digest."""
        return Path(self._place(key))

    def _head(self, key: str, data: bytes | memoryview) -> bytes:
        name = zlib.crc32(f"{key}{self._suffix}".encode())
        return b"%08x %d\n" % (zlib.crc32(data, name), len(data))

    def _place(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}{self._suffix}"


class _Doubts:
    """Warnings about files of a store, one a file: several articles may meet the same one."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._lock = Lock()

    def tell(self, place: str, why: str) -> None:
        with self._lock:
            new = place not in self._told
            self._told.add(place)
        if new:
            log.warning("%s: %s and is made again", place, why)


def _is_own(folder: Path) -> bool:
    """Whether it is a folder, and no link to somebody else's."""
    return folder.is_dir() and not folder.is_symlink()


def _not_through_a_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o666)


def _patiently(path: str, flags: int) -> int:
    """A pipe in a file's place does not keep us waiting."""
    return os.open(path, flags | os.O_NONBLOCK)


def _kind(name: str) -> str:
    return name.rpartition(".")[2]


def _note_use(place: str) -> None:
    """So that pruning can tell what has not been needed for long."""
    with suppress(OSError):
        os.utime(place, follow_symlinks=False)
