"""One document of a feed, and the look-ups in it that several rules share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from audio.check.edition_data import EditionData, FileData
from audio.check.fault import Fault, quote
from audio.check.site import BuiltSite, Link, LinkTarget

LONGEST = 4000
"""Most bytes of a description (Apple)."""
LARGEST = 20_000_000
"""Bytes of one document."""
ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True)
class FeedDocument:
    """One document of the feed: the subject of its rules."""

    where: str
    site: BuiltSite
    """With the address that the feed gives it."""
    root: etree._Element
    channel: etree._Element
    editions: Mapping[str, EditionData]
    """By folder; without those that could not be read."""
    links: dict[str, None] = field(default_factory=dict)
    """Every address in it, in order; the rules add those that they meet."""

    @property
    def items(self) -> list[etree._Element]:
        """The ``item`` elements of the site's editions, in order."""
        return [item for item in self.all_items if not self._is_former(item)]

    @property
    def all_items(self) -> list[etree._Element]:
        """The ``item`` elements, in order, those of a former feed too."""
        return self.channel.findall("item")

    def _is_former(self, item: etree._Element) -> bool:
        """Whether sound and page of ``item`` are on another host: it is told as it was there."""
        sound, page = get_enclosure(item), get_text(item, "link")
        return bool(sound) and all(
            not address or self._is_elsewhere(address) for address in (sound, page)
        )

    def _is_elsewhere(self, address: str) -> bool:
        try:
            return self.site.resolve(Link(self.where, address)) is None
        except ValueError:
            return False

    def make_fault(self, what: str, item: etree._Element | None = None) -> Fault:
        """A fault of the document, or of ``item``, which the fault calls by its guid."""
        if item is None:
            return Fault(self.where, what)
        name = get_text(item, "guid") or get_text(item, "title") or "without guid or title"
        return Fault(self.where, f"item {quote(name)}: {what}")

    def find_target(self, address: str) -> LinkTarget | None:
        """The place in the site that ``address`` leads to; ``None`` for one outside it."""
        self.links[address] = None
        try:
            return self.site.resolve(Link(self.where, address))
        except ValueError:
            return None

    def get_size(self, path: str) -> int:
        """Bytes of a file of the site, as ``edition.json`` lists them where it does.

        Whether it has them is the list's concern: a damaged file is one fault. Raises ``OSError``.
        """
        listed = self._find_listed(path)
        return listed.bytes if listed else self.site.get_size(path)

    def compute_digest(self, path: str, kind: str) -> str:
        """The digest of a file, in hexadecimals, as listed where it is. Raises ``OSError``."""
        listed = self._find_listed(path)
        if listed and kind == "sha256":
            return listed.sha256
        with self.site.locate(path).open("rb") as file:
            return hashlib.file_digest(file, kind).hexdigest()

    def _find_listed(self, path: str) -> FileData | None:
        folder, _, name = path.rpartition("/")
        files = self.editions[folder].files if folder in self.editions else ()
        return next((file for file in files if file.path == name), None)


def parse_document(raw: bytes) -> etree._Element:
    """The root of an XML document. Raises ``etree.XMLSyntaxError``."""
    # Nothing is fetched or expanded: a document that describes a larger one stays small.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(raw, parser)


def find_base(channel: etree._Element) -> str:
    """The site's address: the channel's ``self`` link without the file name; empty without one."""
    address = find_link(channel, "self")
    return address[: address.rfind("/") + 1] if "/" in address else ""


def find_link(channel: etree._Element, relation: str) -> str:
    """Address of the channel's ``atom:link`` with that ``rel``; empty without one."""
    links = channel.findall(f"{ATOM}link")
    return next((link.get("href", "") for link in links if link.get("rel") == relation), "")


def get_text(element: etree._Element, tag: str) -> str:
    """Text of the first child called ``tag``, without white space around it."""
    return (element.findtext(tag) or "").strip()


def shorten_tag(tag: str) -> str:
    """``tag`` with its prefix for its namespace: ``itunes:image``."""
    return tag.replace(ITUNES, "itunes:").replace(PODCAST, "podcast:")


def get_scheme(address: str) -> str:
    """The scheme of an address; empty for what is none."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def get_enclosure(item: etree._Element) -> str:
    """Address of an item's ``enclosure``, its sound; empty without one."""
    found = item.find("enclosure")
    return found.get("url", "") if found is not None else ""


def get_path(address: str) -> str:
    """The path of an address; empty for what is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def get_query(address: str) -> str:
    """The query of an address; empty for what is none."""
    try:
        return urlsplit(address).query
    except ValueError:
        return ""
