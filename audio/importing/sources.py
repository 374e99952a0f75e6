"""What stands at a source: one article, a book's chapters, or the items of a feed that are new."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from audio.errors import EditionError, Place, SourceError
from audio.importing.chapters import split_chapters
from audio.importing.items import ShowNoteError, find_article, take_place
from audio.importing.merge import Merge
from audio.importing.options import ImportOptions
from audio.importing.pictures import PICTURE_REQUEST, GetPicture
from audio.importing.polite_fetch import PoliteFetcher
from audio.importing.sitemap import is_sitemap, read_sitemap
from audio.importing.wordpress import LATER_CHANGE, LATER_DATE, is_wordpress, read_posts
from audio.readers import Reading, read_bytes
from audio.readers.feeds.articles import FeedContent, read_feed
from audio.readers.feeds.item import FeedItem
from audio.readers.fetch.addresses import SilentHostError
from audio.readers.fetch.http import (
    TRY_LATER,
    CacheValidators,
    FetchResult,
    NotFoundError,
    fetch,
)
from audio.readers.files import is_url, read_file, require_path
from audio.readers.kinds import detect_kind, reconcile_kind
from audio.readers.registry import read_fetched
from audio.records import Article

log = logging.getLogger(__name__)
ReadBytes = Callable[[bytes, str, str, Reading], Article]
"""``(data, origin, suffix, reading)`` → the article: ``read_bytes``, or what does the same."""
_FEED_SUFFIXES = {".atom", ".rss", ".xml", ".json", ".feed", ".rdf"}


class SourceArticle(NamedTuple):
    """One article of a source, or why it could not be had."""

    article: Article | None = None
    error: EditionError | None = None
    item: str = ""
    """The digest of the feed's item; empty when that is to be asked for again."""
    gone: str = ""
    """The identity of a feed's item that has neither a text nor, any more, a page."""
    prefix: str = ""
    """Opens the article's file name: keeps a book's chapters in order."""
    is_item: bool = False
    get: GetPicture | None = None
    """Fetches its main picture."""


def read_source(
    source: str,
    stdin: bytes,
    merge: Merge,
    options: ImportOptions,
    read: ReadBytes = read_bytes,
) -> Iterator[SourceArticle]:
    """The articles at ``source``: a path, a web address, or ``-`` for what ``stdin`` holds.

    ``read`` gives the article in a file.

    Raises:
        SourceError: it cannot be read, or what it holds cannot. A feed's item that cannot be
            had comes as its error, and the others come.
    """
    if is_url(source):
        yield from _read_web(source, merge, options)
        return
    if source == "-":
        data, suffix = stdin, ""
    else:
        require_path(source, "source")
        data, suffix = read_file(source), Path(source).suffix.lower()
    if is_feed(data, suffix):
        feed = read_feed(data, source)
        yield from _FeedItems(feed, source, merge, options, _make_fetcher(options)).read_new()
    else:
        yield from _split_article(
            _identify(read(data, source, suffix, options.reading), source), options
        )


def is_feed(data: bytes, suffix: str) -> bool:
    """Whether a file of that ``suffix`` is a feed, by its content or its name."""
    return detect_kind(data) == ".feed" or suffix in _FEED_SUFFIXES


