"""Covers: made of the picture that was given, or designed from the titles.

A show's own picture must be what podcast directories take: a square of 1,400 to 3,000 pixels. An
article's may have any shape. A square of that size is its edition's cover as it is; any other is
set, whole, above the title. Editions without one carry the show's picture, so that a show that
has an image keeps it; where that is not given either, each has a cover designed from its title,
in the colours of the show's.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from audio.artwork.design import CoverText, draw_edition_cover, draw_framed_cover, draw_show_cover
from audio.artwork.picture import Picture, encode_jpeg, reduce_cover
from audio.hindi.dates import format_date
from audio.records import Article, Cover, Show

SIDE = 1400
"""Pixels: the least that podcast directories take; what every edition's file carries."""
LARGE = 3000
"""Pixels: the most that they take."""
EMBEDDED = 250_000
"""Most bytes of a cover that stands in every file of an edition."""
SMALL = 512
"""Pixels: what a page shows, and the most that a lock screen does."""
PUBLISHED = 1_000_000
"""Bytes that the site's own picture of the show may have before it is encoded anew."""


def make_show_cover(show: Show, side: int = SIDE) -> Cover:
    """Make the show's artwork for its site and feed; a designed one is ``side`` pixels square.

    Raises ``SettingsError`` for a picture that cannot be artwork, and ``MakingError``.
    """
    if not show.image:
        return generate_cover(show.title, side)
    picture = Picture(Path(show.image))
    picture.require_artwork()
    return picture.make_cover(LARGE, PUBLISHED)


def make_edition_cover(article: Article, show: Show) -> Cover:
    """Make an edition's cover for its files, page and feed: ``SIDE`` pixels, ``EMBEDDED`` bytes.

    Raises ``SettingsError`` for a picture that cannot be shown, and ``MakingError``.
    """
    if article.image:
        return _make_own_cover(article, show)
    if show.image:
        path = Path(show.image)
        return _make_shared_cover(path, _read_state(path))
    return draw_edition_cover(_make_cover_text(article, show), SIDE).encode()


def make_chapter_picture(path: Path) -> Cover:
    """Make the picture of a chapter: a JPEG of any shape, ``SIDE`` pixels and ``EMBEDDED`` bytes.

    Raises ``SettingsError`` for a picture that cannot be shown.
    """
    picture = Picture(path)
    image = picture.image.copy()
    image.thumbnail((SIDE, SIDE))
    return encode_jpeg(image, EMBEDDED, picture.doubts)


def make_thumbnail(cover: Cover) -> Cover:
    """Make the show's artwork for its page: a JPEG of ``SMALL`` pixels square."""
    return reduce_cover(cover, SMALL, 40_000)


@cache
def generate_cover(title: str, side: int = SIDE) -> Cover:
    """Design the cover of a show from its title."""
    return draw_show_cover(title, side).encode()


def _make_own_cover(article: Article, show: Show) -> Cover:
    picture = Picture(Path(article.origin).parent / article.image)
    if picture.is_artwork:
        return picture.make_cover(SIDE, EMBEDDED)
    picture.doubt_size()
    framed = draw_framed_cover(_make_cover_text(article, show), picture.image, SIDE)
    return encode_jpeg(framed.paint(), EMBEDDED, picture.doubts)


@lru_cache(maxsize=4)
def _make_shared_cover(path: Path, state: tuple[int, int]) -> Cover:
    """The show's picture as a cover of editions; ``state`` changes with the file's content."""
    del state  # only part of the cache's key
    picture = Picture(path)
    picture.require_artwork()
    return picture.make_cover(SIDE, EMBEDDED)


def _read_state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0  # the error comes when it is opened
    return found.st_mtime_ns, found.st_size


def _make_cover_text(article: Article, show: Show) -> CoverText:
    date = format_date(article.published.date()) if article.published else ""
    return CoverText(article.title, show.title, date)
