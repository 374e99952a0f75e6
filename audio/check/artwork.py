"""Pictures: what podcast directories take as artwork (Apple, "A Podcaster's Guide to RSS")."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from audio.check.fault import Fault, differs

SUFFIXES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG"}
_LEAST, _MOST = 1400, 3000
"""Pixels a side."""
_LARGEST = 20_000_000
"""Bytes."""
_DAMAGED = (OSError, SyntaxError, ValueError, LookupError, EOFError, struct.error, zlib.error)
"""What Pillow raises for pictures that are none."""


def check_artwork(path: Path, where: str) -> Iterator[Fault]:
    """All that is wrong with the picture at ``path``. Raises ``OSError``."""
    if path.stat().st_size > _LARGEST:
        yield Fault(where, f"is too large (at most {_LARGEST // 1_000_000} MB)")
        return
    data = path.read_bytes()
    kind = SUFFIXES.get(PurePosixPath(where).suffix.lower(), "")
    media_type = next((name for name, made in _TYPES.items() if made == kind), "")
    for what in picture_faults(data, media_type):
        yield Fault(where, what)


def picture_faults(data: bytes, media_type: str) -> Iterator[str]:
    """What is wrong with a picture that is said to be of ``media_type``, as clauses."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind, size, mode = picture.format, picture.size, picture.mode
            if max(size) <= 3 * _MOST:
                picture.load()
    except UnidentifiedImageError:
        yield "is no picture"
        return
    except (*_DAMAGED, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        yield f"is damaged: {error}"
        return
    if kind != _TYPES.get(media_type):
        yield differs("is of another kind", media_type, kind)
    wide, high = size
    if wide != high or not _LEAST <= wide <= _MOST:
        expected, found = f"a square of {_LEAST} to {_MOST}", f"{wide} × {high}"
        yield f"has no artwork's size (expected {expected}, found {found})"
    if mode != "RGB":
        yield differs("has other pixels than artwork", "RGB", mode)
