"""The illustrator: an article in, its edition's cover out.

Design it; or find it in the store, where that of an article with the same title still is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from audio.records import Article, Cover, Show
from audio.work.keys import make_key
from audio.work.store import COVER, Store


def cover_of(article: Article, show: Show, store: Store) -> Cover:
    """The edition's cover. Raises ``SettingsError`` for a picture that cannot be shown."""

    def made() -> Cover:
        from audio.artwork import covers  # Pillow and the fonts take a fifth of a second

        return covers.of_edition(article, show)

    return _kept_or(made, _key(article, show), store)


class Artwork(NamedTuple):
    """The show's picture, in two sizes."""

    large: Cover
    """For its site and feed, as large as directories take one."""
    small: Cover
    """For its page."""


def artwork_of(show: Show, store: Store) -> Artwork:
    """The show's picture.

    Raises ``SettingsError`` for one that cannot be artwork, and ``MakingError``.
    """

    def made() -> Cover:
        from audio.artwork import covers

        return covers.of_show(show, covers.LARGE)

    def reduced() -> Cover:
        from audio.artwork import covers

        return covers.thumbnail(large)

    key = make_key(_program(), "show", show.title, _digest(_show_picture(show)))
    large = _kept_or(made, key, store)
    return Artwork(large, _kept_or(reduced, make_key(key, "small"), store))


def article_picture(article: Article) -> Path | None:
    """The file of the article's own picture; its path is relative to the article."""
    return Path(article.origin).parent / article.image if article.image else None


def _show_picture(show: Show) -> Path | None:
    return Path(show.image) if show.image else None


def _kept_or(make: Callable[[], Cover], key: str, store: Store) -> Cover:
    shelf = store.get_shelf(COVER)
    if (kept := shelf.get(key)) is not None:
        media_type, _, data = kept.partition(b"\n")
        return Cover(data, media_type.decode())
    made = make()
    shelf.put(key, made.media_type.encode() + b"\n" + made.data)
    return made


def _key(article: Article, show: Show) -> str:
    return make_key(
        _program(),
        article.title,
        article.author,
        str(article.published),
        show.title,
        [_digest(path) for path in (article_picture(article), _show_picture(show))],
    )


def _digest(path: Path | None) -> str:
    """Of the file's content; of one that cannot be read, nothing: the error comes by itself."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""


@cache
def _program() -> str:
    """A digest of all that designs covers: it changes when one may look otherwise."""
    package = Path(__file__).parent
    digest = hashlib.sha256(version("pillow").encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
