"""Superscripts of a page: marks of footnotes are taken out, with the footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.silent_text import describe_silent
from audio.readers.documents.inline_marks import mark_raised, take_out_struck
from audio.readers.web.removals import Removals, drop
from audio.readers.web.tree import weigh
from audio.records import Omission

_MARK = regex.compile(r"[\[(]?+(?:\p{Nd}{1,3}|[a-z*†‡§]{1,3}|[क-ह]|note \p{Nd}{1,2})[\])]?+")
_WORD_END = regex.compile(r"(?r)[\p{L}\p{M}।॥.,;?!\"”’)]$")
_FIGURE = regex.compile(r"\p{Nd}{1,2}")
_ITEMS = frozenset({"li", "p", "dd", "tr"})
_BLOCKS = _ITEMS | {"div", "aside", "section"}
_PARTS = 9
"""Elements; what is raised and holds so many is neither an exponent nor a mark."""
_FEW = 3
"""Elements of a box with one footnote: its number, which leads back, and its text."""
_MOST = 0.4
"""Of a page's text: what holds more is no footnotes, whatever leads to it."""


def read_superscripts(root: HtmlElement, removals: Removals) -> list[str]:
    """Take out footnotes, their marks and struck text, mark what else is raised; notes on it.

    A link within the page from what is raised is a mark; what it leads to is a footnote.
    """
    places = {element: at for at, element in enumerate(root.iter())}
    named = {element.get("id") or element.get("name"): element for element in places}
    footnotes: dict[HtmlElement, None] = {}
    for element in [*root.iter("sup"), *_find_glued_links(root, named)]:
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
    struck = take_out_struck(root)
    removals.omissions += [Omission(text, "struck text") for text in struck]
    mark_raised(root)
    return [
        *_remove_footnotes(root, list(footnotes), removals),
        *describe_silent(struck, "struck out"),
    ]


def _find_glued_links(
    root: HtmlElement, named: Mapping[str | None, HtmlElement]
) -> Iterator[HtmlElement]:
    """Links to ``named`` of a figure or two right after a word or a stop: a style raises them."""
    for link in root.iter("a"):
        is_figure = not len(link) and _FIGURE.fullmatch(link.text or "")
        if is_figure and link.get("href", "").removeprefix("#") in named and _is_glued(link):
            yield link


def _is_glued(link: HtmlElement) -> bool:
    parent, before = link.getparent(), link.getprevious()
    if parent is None or parent.tag == "sup":
        return False
    return _WORD_END.search((parent.text if before is None else before.tail) or "") is not None


def _find_target(element: HtmlElement) -> str:
    """Where in the page the link in or around ``element`` leads; empty when none does."""
    for link in (*element.iter("a"), *element.iterancestors("a")):
        address = str(link.get("href", ""))
        if address.startswith("#"):
            return address[1:]
    return ""


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
    around = element.getparent()
    leads_back = str(element.get("href", "")).startswith("#")
    if leads_back and around is not None and around.tag in _BLOCKS and len(around) <= _FEW:
        return around
    return next(element.iterancestors(*_ITEMS), None)
