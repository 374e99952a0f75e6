"""The feed: RSS 2.0 as Apple and the podcast namespace want it, and true to the files.

All of its documents together (RFC 5005) hold every edition once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

import regex
from lxml import etree

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, judged
from audio.check.feed_channel import CHANNEL_RULES
from audio.check.feed_document import Document, base_of, enclosure, path_of, said
from audio.check.feed_items import ITEM_RULES
from audio.check.site import EDITION, Site

FEED = "feed.xml"
_NAME = regex.compile(r"feed(?:_[1-9][0-9]{0,8})?\.xml")
_LARGEST = 20_000_000
"""Bytes of one document."""
_DECLARATION = regex.compile(
    rb"<\?xml version=['\"]1\.0['\"] encoding=['\"]UTF-8['\"]\s*\?>", regex.I
)


class Feed(NamedTuple):
    """What was found in all documents."""

    faults: tuple[Fault, ...]
    links: Mapping[str, Sequence[str]]
    """Addresses, by the document they stand in."""


def check_feed(site: Site, editions: Mapping[str, EditionData]) -> Feed:
    """All that is wrong with the feed of ``site``, if it has one. Raises ``OSError``."""
    faults: list[Fault] = []
    documents: list[Document] = []
    for name in sorted(name for name in site.files if _NAME.fullmatch(name)):
        root = _parsed(site, name, faults)
        channel = root.find("channel") if root is not None else None
        if root is None:
            continue
        if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
            faults.append(Fault(name, "is not RSS 2.0"))
            continue
        documents.append(Document(name, site, root, channel, editions))
    for document in documents:
        faults += judged(document, (*CHANNEL_RULES, *ITEM_RULES))
    faults += _together(documents, editions)
    return Feed(tuple(faults), {d.where: list(d.links) for d in documents})


def published(site: Site) -> Site:
    """``site`` with the address that its feed gives it. Raises ``OSError``."""
    root = _parsed(site, FEED, []) if FEED in site.files else None
    channel = root.find("channel") if root is not None else None
    return replace(site, base=base_of(channel)) if channel is not None else site


def _parsed(site: Site, name: str, faults: list[Fault]) -> etree._Element | None:
    if site.size(name) > _LARGEST:
        faults.append(Fault(name, f"is too large (at most {_LARGEST // 1_000_000} MB)"))
        return None
    raw = site.path(name).read_bytes()
    if not _DECLARATION.match(raw):
        faults.append(Fault(name, "does not begin with an XML declaration of UTF-8"))
    # Nothing is fetched or expanded: a document that describes a larger one stays small.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        faults.append(Fault(name, f"is not well-formed XML: {error.msg}"))
        return None
    if root.getroottree().docinfo.doctype:
        faults.append(Fault(name, "has a document type declaration, which no feed needs"))
    return root


def _together(
    documents: Sequence[Document], editions: Mapping[str, EditionData]
) -> Iterator[Fault]:
    if not documents:
        return
    items = [(document, item) for document in documents for item in document.items]
    for tag, name in (("guid", "guid"), ("enclosure", "enclosure's address")):
        values = Counter(said(item, tag) if tag == "guid" else enclosure(item) for _, item in items)
        for document, item in items:
            value = said(item, tag) if tag == "guid" else enclosure(item)
            if value and values[value] > 1:
                values[value] = 0
                yield document.fault(f"its {name} is another item's too", item)
    told = {PurePosixPath(path_of(enclosure(item))).parent.name for _, item in items}
    for folder, data in editions.items():
        if folder not in told and any(file.type == "audio/mpeg" for file in data.files):
            yield Fault(FEED, f"has no item for {folder}/{EDITION}")
