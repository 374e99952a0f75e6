"""Cover art: the picture that was given, or one designed from the titles.

A show's own picture must be what podcast directories take: a square of 1,400 to 3,000 pixels. An
article's may have any shape. A square of that size is its edition's cover as it is; any other is
set, whole, above the title. Editions without one carry the show's picture, so that a show that
has an image keeps it; where that is not given either, each has a cover designed from its title,
in the colours of the show's.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from audio.artwork.design import Face, edition_cover, framed_cover, show_cover
from audio.artwork.picture import Picture, jpeg, reduced
from audio.hindi.dates import format_date
from audio.records import Article, Cover, Show

SIDE = 1400
"""Pixels: the least that podcast directories take; what every edition's file carries."""
LARGE = 3000
"""Pixels: the most that they take."""
EMBEDDED = 250_000
"""Bytes that a cover may add to every file of an edition."""
SMALL = 512
"""Pixels: what a page shows, and the most that a lock screen does."""
PUBLISHED = 1_000_000
"""Bytes that the site's own picture of the show may have before it is encoded anew."""


def of_show(show: Show, side: int = SIDE) -> Cover:
    """The show's artwork for its site and feed; a designed one is ``side`` pixels square.

    Raises ``SettingsError`` for a picture that cannot be artwork, and ``MakingError``.
    """
    if not show.image:
        return generated(show.title, side)
    picture = Picture(Path(show.image))
    picture.require_artwork()
    return picture.cover(LARGE, PUBLISHED)


def of_edition(article: Article, show: Show) -> Cover:
    """An edition's artwork for its files, page and feed: ``SIDE`` pixels, under ``EMBEDDED`` bytes.

    Raises ``SettingsError`` for a picture that cannot be shown, and ``MakingError``.
    """
    if article.image:
        return _own(article, show)
    if show.image:
        path = Path(show.image)
        return _shared(path, _state(path))
    return edition_cover(_face(article, show), SIDE).jpeg()


def thumbnail(cover: Cover) -> Cover:
    """The show's artwork for its page: a JPEG of ``SMALL`` pixels square."""
    return reduced(cover, SMALL, 40_000)


@cache
def generated(title: str, side: int = SIDE) -> Cover:
    """The designed cover of a show of that title."""
    return show_cover(title, side).jpeg()


def _own(article: Article, show: Show) -> Cover:
    picture = Picture(Path(article.origin).parent / article.image)
    if picture.is_artwork:
        return picture.cover(SIDE, EMBEDDED)
    framed = framed_cover(_face(article, show), picture.image, SIDE)
    return jpeg(framed.picture, EMBEDDED)


@lru_cache(maxsize=4)
def _shared(path: Path, state: tuple[int, int]) -> Cover:
    """The show's picture as editions carry it; ``state`` tells one content from another."""
    del state  # only a key of what is kept
    picture = Picture(path)
    picture.require_artwork()
    return picture.cover(SIDE, EMBEDDED)


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0  # to be reported by whoever opens it
    return found.st_mtime_ns, found.st_size


def _face(article: Article, show: Show) -> Face:
    date = format_date(article.published.date()) if article.published else ""
    return Face(article.title, show.title, date)
