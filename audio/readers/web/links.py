"""The links in the text of a page, with whole addresses."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from audio.readers.article.links import LinkCollector, LinkedText, settle_address
from audio.readers.fetch.http import is_url
from audio.readers.web.blocks import BLOCK_TAGS


def collect_links(root: HtmlElement, address: str) -> list[LinkedText]:
    """The blocks under ``root`` in which there are links, of a page at ``address``.

    Without an address, as of a page that was saved and does not tell it, only whole ones count.
    """
    base = _find_base(root, address)
    links = LinkCollector()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start" and isinstance(tag, str):
            if tag in BLOCK_TAGS:
                links.end_block()
            elif tag == "a":
                links.open_link(_settle(element.get("href", ""), base))
            elif tag == "br":
                links.add(" ")
            links.add(element.text or "")
        elif event == "end":
            if tag in BLOCK_TAGS:
                links.end_block()
            elif tag == "a":
                links.close_link()
            links.add(element.tail or "")
    links.end_block()
    return links.blocks


def _find_base(root: HtmlElement, address: str) -> str:
    """What the page's links are relative to; empty for what is not known."""
    element = root.find(".//base[@href]")
    try:
        base = urljoin(address, element.get("href", "")) if element is not None else address
    except ValueError:
        base = address
    return base if is_url(base) else ""


def _settle(written: str, base: str) -> str:
    address = settle_address(written, base)
    return "" if address.startswith("../") else address
