"""An article's main picture: fetched, told by its bytes, and such that a build can take it.

What a page calls its picture may be anything: another kind of file, a pixel that counts readers,
a bomb. What is no picture that an edition's cover can show is left out, and the article comes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SettingsError, SourceError
from audio.importing.ledger import Ledger
from audio.importing.polite_fetch import Wanted
from audio.readers.fetch.http import Fetched, Limits
from audio.records import Article, MainImage

A_PICTURE = Wanted("image/jpeg, image/png, image/webp;q=0.8", Limits(size=12 * 10**6, total=30))
Get = Callable[[str], Fetched]
"""Fetches what is at an address, as a source's courtesy wants it; raises ``SourceError``."""
_SUFFIX = {"image/jpeg": ".jpg", "image/png": ".png"}
SUFFIXES = frozenset(_SUFFIX.values())
_CONVERTED = {"AVIF", "WEBP"}
"""What browsers are given and covers cannot be."""
_QUALITY = 90
_LARGEST_SIDE = 9000


class Illustration(NamedTuple):
    """A picture that has been checked."""

    data: bytes
    suffix: str
    """``.jpg`` or ``.png``, as its bytes are."""


class Found(NamedTuple):
    """What an article's picture is called."""

    name: str = ""
    """What tells it from others, see ``identity``; empty when there is none."""
    image: str = ""
    """Its file in the folder, for the front matter."""
    data: bytes = b""
    """What is to be written there; empty when that is there, or is an editor's."""


class Pictures:
    """Those of one content folder. No file that stands there is ever written over."""

    def __init__(self, content: Path, ledger: Ledger) -> None:
        self._content = content
        self._ledger = ledger

    def known(self, article: Article) -> Found:
        """What was imported for ``article`` before."""
        entry = self._ledger.entries.get(article.guid)
        return Found(entry.picture, entry.image) if entry else Found()

    def found(self, article: Article, stem: str, get: Get | None) -> Found:
        """The main picture of ``article``, which will be called ``stem``; fetched only if new.

        Raises:
            SourceError: as ``illustration``.
        """
        known = self.known(article)
        if article.main_image is None or get is None:
            return known._replace(image=known.image or article.image)
        name = identity(article.main_image)
        if known.name == name:
            return known
        if shared := self._shared(name):
            return Found(name, shared)
        drawn = illustration(article.main_image, get)
        for image in chain([known.image], self._names(stem, drawn.suffix)):
            path = self._content / image
            if image and path.is_file() and path.read_bytes() == drawn.data:
                return Found(name, image)
            if image and image != known.image and not path.exists():
                return Found(name, image, drawn.data)
        raise AssertionError  # the names do not end

    def _shared(self, name: str) -> str:
        """The file of that picture, when another article came with it."""
        entries = (entry for entry in self._ledger.entries.values() if entry.picture == name)
        images = (entry.image for entry in entries if (self._content / entry.image).is_file())
        return next(images, "")

    def _names(self, stem: str, suffix: str) -> Iterator[str]:
        yield f"{stem}{suffix}"
        for number in count(2):
            yield f"{stem}-{number}{suffix}"


def identity(image: MainImage) -> str:
    """Tells whether a source names the same picture again."""
    return image.url or f"sha256:{hashlib.sha256(image.data).hexdigest()}"


def illustration(image: MainImage, get: Get) -> Illustration:
    """The picture that ``image`` names, fetched by ``get`` if it must be.

    Raises:
        SourceError: it cannot be had, or an edition's cover cannot show it.
    """
    from audio.artwork.picture import Picture

    name = image.url or "the book's cover"
    try:
        data = image.data or get(image.url).body
        data = _converted(data)
        picture = Picture(Path("picture"), data)
    except SettingsError as error:
        raise SourceError(
            f"no picture for the cover: it {error.what}", where=Place(name)
        ) from error
    return Illustration(data, _SUFFIX[picture.media_type])


def _converted(data: bytes) -> bytes:
    """``data`` in a format that every player shows, when it is a picture in one for browsers.

    Whatever else it is, it is judged later.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as opened:
            is_moving = getattr(opened, "is_animated", False)
            if opened.format not in _CONVERTED or is_moving or max(opened.size) > _LARGEST_SIDE:
                return data
            held = io.BytesIO()
            if opened.has_transparency_data:  # which may be none, and is no loss then
                opened.convert("RGBA").save(held, "PNG")
            else:
                opened.convert("RGB").save(held, "JPEG", quality=_QUALITY)
            return held.getvalue()
    except (
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
    ):
        return data
