"""Publication: files that appear whole, and a folder's files together, or not at all.

What is being written stands beside its place under a temporary name, and is locked by who writes
it, so that what a killed process left behind can be told from what another is writing, on whatever
machine or in whatever container that runs.
"""

from __future__ import annotations

import ctypes
import errno
import io
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audio import regex
from audio.errors import EditionError, OutputError, Place, StorageError, from_os
from audio.work.file_lock import lock_file

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PART_NAME = regex.compile(r"(\.(?:\d+\.)?[0-9a-f]{16}\.part)(\.lock)?")
"""Of what is half-written: a file, which is its own lock, or a folder with its lock beside it."""
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_AT_FDCWD, _EXCHANGE = -100, 2  # fcntl.h, linux/fs.h: RENAME_EXCHANGE


class Publication:
    """A set of files that are written under temporary names and renamed when all are done.

    Used as a context: leaving it without ``release`` removes what was written. The temporary
    files stand beside their targets, so that the renames are atomic.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[_Part, Path]] = []

    def __enter__(self) -> Publication:
        return self

    def __exit__(self, *raised: object) -> None:
        for part, _ in self._staged:
            part.remove()

    def stage(self, target: Path, *, follow: bool = True) -> Path:
        """A new empty file to write in place of ``target``; its folder must exist.

        Where ``target`` is a link, that stays and what it leads to is replaced; unless ``follow``
        is false: then it is the link that is replaced, whatever it leads to. Raises
        ``OutputError`` when nothing can be written there, ``StorageError`` when the disk is full.
        """
        return self._stage(target, follow=follow).path

    def _stage(self, target: Path, *, follow: bool = True) -> _Part:
        if follow and target.is_symlink():
            target = target.resolve()
        if target.is_dir() and (follow or not target.is_symlink()):
            raise OutputError("is a folder", where=Place(str(target)), hint="name a file")
        if not target.parent.is_dir():
            raise OutputError(
                f"cannot be written: there is no folder {target.parent}", where=Place(str(target))
            )
        part = _Part(_choose_name(target))
        self._staged.append((part, target))  # first, so that an interruption leaves no file
        try:
            with _name_part_errors(target):
                part.create()
        except EditionError:
            self._staged.pop()
            raise
        return part

    def open(self, target: Path) -> BinaryIO:
        """A new file in place of ``target``, open for writing and reading; the caller closes it.

        What goes wrong with it is an ``OSError`` that names ``target``.
        """
        return io.BufferedRandom(_StagedFile(self.stage(target), target))

    def write(self, target: Path, data: bytes, *, follow: bool = True) -> None:
        """Stage ``target`` with this content. Raises as ``stage`` does, and ``OSError``."""
        part = self._stage(target, follow=follow)
        with name_in_errors(target):
            part.write(data)

    def release(self) -> None:
        """Rename every staged file to its target, in the order they were staged."""
        for part, target in self._staged:
            part.move(target)
        self._staged.clear()


def publish_file(path: Path, data: bytes, *, follow: bool = True) -> None:
    """Put ``data`` in the place of the file ``path``, whole. Raises as ``Publication.write``."""
    with Publication() as publication:
        publication.write(path, data, follow=follow)
        publication.release()


class _Part:
    """A half-written file, or the lock of a half-written folder, which no ``sweep`` takes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = -1

    def create(self) -> _Part:
        """Make the file. Raises ``OSError`` when there is one of this name, or none can be."""
        while True:
            self._lock = os.open(self.path, _NEW, 0o666)
            lock_file(self._lock)
            if os.fstat(self._lock).st_nlink:
                return self
            self._close()  # swept before it was locked

    def write(self, data: bytes) -> None:
        """Append ``data``. Raises ``OSError``."""
        left = memoryview(data)
        while left:
            left = left[os.write(self._lock, left) :]

    def move(self, target: Path) -> None:
        """Let this part take the place of ``target``. Raises ``OSError``."""
        if sys.platform == "win32":  # where no open file can be moved
            self._close()
        if self.path != target:
            self.path.replace(target)
        self._close()

    def remove(self) -> None:
        """Leave nothing of it, if it is still there."""
        if sys.platform == "win32":
            self._close()
        self.path.unlink(missing_ok=True)
        self._close()

    def _close(self) -> None:
        lock, self._lock = self._lock, -1
        if lock >= 0:
            os.close(lock)


