"""Short lines that stand where the story's text does not: labels of widgets, names of buttons.

Nothing but their place tells them: most of a story's prose stands in elements of one shape, and
what is no sentence, no heading and no item, and stands in an element of a shape of its own, was
not written by the story's writer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

import regex
from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.readers.web.blocks import Unit
from audio.readers.web.dates import is_date_line
from audio.records import BlockKind

_LONGEST = 100
"""Code points of a stray line."""
_HOME = 0.05
"""Of the prose, how much makes a shape one that the story's text has."""
_BOXES = frozenset({"div", "section", "article", "center", "td", "figure", "main", "body"})
_NAMES_HEADING = regex.compile(r"head|titl|ttl|hdg|ques|sub", regex.IGNORECASE)
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_HEADING_WORDS = 3
_BOX = 500
"""Code points of a box that says who the writer is."""
_NAME, _NAME_WORDS = 40, 4
_UNDER_PICTURE = 200
_PICTURE_PARTS = 4
_DATELINE = 150
"""Code points of a list of place, date and time of a change."""


def without_strays(units: Sequence[Unit], left_out: list[str]) -> list[Unit]:
    """``units`` without stray lines, which are added to ``left_out``."""
    homes = _homes(units)
    parents = {unit.element.getparent() for unit in units if unit.mass}
    homes |= _heading_shapes(units, parents)
    kept: list[Unit] = []
    for unit in units:
        if _is_stray(unit, homes, parents) or _is_of_dateline(unit):
            left_out.append(unit.text)
        else:
            kept.append(unit)
    while kept and _is_foreign(kept[-1], kept):
        left_out.append(kept.pop().text)
    return _without_last_box(kept, left_out)


def _without_last_box(units: list[Unit], left_out: list[str]) -> list[Unit]:
    """``units`` without a last box of its own shape that a name opens: who the writer is."""
    masses: Counter[HtmlElement] = Counter()
    for unit in units:
        masses[_around(unit)] += unit.mass
    if not units or not masses.total():
        return units
    main, mass = masses.most_common(1)[0]
    last = _around(units[-1])
    start = len(units)
    while start and _around(units[start - 1]) is last:
        start -= 1
    box = units[start:]
    is_own = last is not main and main in set(last.iterancestors()) and _is_only(last, main)
    is_small = sum(len(unit.text) for unit in box) <= min(_BOX, 0.3 * mass)
    if not (start and is_own and is_small and _is_name(box[0])):
        return units
    left_out += [unit.text for unit in box]
    return units[:start]


def _around(unit: Unit) -> HtmlElement:
    """What ``unit`` stands in: its own element, if that is no paragraph."""
    element = unit.element
    parent = element.getparent()
    return element if element.tag in _BOXES or parent is None else parent


def _is_only(box: HtmlElement, main: HtmlElement) -> bool:
    return sum(_shape(other) == _shape(box) for other in main if other.tag == box.tag) <= 1


def _is_name(unit: Unit) -> bool:
    is_line = unit.kind is BlockKind.PARAGRAPH and not unit.ends
    return is_line and len(unit.text) <= _NAME and len(unit.text.split()) <= _NAME_WORDS


def is_under_picture(unit: Unit) -> bool:
    """Whether ``unit`` is a line that stands with a picture, and with nothing else."""
    if len(unit.text) > _UNDER_PICTURE or unit.kind is not BlockKind.PARAGRAPH:
        return False
    element = unit.element
    parent = element.getparent()
    if element.find(".//img") is not None or element.find(".//amp-img") is not None:
        return (not unit.ends or element.tag in _BOXES) and _is_all(element, unit)
    if parent is None or parent.tag not in _BOXES or element.tag == "td":
        return False
    parts = list(islice(parent, _PICTURE_PARTS + 1))
    others = [child for child in parts if child is not element]
    return 0 < len(others) < len(parts) <= _PICTURE_PARTS and all(map(_is_picture, others))


def _is_all(element: HtmlElement, unit: Unit) -> bool:
    """Whether ``element`` says no more than ``unit``."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > len(unit.text):
            return False
    return True


def _is_picture(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or "".join(element.itertext()).strip():
        return False
    pictures = {"img", "picture", "amp-img"}
    return element.tag in pictures or any(element.find(f".//{tag}") is not None for tag in pictures)


def _shape(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class", "")


def _homes(units: Sequence[Unit]) -> set[tuple[str, str]]:
    """The shapes of elements that hold the story's prose."""
    masses: Counter[tuple[str, str]] = Counter()
    for unit in units:
        masses[_shape(unit.element)] += unit.mass
    total = masses.total()
    return {shape for shape, mass in masses.items() if mass > _HOME * total}


def _heading_shapes(
    units: Sequence[Unit], parents: set[HtmlElement | None]
) -> set[tuple[str, str]]:
    """The shapes of lines that stand twice over the story's own text, beside its paragraphs."""
    counts: Counter[tuple[str, str]] = Counter()
    for unit, following in pairwise(units):
        is_over_text = following.mass > 0 or following.kind is BlockKind.ITEM
        is_line = len(unit.text.split()) >= _HEADING_WORDS and unit.element.getparent() in parents
        counts[_shape(unit.element)] += is_line and is_over_text
    return {shape for shape, count in counts.items() if count > 1}


def _is_stray(unit: Unit, homes: set[tuple[str, str]], parents: set[HtmlElement | None]) -> bool:
    element = unit.element
    if unit.kind is not BlockKind.PARAGRAPH or unit.ends or len(unit.text) > _LONGEST:
        return False
    if element.tag not in _BOXES or _shape(element) in homes or unit.is_bold:
        return False
    is_heading = _NAMES_HEADING.search(element.get("class", "")) is not None
    return not (is_heading and element.getparent() in parents)


def _is_of_dateline(unit: Unit) -> bool:
    """Whether ``unit`` is a short line in a short block that gives a date: `बरेली,`."""
    if unit.ends or len(unit.text) > _DATELINE or unit.kind is BlockKind.HEADING:
        return False
    around = unit.element.getparent()
    if around is None or around.tag not in {"ul", "ol", "div", "span", "p"}:
        return False
    length = 0
    pieces: list[str] = []
    for text in around.itertext():
        length += len(text.strip())
        pieces.append(text)
        if length > _DATELINE:
            return False
    return any(is_date_line(text.strip(" ()")) for text in pieces)


def _is_foreign(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether it is in another script than the story before it: `English summary`."""
    if len(units) < 2 or _DEVANAGARI.search(unit.text) or len(unit.text) > 3 * _LONGEST:
        return False
    return unit.kind is not BlockKind.QUOTE and len(fold(unit.text)) > 1
