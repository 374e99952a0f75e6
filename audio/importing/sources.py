"""What stands at a source: one article, a book's chapters, or the items of a feed that are new."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
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
from audio.importing.wordpress import is_wordpress, read_posts
from audio.readers import read_bytes
from audio.readers.feeds.articles import FeedContent, read_feed
from audio.readers.fetch.addresses import SilentHostError
from audio.readers.fetch.http import (
    TRY_LATER,
    CacheValidators,
    FetchResult,
    NotFoundError,
    fetch,
    is_url,
)
from audio.readers.files import read_file
from audio.readers.kinds import detect_kind, reconcile_kind
from audio.readers.registry import read_fetched
from audio.records import Article

log = logging.getLogger(__name__)
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
    source: str, stdin: bytes, merge: Merge, options: ImportOptions
) -> Iterator[SourceArticle]:
    """The articles at ``source``: a path, a web address, or ``-`` for what ``stdin`` holds.

    Raises:
        SourceError: it cannot be read, or what it holds cannot. A feed's item that cannot be
            had comes as its error, and the others come.
    """
    if is_url(source):
        yield from _read_web(source, merge, options)
        return
    data, suffix = (stdin, "") if source == "-" else _read_file(source)
    if detect_kind(data) == ".feed" or suffix in _FEED_SUFFIXES:
        fetcher = _make_fetcher(options)
        yield from _read_new_items(read_feed(data, source), source, merge, options, fetcher)
    else:
        yield from _split_article(
            _identify(read_bytes(data, source, suffix, options.reading), source), options
        )


def _read_file(source: str) -> tuple[bytes, str]:
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
        pages = tuple(read_sitemap(fetched.body, fetched.url, fetcher))
        mixed = FeedContent("", pages[::-1], is_mixed=True)
        yield from _read_new_items(mixed, url, merge, options, fetcher)
        return
    kind = reconcile_kind(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        feed = read_feed(fetched.body, fetched.url)
        listed = _read_new_items(feed, url, merge, options, _make_fetcher(options))
        is_complete = True
        for found in listed:
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
    """The posts that have changed since ``known``, whose date is that of the last one read."""
    fetcher = _make_fetcher(options)
    is_complete = True
    for posts in read_posts(url, known.last_modified, fetcher):
        listed = FeedContent("", tuple(posts[::-1]))
        for found in _read_new_items(listed, url, merge, options, fetcher):
            is_complete = is_complete and bool(found.item)
            yield found
        # From the first that failed on, all are asked for again.
        if posts and is_complete:
            merge.remember_feed(url, CacheValidators(last_modified=posts[-1].changed))


def _make_fetcher(options: ImportOptions) -> PoliteFetcher:
    return PoliteFetcher(allow_private=options.allow_private, delay=options.delay)


def _read_new_items(
    feed: FeedContent,
    source: str,
    merge: Merge,
    options: ImportOptions,
    fetcher: PoliteFetcher,
) -> Iterator[SourceArticle]:
    """The oldest first, so that the order of the names does not change with every item."""
    notes = 0
    waiting: Counter[str] = Counter()
    """Host that does not answer → how many items have to wait for it."""
    for item in reversed(feed.items):
        if merge.has_item(item.guid, item.digest):
            continue
        try:
            article, is_final = find_article(item, feed.title or source, fetcher, options)
        except ShowNoteError as error:
            notes += 1
            known = (item.digest, item.guid) if error.is_final else ("", "")
            yield SourceArticle(item=known[0], gone=known[1], is_item=True)
        except NotFoundError as error:
            yield SourceArticle(error=error, item=item.digest, gone=item.guid, is_item=True)
        except SilentHostError:
            waiting[urlsplit(item.link).netloc] += 1
        except EditionError as error:
            # What is no article will be none the next time; other failures may pass.
            is_known = feed.is_mixed and error.hint != TRY_LATER
            known = (item.digest, item.guid) if is_known else ("", "")
            yield SourceArticle(error=error, item=known[0], gone=known[1], is_item=True)
        else:
            article = take_place(article, item)
            digest = item.digest if is_final else ""
            yield SourceArticle(
                article,
                item=digest,
                is_item=True,
                get=lambda at: fetcher.fetch(at, PICTURE_REQUEST),
            )
    if notes:
        _warn_of_show_notes(source, notes)
    for host, count in waiting.items():
        what = f"{fetcher.unreachable[host].what}: {count} of its pages are left for another run"
        yield SourceArticle(error=SourceError(what, where=Place(host)), is_item=True)


def _identify(article: Article, source: str) -> Article:
    """With an identity that the next import finds again."""
    if article.guid:
        return article
    if is_url(source):
        return replace(article, guid=article.source if is_url(article.source) else source)
    # What is piped in has no name: only the same text is the same article again.
    told = article.text if source == "-" else f"{Path(source).name}#{article.title}"
    return replace(article, guid=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}")


def _warn_of_show_notes(source: str, count: int) -> None:
    are = (
        "1 episode with sound of its own is"
        if count == 1
        else (f"{count} episodes with sound of their own are")
    )
    log.warning(
        "%s: %s left out: the feed has a show note, not the text of the sound, which an "
        "edition would replace; former_feed in show.toml keeps the sound",
        Place(source),
        are,
    )


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
