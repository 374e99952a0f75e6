"""The links in a Word document, whose addresses stand in a part of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from audio.errors import SourceError
from audio.readers.article.hardened_xml import get_attribute, get_name, parse_xml
from audio.readers.article.links import LinkCollector, LinkedText, settle_address
from audio.readers.documents.archive import Archive

_RELATIONS = "word/_rels/document.xml.rels"


def collect_word_links(archive: Archive, root: Any, origin: str) -> list[LinkedText]:
    """The paragraphs below ``root``, the document's text, in which there are links."""
    addresses = _read_addresses(archive, origin)
    return _collect(root, addresses) if any(addresses.values()) else []


def _read_addresses(archive: Archive, origin: str) -> dict[str, str]:
    """Ids → where links lead; a text whose links cannot be read is one without."""
    if _RELATIONS not in archive:
        return {}
    try:
        relations = parse_xml(archive.read(_RELATIONS), origin, _RELATIONS)
    except SourceError:
        return {}
    return {
        get_attribute(one, "Id"): settle_address(get_attribute(one, "Target"))
        for one in relations.iter()
        if get_attribute(one, "TargetMode") == "External"
    }


def _collect(root: Any, addresses: Mapping[str, str]) -> list[LinkedText]:
    links = LinkCollector()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = get_name(element)
        if name == "p":
            links.end_block()
        elif name == "hyperlink":
            address = addresses.get(get_attribute(element, "id"), "")
            links.open_link(address if event == "start" else "")
        elif name == "t" and event == "end":
            links.add(element.text or "")
    links.end_block()
    return links.blocks
