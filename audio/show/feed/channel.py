"""The channel of the feed: the show, as podcast apps and directories are told of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree

from audio.records import Show
from audio.settings import FREQUENCIES
from audio.settings.categories import read_categories
from audio.show.catalogue import Catalogue, Entry
from audio.show.feed.item import AUDIO, LONGEST, Setting, put_item
from audio.show.feed.names import NAMESPACES, put
from audio.show.feed.pages import FEED, Page, file_name, pages
from audio.show.feed.text import cut, line, size
from audio.writers import site

_FEEDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own, for UUIDs of feeds."""
_TYPE = "application/rss+xml"
_NEVER = datetime(2000, 1, 1)


def documents(catalogue: Catalogue, base: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every document of the feed of a site published at ``base``.

    RSS 2.0 with the namespaces of Apple and Podcasting 2.0. The same catalogue gives the same
    bytes: dates are those of the articles.
    """
    setting = setting_of(catalogue, base)
    for page in pages_of(catalogue):
        yield page.name, document(catalogue, page, setting)


def pages_of(catalogue: Catalogue) -> Iterator[Page]:
    """Which editions stand in which document: all those that have an MP3."""
    return pages([entry for entry in catalogue.entries if entry.file(AUDIO)])


def setting_of(catalogue: Catalogue, base: str) -> Setting:
    """What the items share. What has no date stands where the show's dated articles begin."""
    show = catalogue.show
    dates = [entry.published for entry in catalogue.entries if entry.published]
    first = min(dates) if dates else _NEVER.replace(tzinfo=ZoneInfo(show.timezone))
    return Setting(show, base if base.endswith("/") else f"{base}/", first)


def document(catalogue: Catalogue, page: Page, setting: Setting) -> bytes:
    """One document of the feed."""
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    channel = put(rss, "channel")
    _put_show(channel, catalogue, setting)
    _put_links(channel, page, setting.base)
    if page.entries:
        put(channel, "lastBuildDate", setting.date(_newest(page.entries, setting)))
    for entry in page.entries:
        put_item(channel, entry, setting)
    etree.indent(rss, " ")
    data: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _put_show(channel: etree._Element, catalogue: Catalogue, setting: Setting) -> None:
    show = catalogue.show
    put(channel, "title", line(show.title))
    put(channel, "link", setting.base)
    put(channel, "description", _description(show))
    put(channel, "language", line(show.language))
    if show.copyright:
        put(channel, "copyright", line(show.copyright))
    put(channel, "itunes:author", line(show.author or show.title))
    if show.email:
        owner = put(channel, "itunes:owner")
        put(owner, "itunes:name", line(show.author or show.title))
        put(owner, "itunes:email", line(show.email))
    put(channel, "itunes:image", href=setting.picture("", catalogue.cover))
    _put_category(channel, show.category)
    put(channel, "itunes:explicit", str(show.explicit).lower())
    put(channel, "itunes:type", "episodic")
    put(channel, "podcast:guid", _guid(show, setting.base))
    put(channel, "podcast:locked", "yes", **({"owner": line(show.email)} if show.email else {}))
    put(channel, "podcast:medium", "podcast")
    put(channel, "podcast:txt", "true", purpose="ai-content")
    if rule := FREQUENCIES.get(show.update_frequency):
        said = site.read_labels(show.labels)[show.update_frequency]
        put(channel, "podcast:updateFrequency", said, rrule=rule)


def _description(show: Show) -> str:
    """What the show is, and that a machine speaks (Apple's guidelines, 1.12)."""
    said = site.read_labels(show.labels)["feed_disclosure"]
    about = line(show.description or show.title)
    return f"{cut(about, LONGEST - size(said) - 1)} {said}"


def _put_category(channel: etree._Element, name: str) -> None:
    parent = read_categories()[name]
    category = put(channel, "itunes:category", text=parent)
    if parent != name:
        put(category, "itunes:category", text=name)


def _put_links(channel: etree._Element, page: Page, base: str) -> None:
    """What a reader follows to older entries, as pages or as archives (RFC 5005, 3 and 4).

    Nothing here of an archive tells how many came after it: it must not change with them.
    """

    def put_link(relation: str, number: int) -> None:
        put(channel, "atom:link", href=base + file_name(number), rel=relation, type=_TYPE)

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


def _guid(show: Show, base: str) -> str:
    """The show's own, or that which its first address gives it (podcast namespace, ``guid``)."""
    return show.guid or str(uuid.uuid5(_FEEDS, (base + FEED).partition("://")[2].rstrip("/")))


def _newest(entries: tuple[Entry, ...], setting: Setting) -> datetime:
    return max(entry.published or setting.fallback for entry in entries)
