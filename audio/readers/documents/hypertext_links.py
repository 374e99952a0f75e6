"""The links in hypertext, whatever it stands in, with whole addresses."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from lxml import etree

from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.links import LinkCollector, LinkedText, settle_address


def collect_links(root: Any, blocks: Container[str], base: str = "") -> list[LinkedText]:
    """The blocks under ``root`` in which there are links; ``blocks`` names the elements that are.

    Addresses are relative to ``base``; without it only whole ones count.
    """
    links = LinkCollector()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = get_name(element)
        if name in blocks:
            links.end_block()
        elif name == "a":
            address = settle_address(get_attribute(element, "href"), base)
            is_opened = event == "start" and not address.startswith("../")
            links.open_link(address if is_opened else "")
        if event == "end":
            links.add(element.tail or "")
        elif name:
            links.add(" " if name == "br" else element.text or "")
    links.end_block()
    return links.blocks
