"""The links in the text of a page, with whole addresses."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml.html import HtmlElement

from audio.readers.article.links import LinkedText
from audio.readers.documents.hypertext_links import collect_links
from audio.readers.files import is_url
from audio.readers.web.blocks import BLOCK_TAGS


def collect_page_links(root: HtmlElement, address: str) -> list[LinkedText]:
    """The blocks under ``root`` in which there are links, of a page at ``address``.

    Without an address, as of a page that was saved and does not tell it, only whole ones count.
    """
    element = root.find(".//base[@href]")
    try:
        base = urljoin(address, element.get("href", "")) if element is not None else address
    except ValueError:
        base = address
    return collect_links(root, BLOCK_TAGS, base if is_url(base) else "")
