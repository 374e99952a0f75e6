"""The feed's documents and their ``channel``, which describes the show to podcast apps."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from heapq import merge
from pathlib import Path

from lxml import etree

from audio.records import Show
from audio.settings import FREQUENCIES
from audio.settings.categories import read_categories
from audio.show.catalogue import Catalogue, CatalogueEntry, FormerItem
from audio.show.feed.context import FeedContext, get_moment
from audio.show.feed.item import (
    AUDIO,
    put_former_item,
    put_item,
    put_people,
    put_picture,
    put_trailer,
    shorten,
)
from audio.show.feed.names import NAMESPACES, put
from audio.show.feed.notes import LONGEST, make_text
from audio.show.feed.pages import FEED, FeedPage, divide_entries, make_file_name
from audio.show.feed.text import count_bytes, cut, to_line
from audio.show.site_part import SitePart
from audio.writers import site

_FEEDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own, for UUIDs of feeds."""
MOST_TEXT = 700_000
"""Bytes of whole texts in one document, the newest first: some apps take no feed over 1 MB, and
every item leads to its page, where the text is."""
_TYPE = "application/rss+xml"


def list_parts(catalogue: Catalogue, base: str, folder: Path | None = None) -> Iterator[SitePart]:
    """Yield every document of the feed of a site published at ``base``, to be made.

    From the site's ``folder`` the texts are read: ``OSError`` when one cannot be.

    RSS 2.0 with the namespaces of Apple and Podcasting 2.0. The same catalogue gives the same
    bytes: dates are those of the articles.
    """
    context = make_context(catalogue, base, folder)
    for page in divide_catalogue(catalogue):
        guids = tuple(entry.guid for entry in page.entries)
        make = partial(make_document, catalogue, page, context)
        yield SitePart(page.name, guids, (base, page.number, page.older, page.archives), make)


def divide_catalogue(catalogue: Catalogue) -> Iterator[FeedPage]:
    """Divide what the feed tells among its documents: editions that have an MP3, former items."""
    own: list[CatalogueEntry | FormerItem] = [
        entry for entry in catalogue.entries if entry.find_file(AUDIO)
    ]
    guids = {entry.guid for entry in own}
    former = [item for item in catalogue.former if item.guid not in guids]
    return divide_entries([*merge(own, former, key=get_moment, reverse=True)])


def make_context(catalogue: Catalogue, base: str, folder: Path | None = None) -> FeedContext:
    """What all items share."""
    return FeedContext(catalogue.show, base if base.endswith("/") else f"{base}/", folder)


def make_document(catalogue: Catalogue, page: FeedPage, context: FeedContext) -> bytes:
    """Make one document of the feed."""
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    channel = put(rss, "channel")
    _put_show(channel, catalogue, context)
    _put_links(channel, page, context.base)
    for entry in page.entries:
        if isinstance(entry, CatalogueEntry) and entry.kind == "trailer":
            put_trailer(channel, entry, context)
    if page.entries:
        put(channel, "lastBuildDate", context.format_date(_find_last_change(page.entries)))
    room = MOST_TEXT
    for entry in page.entries:
        if isinstance(entry, FormerItem):
            put_former_item(channel, entry, context)
            continue
        text = make_text(entry, context)
        fits = count_bytes(text) <= room
        room -= count_bytes(text) if fits else 0
        put_item(channel, entry, context, text if fits else "")
    etree.indent(rss, " ")
    data: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _put_show(channel: etree._Element, catalogue: Catalogue, context: FeedContext) -> None:
    show = catalogue.show
    put(channel, "title", to_line(show.title))
    put(channel, "link", context.base)
    put(channel, "description", _describe_show(show))
    put(channel, "language", to_line(show.language))
    if show.copyright:
        put(channel, "copyright", to_line(show.copyright))
    put(channel, "itunes:author", to_line(show.author or show.title))
    if show.email:
        owner = put(channel, "itunes:owner")
        put(owner, "itunes:name", to_line(show.author or show.title))
        put(owner, "itunes:email", to_line(show.email))
    put_picture(channel, "", catalogue.cover, show.title, context)
    for name, parts in _group_categories(show):
        category = put(channel, "itunes:category", text=name)
        for part in parts:
            put(category, "itunes:category", text=part)
    put(channel, "itunes:explicit", str(show.explicit).lower())
    put(channel, "itunes:type", show.type)
    put(channel, "podcast:guid", show.guid or make_guid(context.base))
    keeper = {"owner": to_line(show.email)} if show.email else {}
    put(channel, "podcast:locked", "yes" if show.locked else "no", **keeper)
    put(channel, "podcast:medium", show.medium)
    put(channel, "podcast:txt", "true", purpose="ai-content")
    _put_state(channel, show)
    _put_relations(channel, show)