class _StagedFile(io.FileIO):
    """A temporary file, by name or descriptor, whose errors name the one that it will be."""

    def __init__(self, file: Path | int, target: Path) -> None:
        super().__init__(file, "w+")
        self._target = target

    def write(self, data: ReadableBuffer, /) -> int:
        with name_in_errors(self._target):
            return super().write(data)


def open_spool(target: Path) -> BinaryIO:
    """A file for what cannot be written to ``target`` yet, on its disk; closed, it is gone.

    What goes wrong with it is an ``OSError`` that names ``target``.
    """
    folder = target.resolve().parent
    with _name_part_errors(target), tempfile.TemporaryFile(dir=folder) as spool:
        return io.BufferedRandom(_StagedFile(os.dup(spool.fileno()), target))


@contextmanager
def name_in_errors(target: Path) -> Iterator[None]:
    """While this lasts, an ``OSError`` that names no file (of a full disk) names ``target``."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(target)
        raise


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of ``target`` in one step when all went well.

    Until then, and when anything fails, the old folder stays as it was. Raises ``OSError``; what
    goes wrong with a file in the new folder names the place that it would have had.
    """
    lock = _Part(target.with_name(f"{_make_part_name()}.lock")).create()
    new = lock.path.with_suffix("")
    try:
        new.mkdir()
        yield new
        _put_in_place(new, target)
    except OSError as error:
        error.filename = _name_as_published(str(error.filename or target), new, target)
        raise
    except EditionError as error:
        source = _name_as_published(error.where.source, new, target)
        error.where = replace(error.where, source=source)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)  # what failed, or what was there before
        lock.remove()


def _name_as_published(path: str, new: Path, target: Path) -> str:
    """The name that ``path``, if it is in the folder ``new``, has when that is ``target``."""
    inside = Path(path).is_relative_to(new)
    return str(target / Path(path).relative_to(new)) if inside else path


def sweep(folder: Path) -> None:
    """Remove from ``folder`` what was left half-written by processes that run no more."""
    for entry in list(os.scandir(folder)):
        if found := PART_NAME.fullmatch(entry.name):
            part = folder / found[1]
            is_folder = found[2] or entry.is_dir(follow_symlinks=False)
            lock = part.with_name(f"{found[1]}.lock") if is_folder else part
            with _try_lock(lock) as is_free:
                if is_free:
                    shutil.rmtree(part, ignore_errors=True)
                    with suppress(OSError):
                        lock.unlink()


@contextmanager
def _try_lock(path: Path) -> Iterator[bool]:
    """Whether nobody holds the lock of a file; if so, it is held while this lasts."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield True
    except OSError:
        yield False
    else:
        try:
            yield lock_file(descriptor, wait=False)
        finally:
            os.close(descriptor)


def _put_in_place(new: Path, target: Path) -> None:
    try:
        new.rename(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        if not _swap(new, target):
            # Elsewhere than on Linux there is a moment without the folder, never a mixed one.
            lock = _Part(target.with_name(f"{_make_part_name()}.lock")).create()
            old = lock.path.with_suffix("")
            target.rename(old)
            new.rename(target)
            old.rename(new)
            lock.remove()


def _swap(one: Path, other: Path) -> bool:
    """Let two names change places in one step (Linux, ``renameat2``); whether it could be done."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)


@contextmanager
def _name_part_errors(target: Path) -> Iterator[None]:
    """While this lasts, an ``OSError`` is an ``EditionError`` that names ``target``."""
    try:
        yield
    except OSError as error:
        error.filename = str(target)
        fault = from_os(error)
        if not isinstance(fault, StorageError):
            fault = OutputError(f"cannot be written: {error.strerror}", where=Place(str(target)))
        raise fault from error


def _choose_name(target: Path) -> Path:
    """What is to be ``target`` is written under this name: its own in a half-written folder."""
    if PART_NAME.fullmatch(target.parent.name) and not target.exists():
        return target
    return target.with_name(_make_part_name())


def _make_part_name() -> str:
    return f".{secrets.token_hex(8)}.part"
