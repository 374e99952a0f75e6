"""Whether a page is a front page: headlines of many stories, and the text of none."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from audio.readers.web.blocks import PageBlock
from audio.records import BlockKind

_HEADLINE = 4
"""Words of a link that is a headline; names of places and topics have fewer."""
_MANY = 8
_TICKER = 300
"""Code points of a line of breaking news, and of what else such a page says by itself."""


def count_headline_links(root: HtmlElement) -> int:
    """How many links of ``root`` are headlines of other pages."""
    links = (link for link in root.iter("a") if not link.get("href", "#").startswith("#"))
    return sum(len("".join(link.itertext()).split()) >= _HEADLINE for link in links)


def is_front_page(headlines: int, kept: Sequence[PageBlock]) -> bool:
    """Whether ``kept``, what was taken for text among so many ``headlines``, is no story.

    Verse has no full stops either, but it has lines.
    """
    own = [block for block in kept if block.kind is not BlockKind.HEADING]
    is_text = any("\n" in block.text or (block.ends and block.mass) for block in own)
    length = sum(len(block.text) for block in own)
    return headlines >= _MANY and not is_text and length <= _TICKER
