"""A store in a folder: a file a thing, ``3f/9c….clip``, which appears whole or not at all.

The folder is safe to delete. It can be pruned to a size; what was used longest ago goes first.
"""

from __future__ import annotations

import errno
import io
import logging
import os
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, BinaryIO, NamedTuple, cast

from audio import regex
from audio.errors import OutputError, Place
from audio.work.file_lock import lock_file
from audio.work.key_lock import KeyLock
from audio.work.publication import publish_file, sweep
from audio.work.store import KINDS, RECEIVED

log = logging.getLogger(__name__)

_DAY = 86_400
"""Seconds: a use is noted, as the file's time, at most this often."""
_LOCK = "in-use"
_NAME = regex.compile(rf"[0-9a-f]{{62}}\.(?:{'|'.join(KINDS)})")
_PART = regex.compile(r"[0-9a-f]{2}")
_HEAD = 32
"""Bytes: more than the line before a file's content, which tells of it, can have."""


class Holding(NamedTuple):
    """How much of one kind a store holds."""

    kind: str
    files: int
    size: int
    """Bytes."""


class FolderStore:
    """A folder of kept things. Several threads and processes may use one at once."""

    def __init__(self, folder: Path) -> None:
        """Raises ``OutputError`` when something else than a folder is there."""
        if folder.exists() and not folder.is_dir():
            raise OutputError(
                "is not a folder", where=Place(str(folder)), hint="name a store's folder"
            )
        self.folder = folder
        self.damage = _DamageReport()
        self.locks = KeyLock()
        for part in self._list_parts():
            sweep(part)

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        """Pickled, it is the folder's path: one store for all that is unpickled in a process."""
        return _open_again, (self.folder.absolute(),)

    def get_shelf(self, kind: str) -> FolderShelf:
        """The part of the store for one kind of thing, which is its files' suffix."""
        return FolderShelf(self, kind)

    @contextmanager
    def prevent_pruning(self) -> Iterator[None]:
        """While this lasts, no process prunes the store. Raises ``OSError``."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            try:
                lock_file(held.enter_context(self._open_lock()).fileno(), shared=True)
            except OSError as error:
                # What may not be written to is not pruned either.
                if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                    raise
            yield

    def count_holdings(self) -> list[Holding]:
        """What there is, by kind."""
        found: dict[str, list[int]] = {}
        for entry in self._list_files():
            size = entry.stat(follow_symlinks=False).st_size
            found.setdefault(_find_kind(entry.name), []).append(size)
        return [Holding(kind, len(sizes), sum(sizes)) for kind, sizes in sorted(found.items())]

    @property
    def is_there(self) -> bool:
        """Whether the folder is a store: it has been used, or holds what one holds."""
        return (self.folder / _LOCK).is_file() or next(self._list_files(), None) is not None

    def prune(self, limit: int) -> Holding | None:
        """Give up what was used longest ago, until at most ``limit`` bytes are kept.

        What was received over the network goes last. Returns what was given up; ``None``, and
        nothing is, while another process uses the store. Raises ``OSError``.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._open_lock() as lock:
            return self._give_up(limit) if lock_file(lock.fileno(), wait=False) else None

    def _open_lock(self) -> IO[str]:
        """The file that tells that the store is in use. Raises ``OSError`` and ``OutputError``."""
        path = self.folder / _LOCK
        try:
            return open(path, "a", opener=_open_unless_link)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            raise OutputError("is a link", where=Place(str(path)), hint="remove it") from error

    def _give_up(self, limit: int) -> Holding:
        states = [(entry, entry.stat(follow_symlinks=False)) for entry in self._list_files()]
        states.sort(key=_rank_by_use)
        excess = sum(state.st_size for _, state in states) - limit
        files = size = 0
        for entry, state in states:
            if size >= excess:
                break
            Path(entry.path).unlink()
            files, size = files + 1, size + state.st_size
        return Holding("", files, size)

    def _list_files(self) -> Iterator[os.DirEntry[str]]:
        for part in self._list_parts():
            for entry in os.scandir(part):
                # What else lies there is somebody's own, and never given up.
                if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    yield entry

    def _list_parts(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        folders = sorted(self.folder.iterdir())
        return [path for path in folders if _PART.fullmatch(path.name) and _is_own(path)]


class FolderShelf:
    """Bytes by key, all of one kind.

    A file is one line, the CRC-32 of its name and of what follows, and the length of that, and then
    the bytes. It appears whole, by rename; what cannot be read back whole counts as missing.
    """

    def __init__(self, store: FolderStore, kind: str) -> None:
        self._folder = os.fspath(store.folder)
        self._kind = kind
        self._damage = store.damage
        self._locks = store.locks

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``; ``None`` when it is not there or damaged (logged)."""
        name = self._name_file(key)
        try:
            with open(name, "rb", buffering=0, opener=_open_at_once) as file:
                state = os.fstat(file.fileno())
                head, data = _read(file, state)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.report_damage(key, f"cannot be read ({error.strerror})")
            return None
        if head != make_head(key, self._kind, data):
            self.report_damage(key, "is damaged")
            return None
        if time.time() - state.st_mtime > _DAY:
            _note_use(name)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data``. Raises ``OSError`` or ``EditionError`` when it cannot be written."""
        path = self.locate(key)
        _provide_folder(path.parent)
        if _is_own(path):
            raise OutputError(
                "a folder stands in its place", where=Place(str(path)), hint="remove it"
            )
        publish_file(path, make_head(key, self._kind, data) + data, follow=False)

    def open(self, key: str, start: int = 0) -> BinaryIO:
        """What was put under ``key``, unchecked, from byte ``start`` on. Raises ``OSError``.

        It is a file of the system's, so that the kernel can copy from it.
        """
        file = io.FileIO(self._name_file(key))
        file.seek(file.read(_HEAD).find(b"\n") + 1 + start)
        return cast("BinaryIO", file)

    def lock(self, key: str) -> AbstractContextManager[None]:
        """While this lasts, every other thread that asks for the lock of ``key`` waits."""
        return self._locks.hold(self._name_file(key))

    def report_damage(self, key: str, why: str) -> None:
        """Warn, once a file, that what is kept under ``key`` is not what it should be."""
        self._damage.tell(self._name_file(key), why)

    def locate(self, key: str) -> Path:
        """The file of what has this key, whether it is there or not."""
        return Path(self._name_file(key))

    def _name_file(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}.{self._kind}"


def make_head(key: str, kind: str, data: bytes) -> bytes:
    """The line before ``data``: its CRC-32, begun with that of its name, and its length."""
    name = zlib.crc32(f"{key}.{kind}".encode())
    return b"%08x %d\n" % (zlib.crc32(data, name), len(data))


class _DamageReport:
    """Warnings about files of a store, one a file: several articles may meet the same one."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._lock = Lock()

    def tell(self, name: str, why: str) -> None:
        with self._lock:
            is_new = name not in self._told
            self._told.add(name)
        if is_new:
            log.warning("%s: %s and is made again", name, why)


@cache
def _open_again(folder: Path) -> FolderStore:
    return FolderStore(folder)


def _read(file: io.FileIO, state: os.stat_result) -> tuple[bytes, bytes]:
    """The first line of an open file, and all that follows it, which is not copied once more."""
    if not stat.S_ISREG(state.st_mode):
        return b"", b""
    head = file.read(_HEAD)
    start = head.find(b"\n") + 1
    file.seek(start)
    return head[:start], file.read(max(0, state.st_size - start))


def _provide_folder(folder: Path) -> None:
    """Make the folder if it is not there. Raises ``OSError``, and ``OutputError`` for a link."""
    try:
        is_link = stat.S_ISLNK(folder.lstat().st_mode)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    else:
        if is_link:
            raise OutputError("is a link", where=Place(str(folder)), hint="remove it")


def _is_own(folder: Path) -> bool:
    """Whether ``folder`` is one, and no link to somebody else's."""
    return folder.is_dir() and not folder.is_symlink()


def _open_unless_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _open_at_once(path: str, flags: int) -> int:
    """A pipe in a file's place does not keep us waiting."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _find_kind(name: str) -> str:
    return name.rpartition(".")[2]


def _rank_by_use(file: tuple[os.DirEntry[str], os.stat_result]) -> tuple[bool, int, str]:
    """Sort key: what was received over the network last, else what was used longest ago first."""
    entry, state = file
    return _find_kind(entry.name) == RECEIVED, state.st_mtime_ns, entry.name


def _note_use(name: str) -> None:
    """So that pruning can tell what has not been needed for long."""
    with suppress(OSError):
        os.utime(name, follow_symlinks=os.utime not in os.supports_follow_symlinks)
