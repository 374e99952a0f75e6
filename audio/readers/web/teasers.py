"""Summaries of other stories that stand in a story's text, under a headline or a label.

They read like the story's own prose; what tells them is that they end in `पूरी खबर पढ़ें`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import LineForm, find_label

_BLOCKS, _LENGTH = 4, 600
"""Blocks and code points of a summary."""


_LEAD = 200
"""Code points of a line that leads to one other story."""
_NAMED = 3
"""Words of a link that is a story's name."""
_LEADS = (":", "-", "–", "—", "ः")


@dataclass(slots=True)
class Teasers:
    """Which blocks of a page are about another story, to the whole of which they link."""

    _links: dict[HtmlElement, tuple[str, ...]] = field(default_factory=dict)
    """The texts of an element's links; it is looked through but once."""

    def hold(self, block: PageBlock) -> bool:
        """Whether ``block`` is such a block: `… पूरी खबर पढ़ें`, `हमारी शृंखला: …`."""
        if not block.linked or len(block.text) > _LENGTH:
            return False
        if block.element not in self._links:
            self._links[block.element] = tuple(dict.fromkeys(_read_links(block.element)))
        links = self._links[block.element]
        last = next((text for text in links if block.text.endswith(text)), "")
        return bool(last) and (_asks_to_read_on(last) or _is_lead(block.text, last))


def _asks_to_read_on(link: str) -> bool:
    found = find_label(link, has_link=False)
    return found is not None and found.form is LineForm.MORE


def _is_lead(text: str, link: str) -> bool:
    before = text[: -len(link)].rstrip()
    is_short = len(text) <= _LEAD and len(link.split()) >= _NAMED
    return is_short and before.endswith(_LEADS) and not set(before + link) & set("।॥")


def _read_links(element: HtmlElement) -> list[str]:
    texts = (
        " ".join("".join(link.itertext()).split())
        for link in element.iter("a")
        # What leads nowhere opens the rest of the story at hand.
        if not link.get("href", "#").startswith(("#", "javascript:"))
    )
    return [text for text in texts if text]


def take_teaser(blocks: list[PageBlock], start: int) -> list[str]:
    """Take the blocks from ``start`` on, if they are but a summary, off ``blocks``; their texts.

    They stand between `यह भी पढ़ें` and a button `पूरी खबर पढ़ें`.
    """
    teaser = blocks[start:]
    if not start or len(teaser) > _BLOCKS or sum(len(block.text) for block in teaser) > _LENGTH:
        return []
    del blocks[start:]
    return [block.text for block in teaser]
