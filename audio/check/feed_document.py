"""One document of a feed, and what its rules ask of it again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, shown
from audio.check.site import Link, Site, Target

LONGEST = 4000
"""Bytes of a description (Apple)."""
ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True)
class Document:
    """One document of the feed."""

    where: str
    site: Site
    """With the address that the feed gives it."""
    root: etree._Element
    channel: etree._Element
    editions: Mapping[str, EditionData]
    """By folder; without those that could not be read."""
    links: dict[str, None] = field(default_factory=dict)
    """Every address in it, gathered on the way."""

    @property
    def items(self) -> list[etree._Element]:
        """In order."""
        return self.channel.findall("item")

    def fault(self, what: str, item: etree._Element | None = None) -> Fault:
        """A fault of the feed, or of an item, which is called by its guid."""
        if item is None:
            return Fault(self.where, what)
        name = said(item, "guid") or said(item, "title") or "without guid or title"
        return Fault(self.where, f"item {shown(name)}: {what}")

    def target(self, address: str) -> Target | None:
        """Where an address leads in the site."""
        self.links[address] = None
        try:
            return self.site.target(Link(self.where, address))
        except ValueError:
            return None


def base_of(channel: etree._Element) -> str:
    """The site's address: that of the document itself, without its name."""
    address = relation_of(channel, "self")
    return address[: address.rfind("/") + 1] if "/" in address else ""


def relation_of(channel: etree._Element, relation: str) -> str:
    """Address of the channel's ``atom:link`` of that relation; empty without one."""
    links = channel.findall(f"{ATOM}link")
    return next((link.get("href", "") for link in links if link.get("rel") == relation), "")


def said(element: etree._Element, tag: str) -> str:
    """Text of the first child called ``tag``, without white space around it."""
    return (element.findtext(tag) or "").strip()


def short(tag: str) -> str:
    """A tag as feeds spell it."""
    return tag.replace(ITUNES, "itunes:").replace(PODCAST, "podcast:")


def scheme(address: str) -> str:
    """The scheme of an address; empty for what is none."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def enclosure(item: etree._Element) -> str:
    """Address of an item's sound; empty without one."""
    found = item.find("enclosure")
    return found.get("url", "") if found is not None else ""


def path_of(address: str) -> str:
    """The path of an address; empty for what is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def query_of(address: str) -> str:
    """The query of an address; empty for what is none."""
    try:
        return urlsplit(address).query
    except ValueError:
        return ""
