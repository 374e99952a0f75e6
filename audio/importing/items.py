"""One item of a feed as an article: from the feed, or from its page."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from audio.errors import Place, SourceError
from audio.importing.options import ImportOptions
from audio.importing.polite_fetch import PoliteFetcher
from audio.readers.feeds.articles import read_item
from audio.readers.feeds.item import FeedItem
from audio.readers.fetch.addresses import SilentHostError
from audio.readers.fetch.http import TRY_LATER, FetchResult, NotFoundError
from audio.readers.kinds import reconcile_kind
from audio.readers.registry import read_fetched
from audio.records import Article, MainImage

_MUCH_LONGER = 1.5
"""Times the text that a feed gives: its page then holds the rest of it."""


class ShowNoteError(SourceError):
    """An item with sound of its own has no text but a show note."""

    def __init__(self, item: FeedItem, *, is_final: bool) -> None:
        """``is_final``: whether its page cannot hold more another time."""
        super().__init__("has a show note, not the text of its sound", where=Place(item.guid))
        self.is_final = is_final


def find_article(
    item: FeedItem, source: str, fetcher: PoliteFetcher, options: ImportOptions
) -> tuple[Article, bool]:
    """The item as an article, and whether that is all there is: see ``_read_item``.

    Raises:
        ShowNoteError: its sound says more than what is written, and would be lost for it.
        SourceError: neither feed nor page give a text.
    """
    try:
        article, is_final = _read_item(item, source, fetcher, options)
    except SourceError as error:
        # Its sound is all there is of it, where neither feed nor page hold a text.
        is_reached = isinstance(error, NotFoundError) or not _may_pass(error)
        if item.has_sound and is_reached:
            raise ShowNoteError(item, is_final=True) from None
        raise
    if not item.is_told_by(len(article.text)):
        raise ShowNoteError(item, is_final=is_final)
    return article, is_final


def _may_pass(error: SourceError) -> bool:
    """Whether an item's page could not be fetched, which may be another time or with an option."""
    is_waited_for = isinstance(error, SilentHostError) or error.hint == TRY_LATER
    return is_waited_for or "--allow-private" in error.hint


def _read_item(
    item: FeedItem, source: str, fetcher: PoliteFetcher, options: ImportOptions
) -> tuple[Article, bool]:
    """The item from the feed where that gives all of it, and else from its page.

    And whether that is all there is: not when its page may answer another time.
    """
    given = read_item(item, source, options.reading) if item.is_whole or not item.link else None
    if given and not item.link and item.breaks_off:
        return _tell_of_the_rest(given, "it has none", options), True
    if given and not (item.link and item.is_doubtful):
        return given, True
    is_told = urlsplit(item.link).netloc in fetcher.unreachable
    try:
        page = _read_page(fetcher.fetch(item.link), options)
    except SourceError as error:
        if given is None:
            given = _read_item_without_page(item, source, options, error)
        if item.breaks_off:
            given = _tell_of_the_rest(given, error.what, options)
            return given, isinstance(error, NotFoundError)
        rest = ", as is all from there" if isinstance(error, SilentHostError) else ""
        note = f"its page cannot be had ({error.what}): taken as its feed gives it{rest}"
        notes = given.notes if is_told else (note, *given.notes)
        return replace(given, notes=notes), isinstance(error, NotFoundError)
    if given and len(page.text) <= _MUCH_LONGER * len(given.text):
        return given, True
    return _complete_page(page, item), True


def _tell_of_the_rest(given: Article, why: str, options: ImportOptions) -> Article:
    """``given``, which breaks off, with a note that says so; ``why`` its page is not to be had.

    Raises:
        SourceError: what is lost is to be an error.
    """
    if options.is_strict:
        raise SourceError(
            f"breaks off in its feed, and its page cannot be had ({why})",
            where=Place(given.origin),
            hint="without --strict what there is of it is taken",
        )
    note = f"breaks off in its feed, and its page cannot be had ({why}): the rest of it is missing"
    return replace(given, notes=(note, *given.notes))


def _read_item_without_page(
    item: FeedItem, source: str, options: ImportOptions, error: SourceError
) -> Article:
    """What the feed gives of ``item``; raises ``error``, its page's, where that is no text."""
    if not item.has_text(is_gone=isinstance(error, NotFoundError)):
        raise error
    try:
        return read_item(item, source, options.reading)
    except SourceError:
        raise error from None


def _complete_page(page: Article, item: FeedItem) -> Article:
    """The ``page`` of ``item``, with what only the feed says of it."""
    return replace(
        page,
        author=page.author or " ".join(item.author.split()),
        published=page.published or item.published,
        source=page.source or item.link,
        main_image=page.main_image or (MainImage(item.image) if item.image else None),
    )


def _read_page(fetched: FetchResult, options: ImportOptions) -> Article:
    kind = reconcile_kind(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        raise SourceError("is a feed, not the page of an item", where=Place(fetched.url))
    return read_fetched(fetched, kind, options.reading)


def take_place(article: Article, item: FeedItem) -> Article:
    """The article of ``item``, with all by which apps know it and put it in its place."""
    return replace(
        article,
        guid=" ".join(item.guid.split()),
        season=item.season,
        episode=item.episode,
        episode_type=item.episode_type,
        explicit=item.is_explicit or None,
    )
