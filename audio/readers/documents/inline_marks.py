"""Hypertext's raised, sunk and struck text, prepared in the tree before its blocks are read.

What stands above or below the line is put between the marks of ``article/raised_text.py``; what
is struck through is taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from lxml import etree

from audio import regex
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.raised_text import LINKED, MARKS, RAISED
from audio.readers.article.silent_text import is_struck

_ALIGNED = regex.compile(
    r"vertical-align\s*+:\s*+(?P<tag>sup|sub)(?:er)?(?![a-z])", regex.IGNORECASE
)
_VERSE = regex.compile(r"vers|num|shlok|sloka|(?:^|\s|-)v(?:n|no)?(?:$|\s)", regex.IGNORECASE)
_NEAR = 4
"""Elements between a link and what is raised in it or around it."""
_MOST_STRUCK = 0.4
"""Of a text: what strikes out more is a tag that was never closed, or a look."""


def mark_raised(root: Any) -> None:
    """Put marks around all that is raised or sunk in ``root``, and before links within it."""
    for element in root.iter():
        name = get_name(element)
        if name == "a" and "#" in get_attribute(element, "href"):
            if _is_near_sup(element):
                insert_before(element, LINKED)
            continue
        if name == "span" and _VERSE.search(get_attribute(element, "class")):
            _part_number(element)
        aligned = _ALIGNED.search(get_attribute(element, "style"))
        tag = aligned["tag"].lower() if aligned else name
        if tag in MARKS and name not in {"td", "th", "img"}:
            start, end = MARKS[tag]
            if start == RAISED and "noteref" in get_attribute(element, "role"):
                start = LINKED + start
            element.text = start + (element.text or "")
            _append_text(element, end)


def _part_number(element: Any) -> None:
    """A verse's number is not run together with the verse that follows it."""
    text, after = (element.text or "").strip(), (element.tail or "")[:1]
    if text.isdecimal() and not len(element) and after.isalpha():
        element.tail = f" {element.tail}"


def take_out_struck(root: Any) -> list[str]:
    """Take all struck text out of ``root``; returns the text of each."""
    struck = list(_find_struck(root))
    texts = ["".join(element.itertext()) for element in struck]
    if sum(map(len, texts)) > _MOST_STRUCK * len("".join(root.itertext())):
        return []
    for element in struck:
        take_out(element)
    return texts


def _find_struck(root: Any) -> Iterator[Any]:
    """The outermost of the elements that are struck through."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if element is not root and is_struck(get_name(element), get_attribute(element, "style")):
            yield element
            walker.skip_subtree()


def _is_near_sup(link: Any) -> bool:
    near = chain(islice(link.iterancestors(), _NEAR), islice(link.iterdescendants(), _NEAR))
    return any(get_name(one) == "sup" for one in near)


def take_out(element: Any) -> None:
    """Take ``element`` out of its tree, but leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        insert_before(element, element.tail)
    parent.remove(element)


def insert_before(element: Any, text: str) -> None:
    """Put ``text`` after all that stands before ``element``."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
