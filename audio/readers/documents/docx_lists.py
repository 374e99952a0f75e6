"""The numbers of Word's lists, which are nowhere written but counted (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from typing import Any, NamedTuple

from audio.readers.documents.hardened_xml import attribute, children

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_CONSONANTS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_LEVELS = 9


class Number(NamedTuple):
    """What precedes an item."""

    label: str
    """`2. `; empty for a bullet."""
    depth: int
    """From 1."""


class Numbering:
    """Every list of a document, counted as it is read."""

    def __init__(self, root: Any | None) -> None:
        self._formats: dict[str, list[tuple[str, int]]] = {}
        """Abstract list → for each level its format and where it starts."""
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        for abstract in children(root, "abstractNum"):
            self._formats[attribute(abstract, "abstractNumId")] = _levels(abstract)
        for number in children(root, "num"):
            link = next(children(number, "abstractNumId"), None)
            if link is not None:
                self._lists[attribute(number, "numId")] = attribute(link, "val")

    def number(self, paragraph: Any, of_style: Any | None) -> Number | None:
        """The next number of the list that ``paragraph`` is in; None when it is in none."""
        properties = next(children(paragraph, "pPr"), None)
        own = next(children(properties, "numPr"), None) if properties is not None else None
        element = own if own is not None else of_style
        if element is None:
            return None
        name = _value(element, "numId", "")
        level = min(int(_value(element, "ilvl", "0")), _LEVELS - 1)
        if name in {"", "0"}:
            return None  # 17.9.18: 0 takes a paragraph out of its style's list
        return Number(self._label(name, level), level + 1)

    def _label(self, name: str, level: int) -> str:
        formats = self._formats.get(self._lists.get(name, ""), [])
        if level >= len(formats):
            return ""
        counts = self._counts.setdefault(name, [start - 1 for _, start in formats])
        counts[level] += 1
        for deeper in range(level + 1, len(formats)):
            counts[deeper] = formats[deeper][1] - 1
        return _formatted(counts[level], formats[level][0])


def _levels(abstract: Any) -> list[tuple[str, int]]:
    return [
        (_value(level, "numFmt", "decimal", digits=False), int(_value(level, "start", "1")))
        for level in children(abstract, "lvl")
    ][:_LEVELS]


def _value(element: Any, name: str, default: str, *, digits: bool = True) -> str:
    child = next(children(element, name), None)
    value = attribute(child, "val") if child is not None else ""
    if digits and not (value.isascii() and value.isdigit() and len(value) < 9):
        return default
    return value or default


def _formatted(count: int, form: str) -> str:
    """As it is read out; a bullet, and what no Hindi text counts by, is silent."""
    if form in {"decimal", "decimalZero"}:
        return f"{count}. "
    if form == "hindiNumbers":
        return f"{str(count).translate(_DEVANAGARI)}. "
    if form in {"hindiConsonants", "hindiVowels"} and 0 < count <= len(_CONSONANTS):
        return f"({_CONSONANTS[count - 1]}) "
    return ""