def _put_state(channel: etree._Element, show: Show) -> None:
    """How often the show comes out, whether it is over, has moved or is not to be listed."""
    labels = site.read_labels(show.labels)
    if show.complete:
        put(channel, "itunes:complete", "Yes")
        put(channel, "podcast:updateFrequency", labels["complete"], complete="true")
    elif rule := FREQUENCIES.get(show.update_frequency):
        put(channel, "podcast:updateFrequency", labels[show.update_frequency], rrule=rule)
    if show.block:
        put(channel, "itunes:block", "Yes")
        put(channel, "podcast:block", "yes")
    moved = f"{show.moved_to.rstrip('/')}/{FEED}" if show.moved_to else ""
    if address := show.new_feed_url or moved:
        put(channel, "itunes:new-feed-url", address)


def _put_relations(channel: etree._Element, show: Show) -> None:
    """Who works on the show, what supports it, and which other shows it recommends."""
    for text, url in ((each.text, each.url) for each in show.funding):
        said = to_line(text) or site.read_labels(show.labels)["support"]
        put(channel, "podcast:funding", shorten(said), url=url)
    put_people(channel, show)
    if show.podroll:
        roll = put(channel, "podcast:podroll")
        for other in show.podroll:
            told = {"feedGuid": other.guid, "feedUrl": other.url, "title": to_line(other.title)}
            put(roll, "podcast:remoteItem", **{key: text for key, text in told.items() if text})


def _describe_show(show: Show) -> str:
    """The show's description, and that a machine speaks (Apple's guidelines, 1.12)."""
    said = site.read_labels(show.labels)["feed_disclosure"]
    about = to_line(show.description or show.title)
    return f"{cut(about, LONGEST - count_bytes(said) - 1)} {said}"


def _group_categories(show: Show) -> Iterator[tuple[str, list[str]]]:
    """Each category of the show, in the order given, with its subcategories."""
    belongs = read_categories()
    for parent in dict.fromkeys(belongs[name] for name in show.categories):
        parts = [n for n in show.categories if n != parent and belongs[n] == parent]
        yield parent, parts


def _put_links(channel: etree._Element, page: FeedPage, base: str) -> None:
    """Add the links to other documents: as pages and as archives (RFC 5005, 3 and 4).

    An archive links to none that came after it, as it must not change with them.
    """

    def put_link(relation: str, number: int) -> None:
        put(channel, "atom:link", href=base + make_file_name(number), rel=relation, type=_TYPE)

    put_link("self", page.number)
    if not page.archives:
        return
    if page.number:
        put(channel, "fh:archive")
        put_link("current", 0)
    put_link("first", 0)
    put_link("last", 1)
    if page.older:
        put_link("next", page.older)
        put_link("prev-archive", page.older)


def make_guid(base: str) -> str:
    """The guid of the feed of a site at ``base`` (podcast namespace, ``guid``)."""
    address = f"{base.rstrip('/')}/{FEED}"
    return str(uuid.uuid5(_FEEDS, address.partition("://")[2]))


def _find_last_change(entries: Sequence[CatalogueEntry | FormerItem]) -> datetime:
    """When one of ``entries`` was published or, later, corrected."""
    return max(max(get_moment(entry), entry.changed or get_moment(entry)) for entry in entries)
