"""Covers from the store: an article in, its edition's cover out.

A cover is made when the store has none for the same title, author, date, show and pictures. One
that was designed for a published edition is not kept in the store, too, but found where it was
published: a comment in the JPEG tells what it was drawn from.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SettingsError
from audio.records import Article, Cover, Show
from audio.work.keys import make_key
from audio.work.store import COVER, Store

log = logging.getLogger(__name__)

_JPEG_HEAD = 20
"""Bytes of a JPEG of ours before any comment: its beginning and the JFIF segment."""
_COMMENT = 68
"""Bytes of a comment with a digest: marker, length, 64 digits."""


def find_cover(article: Article, show: Show, store: Store, published: Path | None = None) -> Cover:
    """The edition's cover, made if neither the store nor the folder ``published`` has it.

    ``published``: where the edition is, or will be; without it all covers are kept in the store.
    Raises ``SettingsError`` for a picture that cannot be shown, and ``MakingError``.
    """

    def make() -> Cover:
        from audio.artwork import covers  # Pillow and the fonts take a fifth of a second

        made = covers.make_edition_cover(article, show)
        return made._replace(data=_sign(made.data, key)) if is_designed else made

    key = _make_key(article, show)
    is_designed = not (article.image or show.image)
    if is_designed and published:
        return _find_published(published / "cover.jpg", key) or make()
    return _get_or_make(make, key, store)


def find_chapter_picture(path: Path, store: Store) -> Cover:
    """The picture of a chapter, made if the store has none; its doubts are warnings.

    Raises ``SettingsError`` for a picture that cannot be shown.
    """

    def make() -> Cover:
        from audio.artwork import covers

        return covers.make_chapter_picture(path)

    picture = _get_or_make(make, make_key(_digest_program(), "chapter", _digest(path)), store)
    for doubt in picture.doubts:
        log.warning("%s: the picture %s", path, doubt)
    return picture


class Artwork(NamedTuple):
    """The show's picture, in two sizes."""

    large: Cover
    """For the site and the feed, as large as directories take one."""
    small: Cover
    """For the show's page."""


def make_artwork(show: Show, store: Store) -> Artwork:
    """The show's picture, made if the store has none.

    Raises ``SettingsError`` for one that cannot be artwork, and ``MakingError``.
    """

    def make() -> Cover:
        from audio.artwork import covers

        return covers.make_show_cover(show, covers.LARGE)

    def make_small() -> Cover:
        from audio.artwork import covers

        return covers.make_thumbnail(large)

    key = make_key(_digest_program(), "show", show.title, _digest(_show_picture(show)))
    large = _get_or_make(make, key, store)
    for doubt in large.doubts:
        log.warning("%s: the picture %s", show.image, doubt)
    return Artwork(large, _get_or_make(make_small, make_key(key, "small"), store))


def locate_picture(article: Article) -> Path | None:
    """Path of the article's own picture, which the article names relative to itself."""
    return Path(article.origin).parent / article.image if article.image else None


def _show_picture(show: Show) -> Path | None:
    return Path(show.image) if show.image else None


def _get_or_make(make: Callable[[], Cover], key: str, store: Store) -> Cover:
    shelf = store.get_shelf(COVER)
    if (kept := shelf.get(key)) is not None:
        head, _, data = kept.partition(b"\n")
        media_type, *doubts = json.loads(head)
        return Cover(data, media_type, tuple(doubts))
    made = make()
    head = json.dumps([made.media_type, *made.doubts]).encode()
    shelf.put(key, head + b"\n" + made.data)
    return made


def _make_key(article: Article, show: Show) -> str:
    shared = _digest(_show_picture(show))
    if show.image and not article.image:
        return make_key(_digest_program(), "shared", shared)
    return make_key(
        _digest_program(),
        article.title,
        article.author,
        str(article.published),
        show.title,
        [_digest(locate_picture(article)), shared],
    )


def _find_published(path: Path, key: str) -> Cover | None:
    """The designed cover in ``path``, if it is there, whole, and signed with ``key``."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    drawn = data[:_JPEG_HEAD] + data[_JPEG_HEAD + _COMMENT :]
    return Cover(data, "image/jpeg") if data == _sign(drawn, key) else None


def _sign(data: bytes, key: str) -> bytes:
    """The JPEG ``data`` with a comment that holds for this content and ``key`` alone."""
    digest = hashlib.sha256(key.encode() + data).hexdigest().encode()
    comment = b"\xff\xfe" + (_COMMENT - 2).to_bytes(2) + digest
    return data[:_JPEG_HEAD] + comment + data[_JPEG_HEAD:]


def _digest(path: Path | None) -> str:
    """The SHA-256 of a picture's content; empty for none.

    Raises ``SettingsError`` for one that cannot be read, though a cover of it may be in the store.
    """
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}",
            where=Place(str(path)),
            hint="give a JPEG, PNG or WebP",
        ) from error


@cache
def _digest_program() -> str:
    """A digest of all that designs covers: it changes when one may look otherwise."""
    package = Path(__file__).parent
    digest = hashlib.sha256(version("pillow").encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
