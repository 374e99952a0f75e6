"""What stands at a source: one article, a book's chapters, or the items of a feed that are new."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from audio.errors import EditionError, Place, SourceError
from audio.importing.chapters import chapters
from audio.importing.merge import Desk
from audio.importing.pictures import A_PICTURE, Get
from audio.importing.polite_fetch import DELAY, Guest
from audio.readers import read_bytes
from audio.readers.feeds.articles import Feed, article_of, read_feed
from audio.readers.feeds.item import FeedItem
from audio.readers.fetch.http import Fetched, NotFoundError, Validators, fetch, is_url
from audio.readers.files import read_file
from audio.readers.kinds import kind_as_declared, kind_of
from audio.readers.reading import Reading
from audio.readers.registry import read_fetched
from audio.records import Article, MainImage

_MUCH_LONGER = 1.5
"""Times the text that a feed gives: its page then holds the rest of it."""
_FEED_SUFFIXES = {".atom", ".rss", ".xml", ".json", ".feed", ".rdf"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How sources are to be read."""

    split: bool = False
    """Whether every chapter of a long text is an article of its own."""
    captions: bool = False
    """Whether the captions of pictures are read."""
    images: bool = True
    """Whether an article's main picture comes with it."""
    allow_private: bool = False
    delay: float = DELAY
    """Seconds between two requests to one server."""

    @property
    def reading(self) -> Reading:
        """What of them concerns the readers."""
        return Reading(captions=self.captions, allow_private=self.allow_private)


class Arrival(NamedTuple):
    """One article from a source, or why it could not be had."""

    article: Article | None = None
    error: EditionError | None = None
    item: str = ""
    """The digest of the feed's item; empty when that is to be asked for again."""
    gone: str = ""
    """The identity of a feed's item that has neither a text nor, any more, a page."""
    prefix: str = ""
    """Opens the article's file name: keeps a book's chapters in order."""
    is_item: bool = False
    get: Get | None = None
    """Fetches its main picture."""


def arrivals(source: str, stdin: bytes, desk: Desk, wishes: Wishes) -> Iterator[Arrival]:
    """The articles at ``source``: a path, a web address, or ``-`` for what ``stdin`` holds.

    Raises:
        SourceError: it cannot be read, or what it holds cannot. A feed's item that cannot be
            had is an arrival with an error, and the others come.
    """
    if is_url(source):
        yield from _from_web(source, desk, wishes)
        return
    data, suffix = (stdin, "") if source == "-" else _from_file(source)
    if kind_of(data) == ".feed" or suffix in _FEED_SUFFIXES:
        yield from _from_feed(read_feed(data, source), source, desk, wishes)
    else:
        yield from _divided(
            _identified(read_bytes(data, source, suffix, wishes.reading), source), wishes
        )


def _from_file(source: str) -> tuple[bytes, str]:
    if "://" in source:
        raise SourceError(
            "is no http or https address", where=Place(source), hint="name a web page"
        )
    if not source.strip():
        raise SourceError(
            "is no path",
            where=Place(f"source {source!r}"),
            hint="name a file, or - for standard input",
        )
    return read_file(source), Path(source).suffix.lower()


def _from_web(url: str, desk: Desk, wishes: Wishes) -> Iterator[Arrival]:
    known = desk.ledger.feeds.get(url, Validators())
    fetched = fetch(url, allow_private=wishes.allow_private, validators=known)
    if fetched.is_unchanged:
        return
    kind = kind_as_declared(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        is_complete = True
        feed = read_feed(fetched.body, fetched.url)
        for arrival in _from_feed(feed, url, desk, wishes):
            is_complete = is_complete and bool(arrival.item)
            yield arrival
        # What failed is asked for again, even if the feed does not change.
        desk.remember_feed(url, fetched.validators if is_complete else Validators())
    else:
        article = read_fetched(fetched, kind, wishes.reading)
        yield from _divided(_identified(article, fetched.url), wishes)


def _from_feed(feed: Feed, source: str, desk: Desk, wishes: Wishes) -> Iterator[Arrival]:
    """The oldest first, so that the order of the names does not change with every item."""
    guest = Guest(allow_private=wishes.allow_private, delay=wishes.delay)
    for item in reversed(feed.items):
        if desk.knows(item.guid, item.digest):
            continue
        try:
            article, is_final = _item_article(item, feed.title or source, guest, wishes)
        except NotFoundError as error:
            yield Arrival(error=error, item=item.digest, gone=item.guid, is_item=True)
        except EditionError as error:
            yield Arrival(error=error, is_item=True)
        else:
            article = replace(article, guid=" ".join(item.guid.split()))
            digest = item.digest if is_final else ""
            yield Arrival(
                article, item=digest, is_item=True, get=lambda at: guest.fetch(at, A_PICTURE)
            )


def _item_article(
    item: FeedItem, source: str, guest: Guest, wishes: Wishes
) -> tuple[Article, bool]:
    """The item from the feed where that gives all of it, and else from its page.

    And whether that is all there is: not when its page may answer another time.
    """
    given = article_of(item, source, wishes.reading) if item.is_whole or not item.link else None
    if not item.link or (given and not item.is_doubtful):
        assert given is not None
        return given, True
    try:
        page = _page_of(guest.fetch(item.link), wishes)
    except SourceError as error:
        if given is None:
            given = _instead_of_page(item, source, wishes, error)
        note = f"its page cannot be had ({error.what}): taken as its feed gives it"
        is_gone = isinstance(error, NotFoundError)
        return replace(given, notes=(note, *given.notes)), is_gone
    if given and len(page.text) <= _MUCH_LONGER * len(given.text):
        return given, True
    return _completed(page, item), True


def _instead_of_page(item: FeedItem, source: str, wishes: Wishes, error: SourceError) -> Article:
    """What the feed gives of ``item``; raises ``error``, its page's, where that is no text."""
    if not item.has_text:
        raise error
    try:
        return article_of(item, source, wishes.reading)
    except SourceError:
        raise error from None


def _completed(page: Article, item: FeedItem) -> Article:
    """The ``page`` of ``item``, with what only the feed says of it."""
    return replace(
        page,
        author=page.author or " ".join(item.author.split()),
        published=page.published or item.published,
        source=page.source or item.link,
        main_image=page.main_image or (MainImage(item.image) if item.image else None),
    )


def _page_of(fetched: Fetched, wishes: Wishes) -> Article:
    kind = kind_as_declared(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        raise SourceError("is a feed, not the page of an item", where=Place(fetched.url))
    return read_fetched(fetched, kind, wishes.reading)


def _identified(article: Article, source: str) -> Article:
    """With an identity that the next import finds again."""
    if article.guid:
        return article
    if is_url(source):
        return replace(article, guid=article.source if is_url(article.source) else source)
    # What is piped in has no name: only the same text is the same article again.
    told = article.text if source == "-" else f"{Path(source).name}#{article.title}"
    return replace(article, guid=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}")


def _divided(article: Article, wishes: Wishes) -> Iterator[Arrival]:
    def get(url: str) -> Fetched:
        limits, accept = A_PICTURE.limits, A_PICTURE.accept
        return fetch(url, allow_private=wishes.allow_private, limits=limits, accept=accept)

    if not wishes.split:
        yield Arrival(article, get=get)
        return
    found = chapters(article)
    if len(found) == 1 and found[0] is article:
        raise SourceError("has no chapters to split it by", where=Place(article.origin))
    wide = len(str(len(found)))
    for number, chapter in enumerate(found, 1):
        yield Arrival(chapter, prefix=f"{number:0{wide}}-", get=get)
