"""Publication: files that appear whole, and a folder's files together, or not at all.

What is being written stands beside its place under a name that says whose it is, so that what a
killed process left behind can be told from what another is writing.
"""

from __future__ import annotations

import ctypes
import errno
import io
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

import regex

from audio.errors import EditionError, OutputError, Place, StorageError, from_os

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PART = regex.compile(r"\.(\d+)\.[0-9a-f]{16}\.part")
_AT_FDCWD, _EXCHANGE = -100, 2  # fcntl.h, linux/fs.h: RENAME_EXCHANGE


class Publication:
    """A set of files that are written under temporary names and renamed when all are done.

    Used as a context: leaving it without ``release`` removes what was written. The temporary
    files stand beside their targets, so that the renames are atomic.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path]] = []

    def __enter__(self) -> Publication:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for temporary, _ in self._staged:
            temporary.unlink(missing_ok=True)

    def stage(self, target: Path, *, follow: bool = True) -> Path:
        """A new empty file to write in place of ``target``; its folder must exist.

        Where ``target`` is a link, that stays and what it leads to is replaced; unless ``follow``
        is false: then it is the link that is replaced, whatever it leads to. Raises
        ``OutputError`` when nothing can be written there, ``StorageError`` when the disk is full.
        """
        if follow:
            target = target.resolve()
        if target.is_dir() and (follow or not target.is_symlink()):
            raise OutputError("is a folder", where=Place(str(target)), hint="name a file")
        if not target.parent.is_dir():
            raise OutputError(
                f"cannot be written: there is no folder {target.parent}", where=Place(str(target))
            )
        temporary = _touch_part(target)
        self._staged.append((temporary, target))
        return temporary

    def open(self, target: Path) -> BinaryIO:
        """The same, open for writing and reading; the caller closes it.

        What goes wrong with it is an ``OSError`` that names ``target``.
        """
        return io.BufferedRandom(_StagedFile(self.stage(target), target))

    def write(self, target: Path, data: bytes, *, follow: bool = True) -> None:
        """Stage ``target`` with this content. Raises as ``stage`` does, and ``OSError``."""
        staged = self.stage(target, follow=follow)
        with name_in_errors(target):
            staged.write_bytes(data)

    def release(self) -> None:
        """Rename every staged file to its target, in the order they were staged."""
        for temporary, target in self._staged:
            temporary.replace(target)
        self._staged.clear()


class _StagedFile(io.FileIO):
    """A temporary file whose errors name the one that it will be."""

    def __init__(self, path: Path, target: Path) -> None:
        super().__init__(path, "w+")
        self._target = target

    def write(self, data: ReadableBuffer, /) -> int:
        with name_in_errors(self._target):
            return super().write(data)


def open_spool(target: Path) -> BinaryIO:
    """A file for what cannot be written to ``target`` yet, on its disk; closed, it is gone.

    What goes wrong with it is an ``OSError`` that names ``target``.
    """
    temporary = _touch_part(target.resolve())
    file = _StagedFile(temporary, target)
    temporary.unlink()
    return io.BufferedRandom(file)


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
    new = target.with_name(_make_part_name())
    try:
        new.mkdir()
        yield new
        _put_in_place(new, target)
    except OSError as error:
        error.filename = _as_published(str(error.filename or target), new, target)
        raise
    except EditionError as error:
        source = _as_published(error.where.source, new, target)
        error.where = replace(error.where, source=source)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)  # what failed, or what was there before


def _as_published(path: str, new: Path, target: Path) -> str:
    """The name that ``path``, if it is in the folder ``new``, has when that is ``target``."""
    inside = Path(path).is_relative_to(new)
    return str(target / Path(path).relative_to(new)) if inside else path


def sweep(folder: Path) -> None:
    """Remove from ``folder`` what was left half-written by processes that run no more."""
    for entry in os.scandir(folder):
        found = _PART.fullmatch(entry.name)
        if found and not _is_running(int(found[1])):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(FileNotFoundError):
                    Path(entry.path).unlink()


def _put_in_place(new: Path, target: Path) -> None:
    try:
        new.rename(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        if not _swap(new, target):
            # Elsewhere than on Linux there is a moment without the folder, never a mixed one.
            old = target.with_name(_make_part_name())
            target.rename(old)
            new.rename(target)
            old.rename(new)


def _swap(one: Path, other: Path) -> bool:
    """Let two names change places in one step (Linux, ``renameat2``); whether it could be done."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)


def _touch_part(target: Path) -> Path:
    part = target.with_name(_make_part_name())
    try:
        part.touch(exist_ok=False)
    except OSError as error:
        error.filename = str(target)
        fault = from_os(error)
        if not isinstance(fault, StorageError):
            fault = OutputError(f"cannot be written: {error.strerror}", where=Place(str(target)))
        raise fault from error
    return part


def _make_part_name() -> str:
    return f".{os.getpid()}.{secrets.token_hex(8)}.part"


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