def _read_web(url: str, merge: Merge, options: ImportOptions) -> Iterator[SourceArticle]:
    known = merge.ledger.feeds.get(url, CacheValidators())
    if is_wordpress(url):
        yield from _read_wordpress(url, known, merge, options)
        return
    fetched = fetch(url, allow_private=options.allow_private, validators=known)
    if fetched.is_unchanged:
        return
    if is_sitemap(fetched.body):
        fetcher = _make_fetcher(options)
        strict = options.is_strict
        pages = tuple(read_sitemap(fetched.body, fetched.url, fetcher, is_strict=strict))
        mixed = FeedContent("", pages[::-1], is_mixed=True)
        yield from _FeedItems(mixed, url, merge, options, fetcher).read_new()
        return
    kind = reconcile_kind(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        feed = read_feed(fetched.body, fetched.url)
        items = _FeedItems(feed, url, merge, options, _make_fetcher(options))
        is_complete = True
        for found in items.read_new():
            is_complete = is_complete and bool(found.item)
            yield found
        # What failed is asked for again, even if the feed does not change.
        merge.remember_feed(url, fetched.validators if is_complete else CacheValidators())
    else:
        article = read_fetched(fetched, kind, options.reading)
        yield from _split_article(_identify(article, fetched.url), options)


def _read_wordpress(
    url: str, known: CacheValidators, merge: Merge, options: ImportOptions
) -> Iterator[SourceArticle]:
    """The posts that have changed since ``known``, whose date is that of the last one read.

    Those that waited for their date appear without a change, and were perhaps changed before.
    """
    fetcher, since = _make_fetcher(options), known.last_modified
    is_complete = True
    for order in (LATER_DATE, LATER_CHANGE) if since else (LATER_CHANGE,):
        for posts in read_posts(url, order, since, fetcher):
            listed = FeedContent("", tuple(posts[::-1]))
            for found in _FeedItems(listed, url, merge, options, fetcher).read_new():
                is_complete = is_complete and bool(found.item)
                yield found
            # From the first that failed on, all are asked for again.
            if posts and is_complete and order is LATER_CHANGE:
                merge.remember_feed(url, CacheValidators(last_modified=posts[-1].changed))


def _make_fetcher(options: ImportOptions) -> PoliteFetcher:
    return PoliteFetcher(allow_private=options.allow_private, delay=options.delay)


@dataclass(slots=True)
class _FeedItems:
    """The items of a feed, and what is left of them for a reason that is told once for all."""

    feed: FeedContent
    source: str
    merge: Merge
    options: ImportOptions
    fetcher: PoliteFetcher
    _notes: int = 0
    """How many items have sound of their own and but a show note."""
    _waiting: Counter[str] = field(default_factory=Counter)
    """Host that does not answer → how many items have to wait for it."""

    def read_new(self) -> Iterator[SourceArticle]:
        """The oldest first, so that the order of the names does not change with every item."""
        for item in reversed(self.feed.items):
            if not self.merge.has_item(item.guid, item.digest) and (found := self._read(item)):
                yield found
        if self._notes:
            self._warn_of_show_notes()
        for host, count in self._waiting.items():
            why = self.fetcher.unreachable[host].what
            what = f"{why}: {count} of its pages are left for another run"
            yield SourceArticle(error=SourceError(what, where=Place(host)), is_item=True)

    def _read(self, item: FeedItem) -> SourceArticle | None:
        """The article of ``item``, or why there is none; None if it has to wait."""
        by = self.feed.title or self.source
        known = SourceArticle(item=item.digest, gone=item.guid, is_item=True)
        unknown = SourceArticle(is_item=True)
        try:
            article, is_final = find_article(item, by, self.fetcher, self.options)
        except ShowNoteError as error:
            self._notes += 1
            return known if error.is_final else unknown
        except NotFoundError as error:
            return known._replace(error=error)
        except SilentHostError:
            self._waiting[urlsplit(item.link).netloc] += 1
            return None
        except EditionError as error:
            # What is no article will be none the next time; other failures may pass.
            is_known = self.feed.is_mixed and error.hint != TRY_LATER
            return (known if is_known else unknown)._replace(error=error)
        return SourceArticle(
            take_place(article, item),
            item=item.digest if is_final else "",
            is_item=True,
            get=lambda at: self.fetcher.fetch(at, PICTURE_REQUEST),
        )

    def _warn_of_show_notes(self) -> None:
        are = (
            "1 episode with sound of its own is"
            if self._notes == 1
            else f"{self._notes} episodes with sound of their own are"
        )
        log.warning(
            "%s: %s left out: the feed has a show note, not the text of the sound, which an "
            "edition would replace; former_feed in show.toml keeps the sound",
            Place(self.source),
            are,
        )


def _identify(article: Article, source: str) -> Article:
    """``article`` with an identity that the next import finds again."""
    if article.guid:
        return article
    if is_url(source):
        return replace(article, guid=article.source if is_url(article.source) else source)
    # What is piped in has no name: only the same text is the same article again.
    told = article.text if source == "-" else f"{Path(source).name}#{article.title}"
    told = told.encode("utf-8", "replace").decode()  # a file may have any bytes as its name
    return replace(article, guid=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}")


def _split_article(article: Article, options: ImportOptions) -> Iterator[SourceArticle]:
    def get(url: str) -> FetchResult:
        limits, accept = PICTURE_REQUEST.limits, PICTURE_REQUEST.accept
        return fetch(url, allow_private=options.allow_private, limits=limits, accept=accept)

    if not options.split:
        yield SourceArticle(article, get=get)
        return
    found = split_chapters(article)
    if len(found) == 1 and found[0] is article:
        raise SourceError("has no chapters to split it by", where=Place(article.origin))
    wide = len(str(len(found)))
    for number, chapter in enumerate(found, 1):
        yield SourceArticle(chapter, prefix=f"{number:0{wide}}-", get=get)
