"""The word `विज्ञापन` where it stands in the middle of a text, over an advertisement."""

from __future__ import annotations

from collections.abc import Container

from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.readers.web.beginnings import read_beginning
from audio.readers.web.removals import Removals

_INLINE = ("span", "small", "font", "ins", "b", "strong", "i", "em")
_NAMES = frozenset(
    map(fold, ("विज्ञापन", "Advertisement", "Advertisment", "एडवर्टाइजमेंट", "Sponsored", "प्रायोजित"))
)
_LONGEST = 40
"""Code points of an element that says one of these."""


def clear_ad_labels(root: HtmlElement, removals: Removals) -> None:
    """Remove inline elements that say `विज्ञापन` and nothing else, and are no word of a sentence.

    `<b>विज्ञापन</b> में कहा गया` is one: there a lone element without a class goes on in the text.
    """
    labels = {element: None for element in root.iter(*_INLINE) if _is_label(element)}
    for element in [label for label in labels if not _is_word(label, labels)]:
        removals.remove(element, "labels of advertisements")


def _is_label(element: HtmlElement) -> bool:
    text = read_beginning(element, _LONGEST)
    return len(text) <= _LONGEST and fold(text) in _NAMES


def _is_word(element: HtmlElement, labels: Container[HtmlElement | None]) -> bool:
    """Whether ``element`` may be a word of the text around it."""
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text) if parent is not None else ""
    if (before or "").strip():
        return True
    is_alone = previous not in labels and element.getnext() not in labels
    return is_alone and bool((element.tail or "").strip()) and not element.get("class")
