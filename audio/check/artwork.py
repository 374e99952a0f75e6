"""Pictures: what podcast directories take as artwork (Apple, "A Podcaster's Guide to RSS")."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from audio.check.fault import Fault, contrast

SUFFIXES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG"}
_LEAST, _MOST = 1400, 3000
"""Pixels a side of artwork, at least and at most."""
_LARGEST = 20_000_000
"""Bytes of a picture file."""
_DAMAGED = (OSError, SyntaxError, ValueError, LookupError, EOFError, struct.error, zlib.error)
"""What Pillow raises for a damaged picture."""


def check_picture(path: Path, where: str) -> Iterator[Fault]:
    """Yield all that is wrong with the picture at ``path``; one called ``cover`` must be artwork.

    Raises ``OSError``.
    """
    if path.stat().st_size > _LARGEST:
        yield Fault(where, f"is too large (at most {_LARGEST // 1_000_000} MB)")
        return
    name = PurePosixPath(where)
    kind = SUFFIXES.get(name.suffix.lower(), "")
    media_type = next((known for known, made in _TYPES.items() if made == kind), "")
    for what in find_picture_faults(path.read_bytes(), media_type, artwork=name.stem == "cover"):
        yield Fault(where, what)


@lru_cache(maxsize=4)
def find_picture_faults(data: bytes, media_type: str, *, artwork: bool = True) -> tuple[str, ...]:
    """What is wrong with a picture that should be of ``media_type``, as clauses: ``is no picture``.

    Cached, as an edition's picture is both in its tags and beside its page.
    """
    return tuple(_find_faults(data, media_type, artwork))


def _find_faults(data: bytes, media_type: str, artwork: bool) -> Iterator[str]:
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
        yield contrast("is of another kind", media_type, kind)
    wide, high = size
    if artwork and (wide != high or not _LEAST <= wide <= _MOST):
        expected, found = f"a square of {_LEAST} to {_MOST}", f"{wide} × {high}"
        yield f"has no artwork's size (expected {expected}, found {found})"
    if artwork and mode != "RGB":
        yield contrast("has other pixels than artwork", "RGB", mode)
