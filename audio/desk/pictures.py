"""Pictures that come to the desk: put beside what they belong to, none in place of another."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from audio.artwork.picture import Picture
from audio.errors import Place, SourceError
from audio.work.publication import publish_file

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


def keep_picture(owner: Path, filename: str, data: bytes, *, is_artwork: bool = False) -> str:
    """Put a picture beside ``owner``, an article or ``show.toml``, under its name; return that.

    ``a.md`` gets ``a.jpg``, or ``a-2.jpg`` where there is another picture. Raises ``SourceError``
    for a ``filename`` of another kind, ``SettingsError`` for what cannot be shown, or cannot be
    the artwork of a show, which is a square.
    """
    suffix = Path(filename).suffix.lower()
    if suffix not in _SUFFIXES:
        raise SourceError("is no picture", where=Place(filename[:200]))
    picture = Picture(Path(filename), data)
    if is_artwork:
        picture.require_artwork()
    names = (f"{owner.stem}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
    places = map(owner.with_name, names)
    place = next(p for p in places if not p.exists() or (p.is_file() and p.read_bytes() == data))
    publish_file(place, data)
    return place.name
