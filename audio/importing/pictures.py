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
from audio.importing.polite_fetch import FetchRequest
from audio.readers.fetch.http import FetchLimits, FetchResult
from audio.records import Article, MainImage

PICTURE_REQUEST = FetchRequest(
    "image/jpeg, image/png, image/webp;q=0.8", FetchLimits(size=12 * 10**6, total=30)
)
GetPicture = Callable[[str], FetchResult]
"""Fetches what is at an address, politely where a feed names it; raises ``SourceError``."""
_SUFFIX = {"image/jpeg": ".jpg", "image/png": ".png"}
SUFFIXES = frozenset(_SUFFIX.values())
_CONVERTED = {"AVIF", "WEBP"}
"""What browsers are given and covers cannot be."""
_QUALITY = 90
_LARGEST_SIDE = 9000


class CoverPicture(NamedTuple):
    """A picture that an edition's cover can show."""

    data: bytes
    suffix: str
    """``.jpg`` or ``.png``, as its bytes are."""


class PictureFile(NamedTuple):
    """An article's main picture as a file of the content folder."""

    name: str = ""
    """What tells it from others, see ``identify_picture``; empty when there is none."""
    image: str = ""
    """Its file in the folder, for the front matter."""
    data: bytes = b""
    """What is to be written there; empty when that is there, or is an editor's."""


class Pictures:
    """The pictures of one content folder. No file that stands there is ever written over."""

    def __init__(self, content: Path, ledger: Ledger) -> None:
        self._content = content
        self._ledger = ledger

    def find_known(self, article: Article) -> PictureFile:
        """The picture that was imported for ``article`` before."""
        entry = self._ledger.entries.get(article.guid)
        return PictureFile(entry.picture, entry.image) if entry else PictureFile()

    def find_picture(self, article: Article, stem: str, get: GetPicture | None) -> PictureFile:
        """The main picture of ``article``, which will be called ``stem``; fetched only if new.

        Raises:
            SourceError: as ``fetch_picture``.
        """
        known = self.find_known(article)
        if article.main_image is None or get is None:
            return known._replace(image=known.image or article.image)
        name = identify_picture(article.main_image)
        if known.name == name:
            return known
        if shared := self._find_shared(name):
            return PictureFile(name, shared)
        drawn = fetch_picture(article.main_image, get)
        for image in chain([known.image], self._make_names(stem, drawn.suffix)):
            path = self._content / image
            if image and path.is_file() and path.read_bytes() == drawn.data:
                return PictureFile(name, image)
            if image and image != known.image and not path.exists():
                return PictureFile(name, image, drawn.data)
        raise AssertionError  # the names do not end

    def _find_shared(self, name: str) -> str:
        """The file of that picture, when another article came with it."""
        entries = (entry for entry in self._ledger.entries.values() if entry.picture == name)
        images = (entry.image for entry in entries if (self._content / entry.image).is_file())
        return next(images, "")

    def _make_names(self, stem: str, suffix: str) -> Iterator[str]:
        yield f"{stem}{suffix}"
        for number in count(2):
            yield f"{stem}-{number}{suffix}"


def identify_picture(image: MainImage) -> str:
    """What is the same when a source names a picture again: its address, else its hash."""
    return image.url or f"sha256:{hashlib.sha256(image.data).hexdigest()}"


def fetch_picture(image: MainImage, get: GetPicture) -> CoverPicture:
    """The picture that ``image`` names, fetched by ``get`` if it must be.

    Raises:
        SourceError: it cannot be had, or an edition's cover cannot show it.
    """
    from audio.artwork.picture import Picture

    name = image.url or "the book's cover"
    try:
        data = image.data or get(image.url).body
        data = _convert(data)
        picture = Picture(Path(), data)
    except SettingsError as error:
        raise _refuse(name, error.what) from error
    picture.doubt_size()
    suffix = _SUFFIX.get(picture.media_type)
    if picture.doubts or not suffix:
        raise _refuse(name, *picture.doubts, "is no JPEG or PNG")
    return CoverPicture(data, suffix)


def _refuse(name: str, what: str, *_: str) -> SourceError:
    return SourceError(f"no picture for the cover: it {what}", where=Place(name))


def _convert(data: bytes) -> bytes:
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
