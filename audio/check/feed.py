"""The check of the feed: RSS 2.0 as Apple and the podcast namespace want it, true to the files.

A feed has one document or several (RFC 5005): ``feed.xml``, ``feed_2.xml`` … Together they must
hold every edition once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from lxml import etree

from audio import regex
from audio.check.edition_data import EditionData
from audio.check.fault import Fault, apply_rules
from audio.check.feed_channel import CHANNEL_RULES
from audio.check.feed_document import (
    LARGEST,
    FeedDocument,
    find_base,
    get_enclosure,
    get_path,
    get_text,
    parse_document,
)
from audio.check.feed_items import ITEM_RULES
from audio.check.site import EDITION, BuiltSite

FEED = "feed.xml"
_NAME = regex.compile(r"feed(?:_[1-9][0-9]{0,8})?\.xml")
_DECLARATION = regex.compile(
    rb"<\?xml version=['\"]1\.0['\"] encoding=['\"]UTF-8['\"]\s*\?>", regex.IGNORECASE
)


class FeedFindings(NamedTuple):
    """What the check of all documents of the feed found."""

    faults: tuple[Fault, ...]
    links: Mapping[str, Sequence[str]]
    """The addresses in each document, by its file name."""


def check_feed(site: BuiltSite, editions: Mapping[str, EditionData]) -> FeedFindings:
    """Check the feed of ``site``, if it has one. Raises ``OSError``."""
    faults: list[Fault] = []
    documents: list[FeedDocument] = []
    for name in sorted(name for name in site.files if _NAME.fullmatch(name)):
        root = _parse(site, name, faults)
        channel = root.find("channel") if root is not None else None
        if root is None:
            continue
        if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
            faults.append(Fault(name, "is not RSS 2.0"))
            continue
        documents.append(FeedDocument(name, site, root, channel, editions))
    for document in documents:
        faults += apply_rules(document, (*CHANNEL_RULES, *ITEM_RULES))
    faults += _check_unique(documents)
    if not any(_NAME.fullmatch(name) for name in site.damaged):
        faults += _check_complete(documents, editions)
    return FeedFindings(tuple(faults), {d.where: list(d.links) for d in documents})


def add_base(site: BuiltSite) -> BuiltSite:
    """``site`` with the address that its feed gives it. Raises ``OSError``."""
    is_small = FEED in site.files and site.get_size(FEED) <= LARGEST
    with suppress(etree.XMLSyntaxError):  # reported with the show's own files
        root = parse_document(site.locate(FEED).read_bytes()) if is_small else None
        channel = root.find("channel") if root is not None else None
        return replace(site, base=find_base(channel)) if channel is not None else site
    return site


def _parse(site: BuiltSite, name: str, faults: list[Fault]) -> etree._Element | None:
    if name in site.damaged:
        return None
    raw = site.locate(name).read_bytes()
    if not _DECLARATION.match(raw):
        faults.append(Fault(name, "does not begin with an XML declaration of UTF-8"))
    root = parse_document(raw)
    if root.getroottree().docinfo.doctype:
        faults.append(Fault(name, "has a document type declaration, which no feed needs"))
    return root


def _check_unique(documents: Sequence[FeedDocument]) -> Iterator[Fault]:
    items = [(document, item) for document in documents for item in document.all_items]
    for tag, name in (("guid", "guid"), ("enclosure", "enclosure's address")):
        values = Counter(
            get_text(item, tag) if tag == "guid" else get_enclosure(item) for _, item in items
        )
        for document, item in items:
            value = get_text(item, tag) if tag == "guid" else get_enclosure(item)
            if value and values[value] > 1:
                values[value] = 0
                yield document.make_fault(f"its {name} is another item's too", item)


def _check_complete(
    documents: Sequence[FeedDocument], editions: Mapping[str, EditionData]
) -> Iterator[Fault]:
    if not documents:
        return
    own = [item for document in documents for item in document.items]
    listed = {PurePosixPath(get_path(get_enclosure(item))).parent.name for item in own}
    for folder, data in editions.items():
        if folder not in listed and any(
            file.type == "audio/mpeg" and not file.part_of for file in data.files
        ):
            yield Fault(FEED, f"has no item for {folder}/{EDITION}")
