"""Content: the file that a path leads to, open for reading, with what HTTP tells of it."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from audio import regex
from audio.server.media_types import MediaType, find_media_type

_ESCAPES = regex.compile(rb"(?:[^%]|%[0-9A-Fa-f]{2})*+")
_UNSEEN = frozenset("/\\") | {chr(code) for code in (*range(32), 127)}
"""Characters in no name of a published file; an escaped slash must not split a name."""
_FLAGS = ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK")
"""How a file is opened, as far as the system knows of it: as bytes (on Windows), and not blocking:
what is opened may be a pipe that nobody writes to."""
_READING = sum((getattr(os, name, 0) for name in _FLAGS), os.O_RDONLY)


@dataclass(frozen=True, slots=True)
class Content:
    """One representation of a resource; its user closes ``file``."""

    file: BinaryIO
    """Keeps its bytes, whatever is published in its place meanwhile."""
    size: int
    """Bytes."""
    etag: str
    """A strong validator (RFC 9110, section 8.8.3), in its quotes."""
    modified: float | None
    """Seconds since 1970; ``None`` for what is made anew for every request."""
    media_type: MediaType

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Content:
        """``data``, made for this request, as a file called ``name`` would be sent."""
        digest = hashlib.sha256(data).hexdigest()[:32]
        return cls(io.BytesIO(data), len(data), f'"{digest}"', None, find_media_type(name))


def split_path(raw_path: bytes) -> tuple[str, ...] | None:
    """The names that the path of a request goes through, the last one empty for a folder.

    ``None`` for a path that no published file can have: bad escapes, not UTF-8, empty names,
    ``..``, an escaped slash, a backslash, a control character, names that start with a dot (as
    what is not meant to be seen does, and what is still being written).
    """
    if not raw_path.startswith(b"/") or not _ESCAPES.fullmatch(raw_path):
        return None
    try:
        names = tuple(unquote_to_bytes(part).decode() for part in raw_path[1:].split(b"/"))
    except UnicodeDecodeError:
        return None
    shown = all(map(_is_shown, names[:-1])) and (not names[-1] or _is_shown(names[-1]))
    return names if shown else None


def _is_shown(name: str) -> bool:
    hidden = name.startswith(".") or name.endswith(".part")
    return bool(name) and not hidden and _UNSEEN.isdisjoint(name)


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The folder that is served. It and any folder in it may be replaced at any time."""

    root: Path

    def is_folder(self, names: Sequence[str]) -> bool:
        """Whether these names lead to a folder of the site with a page of its own."""
        index = self._resolve((*names, "index.html"))
        return index is not None and index.is_file()

    def open(self, names: Sequence[str]) -> Content | None:
        """The file these names lead to; a folder, whose last name is empty, has its index.html.

        ``None`` when there is none, when it is none of the site's or may not be read. Raises
        ``OSError`` for what is wrong with the machine and not with the request.
        """
        path = self._resolve((*names[:-1], names[-1] or "index.html"))
        number = None if path is None else _open(path)
        if path is None or number is None:
            return None
        # The state of what is open, not of what has the name by now.
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            os.close(number)
            return None
        etag = f'"{state.st_ino:x}-{state.st_mtime_ns:x}-{state.st_size:x}"'
        file = os.fdopen(number, "rb")
        return Content(file, state.st_size, etag, state.st_mtime, find_media_type(path.name))

    def _resolve(self, names: Sequence[str]) -> Path | None:
        """The path, symbolic links resolved; ``None`` when they leave the site or lead nowhere."""
        root = Path(os.path.realpath(self.root))
        try:
            path = Path(os.path.realpath(root.joinpath(*names), strict=True))
        except OSError:  # missing, too long, a loop of links
            return None
        inside = path.is_relative_to(root) and all(map(_is_shown, path.relative_to(root).parts))
        return path if inside else None


def _open(path: Path) -> int | None:
    """A file descriptor; ``None`` for what is not there, or not there to be read."""
    try:
        return os.open(path, _READING)
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE, errno.EIO, errno.ENOMEM):
            raise
        return None
