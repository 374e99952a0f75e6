"""Web pages: the whole article and nothing but the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from audio.errors import Place, SourceError
from audio.readers.article.account import attach_account
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.links import place_links
from audio.readers.article.pieces import Piece, fold
from audio.readers.fetch.http import FetchLimits, FetchResult, fetch
from audio.readers.files import is_url
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle, settle_pieces
from audio.readers.web.descriptions import tidy_description
from audio.readers.web.metadata import Metadata
from audio.readers.web.page import WebPage, read_page
from audio.readers.web.paging import drop_archive, follows, is_later_page, is_renumbered
from audio.readers.web.repeats import join_pages
from audio.records import Article, MainImage

_LARGEST = 10 * 10**6
"""Bytes of a page; a long report with all its scripts has three million."""
_LIMITS = FetchLimits(size=_LARGEST)
_MOST_PAGES = 10
_NAME_ONE = "name the page of one article"
_PAGE_TYPES = {
    "",
    "application/octet-stream",
    "application/xhtml+xml",
    "application/xml",
    "text/html",
    "text/plain",
    "text/xml",
}
_LOST = "\ufffd"


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, a page that was saved.

    Raises:
        SourceError: it is no page, holds no article, or is not Hindi.
    """
    page = _read_page(data, "", origin, reading)
    base = page.metadata.canonical or origin.rpartition("/")[2]
    following = _find_next_page(page, base)
    if follows(base, following) or is_later_page(following):
        page.notes.append(_describe_unread(following))
    return compose_pages([page], origin, reading)


def read_fetched(fetched: FetchResult, reading: Reading = USUAL) -> Article:
    """The article on a page that has been fetched, with the pages that it goes on to.

    Raises:
        SourceError: it is no page, holds no article, is not Hindi, or one of its pages cannot be
            fetched.
    """
    if fetched.media_type not in _PAGE_TYPES:
        raise SourceError(
            f"is {fetched.media_type[:60]}, not a web page",
            where=Place(fetched.url),
            hint=_NAME_ONE,
        )
    pages = [_read_page(fetched.body, fetched.charset, fetched.url, reading)]
    pages += _read_more_pages(pages[0], fetched.url, reading)
    return compose_pages(pages, fetched.url, reading)


def _read_more_pages(first: WebPage, url: str, reading: Reading) -> Iterator[WebPage]:
    """The later pages of the article whose first page is at ``url``."""
    page, seen, at = first, {url}, url
    while (following := _find_next_page(page, at)) not in seen:
        is_next = follows(url, following)
        if not is_next or len(seen) == _MOST_PAGES:
            if is_next or is_later_page(following):
                first.notes.append(_describe_unread(following))
            return
        more = fetch(following, allow_private=reading.allow_private, limits=_LIMITS)
        page = _read_page(more.body, more.charset, more.url, reading)
        if is_renumbered(url, following) and fold(page.title) != fold(first.title):
            first.notes.append(f"{following[:200]} has another headline, so it is not read")
            return
        yield page
        seen.add(following)
        at = more.url


def _find_next_page(page: WebPage, base: str) -> str:
    try:
        return urljoin(base, page.metadata.following) if page.metadata.following else ""
    except ValueError:
        return ""


def _describe_unread(following: str) -> str:
    return f"the article goes on at {following[:200]}, which is not read"


def _read_page(data: bytes, charset: str, origin: str, reading: Reading) -> WebPage:
    if len(data) > _LARGEST:
        raise SourceError(
            f"is larger than {_LARGEST // 10**6} MB", where=Place(origin), hint="name one article"
        )
    return read_page(data, charset, origin, captions=reading.captions)


def compose_pages(pages: list[WebPage], origin: str, reading: Reading = USUAL) -> Article:
    """The one article that ``pages``, in order, make.

    Raises:
        SourceError: it holds no text, a letter that was lost, or is not Hindi; or text of it would
            be lost, and ``reading`` is strict.
    """
    first = pages[0]
    is_address = "://" in origin
    front = FrontMatter(
        title=first.title,
        author=first.metadata.author,
        date=first.published,
        description=tidy_description(first.metadata.description, first.pieces),
        source=drop_archive(origin if is_address else first.metadata.canonical),
        language=first.metadata.language,
    )
    notes: list[str] = []
    pieces = join_pages([page.pieces for page in pages], notes)
    if not pieces:
        raise SourceError("holds no article", where=Place(origin), hint=_NAME_ONE)
    _refuse_lost(first.title, pieces, origin)
    front = replace(front, title=settle(first.title, origin, has_lines=False))
    pieces = settle_pieces(pieces, origin)
    notes += [note for page in pages for note in page.notes]
    article = compose(pieces, front, origin, is_marked_up=True, doubts=dict.fromkeys(notes))
    article = place_links(article, (block for page in pages for block in page.linked))
    article = replace(article, main_image=_find_main_image(first.metadata, front.source))
    runs = [settle(run, origin, has_lines=False) for page in pages for run in page.runs]
    left_out = [omission for page in pages for omission in page.left_out]
    return attach_account(article, runs, left_out, reading)


def _find_main_image(metadata: Metadata, base: str) -> MainImage | None:
    try:
        url = urljoin(base, metadata.image) if metadata.image else ""
    except ValueError:
        return None
    return MainImage(url) if is_url(url) else None


def _refuse_lost(title: str, pieces: list[Piece], origin: str) -> None:
    for text in (title, *(piece.text for piece in pieces)):
        at = text.find(_LOST)
        if at >= 0:
            near = " ".join(text[max(0, at - 20) : at + 20].split())
            raise SourceError(
                f"has a letter that cannot be read, near “{near}”",
                where=Place(origin),
                hint="its encoding is not what it declares, or it is damaged",
            )
