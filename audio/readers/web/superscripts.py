"""Superscripts of a page: exponents, which are read, and marks of footnotes, which are not."""

from __future__ import annotations

from itertools import islice

import regex
from lxml.html import HtmlElement

from audio.readers.web.removals import Removals, drop
from audio.readers.web.tree import weigh

_RAISED = str.maketrans("0123456789०१२३४५६७८९+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_EXPONENT = regex.compile(r"[+−–-]?+\p{Nd}{1,4}|n")
_MARK = regex.compile(r"[\[(]?+(?:\p{Nd}{1,3}|[a-z*†‡§]{1,3}|[क-ह]|note \p{Nd}{1,2})[\])]?+")
_ITEMS = frozenset({"li", "p", "dd", "tr"})
_BLOCKS = _ITEMS | {"div", "aside", "section"}
_PARTS = 9
"""Elements; what is raised and holds so many is neither an exponent nor a mark."""
_MOST = 0.4
"""Of a page's text: what holds more is no footnotes, whatever leads to it."""


def read_superscripts(root: HtmlElement, removals: Removals) -> list[str]:
    """Write the exponents in ``root`` as `10⁶`, take out footnotes and their marks; notes on it.

    A link within the page from what is raised is a mark; what it leads to is a footnote.
    """
    places = {element: at for at, element in enumerate(root.iter())}
    named = {element.get("id") or element.get("name"): element for element in places}
    footnotes: dict[HtmlElement, None] = {}
    for element in list(root.iter("sup")):
        if len(list(islice(element.iter(), _PARTS))) == _PARTS:
            continue
        text = "".join(element.itertext()).strip()
        target = _find_target(element)
        if target and _MARK.fullmatch(text):
            to = named.get(target)
            # What stands before its mark is the text, to which a footnote leads back.
            block = _find_block(to) if to is not None and places[to] > places[element] else None
            footnotes |= {block: None} if block is not None else {}
            drop(element)
        elif _EXPONENT.fullmatch(text):
            _raise(element, text)
        elif text in {"o", "°"}:
            _write(element, "°")  # 30<sup>o</sup>C
    return _remove_footnotes(root, list(footnotes), removals)


def _find_target(element: HtmlElement) -> str:
    """Where in the page the link in or around ``element`` leads; empty when none does."""
    for link in (*element.iter("a"), *element.iterancestors("a")):
        address = str(link.get("href", ""))
        if address.startswith("#"):
            return address[1:]
    return ""


def _raise(element: HtmlElement, text: str) -> None:
    is_power = text[0] in "-−–" and _read_text_before(element)[-1:].isdecimal()
    _write(element, f"^-{text[1:]}" if is_power else text.translate(_RAISED))


def _read_text_before(element: HtmlElement) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return str(previous.tail or "")
    return "" if parent is None else str(parent.text or "")


def _write(element: HtmlElement, text: str) -> None:
    tail = element.tail
    element[:] = []
    element.text, element.tail = text, tail


def _remove_footnotes(
    root: HtmlElement, footnotes: list[HtmlElement], removals: Removals
) -> list[str]:
    """Take ``footnotes`` out of ``root``; the note on it."""
    weights = weigh(root)
    total = sum(weights.get(block, 0) for block in footnotes)
    if not footnotes or total > _MOST * weights.get(root, 0):
        return []
    for block in footnotes:
        removals.remove(block, "footnotes")
    count = len(footnotes)
    return [f"left out {count} {'footnote' if count == 1 else 'footnotes'}"]


def _find_block(element: HtmlElement) -> HtmlElement | None:
    """What ``element`` names: itself, or the item or paragraph that it is an anchor in."""
    if element.tag in _BLOCKS:
        return element
    return next(element.iterancestors(*_ITEMS), None)
