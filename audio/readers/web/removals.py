"""What is taken out of a page's tree, and what it was taken for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from audio.readers.article.pieces import quote
from audio.records import Omission

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "big", "cite", "em", "font", "i", "ins", "mark", "small", "span",
    "strong", "sub", "sup", "u",
})  # fmt: skip
"""Elements that do not end a word."""


@dataclass(slots=True)
class Removals:
    """What was removed from one page."""

    convert: Callable[[str, HtmlElement], str] = lambda text, _: text
    """The text of one node to what it reads as, given the element whose font shows it."""
    omissions: list[Omission] = field(default_factory=list)

    def remove(self, element: HtmlElement, reason: str) -> None:
        """Take ``element`` out of its tree, but leave the text that follows it."""
        if element.getparent() is None:
            return
        text = self._read_text(element)
        if text:
            self.omissions.append(Omission(text, reason))
        drop(element)

    def describe(self, reason: str) -> list[str]:
        """The note on what was removed for ``reason``; none if nothing was."""
        texts = [omission.text for omission in self.omissions if omission.reason == reason]
        more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
        return [f"left out {reason}: {quote(texts[0])}{more}"] if texts else []

    def _read_text(self, element: HtmlElement) -> str:
        if not len(element):
            return " ".join(self.convert(element.text or "", element).split())
        parts: list[str] = []
        for event, node in etree.iterwalk(element, events=("start", "end")):
            is_element = isinstance(node.tag, str)
            parts.append("" if is_element and node.tag in _INLINE else " ")
            if event == "start" and node.text and is_element:
                parts.append(self.convert(node.text, node))
            elif event == "end" and node.tail and node is not element:
                parts.append(self.convert(node.tail, node))
        return " ".join("".join(parts).split())


def drop(element: HtmlElement) -> None:
    """Take ``element`` out of its tree and forget it, but leave the text that follows it."""
    if element.getparent() is not None:
        element.drop_tree()
