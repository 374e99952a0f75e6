"""Summaries of other stories that stand in a story's text, under a headline or a label.

They read like the story's own prose; what tells them is that they end in `पूरी खबर पढ़ें`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audio.readers.web.marks import Form, label
from audio.readers.web.units import Unit

_BLOCKS, _LENGTH = 4, 600
"""Blocks and code points of a summary."""


@dataclass(slots=True)
class Teasers:
    """Which blocks of a page end with a link to the whole of another story."""

    _links: dict[HtmlElement, tuple[str, ...]] = field(default_factory=dict)
    """The texts of such links in an element; it is looked through but once."""

    def hold(self, unit: Unit) -> bool:
        """Whether ``unit`` is such a block."""
        if not unit.linked or len(unit.text) > _LENGTH:
            return False
        if unit.element not in self._links:
            self._links[unit.element] = tuple(set(_links_on(unit.element)))
        return bool(self._links[unit.element]) and unit.text.endswith(self._links[unit.element])


def _links_on(element: HtmlElement) -> list[str]:
    """The texts of the links in ``element`` that ask to read on elsewhere."""
    texts = [
        " ".join("".join(link.itertext()).split())
        for link in element.iter("a")
        # What leads nowhere opens the rest of the story at hand.
        if not link.get("href", "#").startswith(("#", "javascript:"))
    ]
    found = [(text, label(text, has_link=False)) for text in texts]
    return [text for text, row in found if row and row.form is Form.MORE]


def take_teaser(units: list[Unit], start: int) -> list[str]:
    """Take the units from ``start`` on, if they are but a summary, off ``units``; their texts.

    They stand between `यह भी पढ़ें` and a button `पूरी खबर पढ़ें`.
    """
    teaser = units[start:]
    if not start or len(teaser) > _BLOCKS or sum(len(unit.text) for unit in teaser) > _LENGTH:
        return []
    del units[start:]
    return [unit.text for unit in teaser]
