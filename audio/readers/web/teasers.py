"""Summaries of other stories that stand in a story's text, under a headline or a label.

They read like the story's own prose; what tells them is that they end in `पूरी खबर पढ़ें`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audio.readers.web.blocks import Unit
from audio.readers.web.known_words import Form, label

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

    def hold(self, unit: Unit) -> bool:
        """Whether ``unit`` is such a block: `… पूरी खबर पढ़ें`, `हमारी शृंखला: …`."""
        if not unit.linked or len(unit.text) > _LENGTH:
            return False
        if unit.element not in self._links:
            self._links[unit.element] = tuple(dict.fromkeys(_links_in(unit.element)))
        links = self._links[unit.element]
        last = next((text for text in links if unit.text.endswith(text)), "")
        return bool(last) and (_asks_to_read_on(last) or _is_lead(unit.text, last))


def _asks_to_read_on(link: str) -> bool:
    found = label(link, has_link=False)
    return found is not None and found.form is Form.MORE


def _is_lead(text: str, link: str) -> bool:
    before = text[: -len(link)].rstrip()
    is_short = len(text) <= _LEAD and len(link.split()) >= _NAMED
    return is_short and before.endswith(_LEADS) and not set(before + link) & set("।॥")


def _links_in(element: HtmlElement) -> list[str]:
    texts = (
        " ".join("".join(link.itertext()).split())
        for link in element.iter("a")
        # What leads nowhere opens the rest of the story at hand.
        if not link.get("href", "#").startswith(("#", "javascript:"))
    )
    return [text for text in texts if text]


def take_teaser(units: list[Unit], start: int) -> list[str]:
    """Take the units from ``start`` on, if they are but a summary, off ``units``; their texts.

    They stand between `यह भी पढ़ें` and a button `पूरी खबर पढ़ें`.
    """
    teaser = units[start:]
    if not start or len(teaser) > _BLOCKS or sum(len(unit.text) for unit in teaser) > _LENGTH:
        return []
    del units[start:]
    return [unit.text for unit in teaser]
