"""The numbers of Word's lists, which are nowhere written but counted (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from typing import Any, NamedTuple

from audio.readers.documents.hardened_xml import find_children, get_attribute

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_CONSONANTS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_LEVELS = 9


class ListNumber(NamedTuple):
    """The number or bullet of a list's item, and how deep the item stands."""

    label: str
    """`2. `; empty for a bullet."""
    depth: int
    """From 1."""


class DocxLists:
    """Every list of a document, counted as it is read."""

    def __init__(self, root: Any | None) -> None:
        self._formats: dict[str, list[tuple[str, int]]] = {}
        """Abstract list → for each level its format and where it starts."""
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        for abstract in find_children(root, "abstractNum"):
            self._formats[get_attribute(abstract, "abstractNumId")] = _read_levels(abstract)
        for number in find_children(root, "num"):
            link = next(find_children(number, "abstractNumId"), None)
            if link is not None:
                self._lists[get_attribute(number, "numId")] = get_attribute(link, "val")

    def count_item(self, paragraph: Any, of_style: Any | None) -> ListNumber | None:
        """The next number of the list that ``paragraph`` is in; None when it is in none."""
        properties = next(find_children(paragraph, "pPr"), None)
        own = next(find_children(properties, "numPr"), None) if properties is not None else None
        element = own if own is not None else of_style
        if element is None:
            return None
        name = _read_value(element, "numId", "")
        level = min(int(_read_value(element, "ilvl", "0")), _LEVELS - 1)
        if name in {"", "0"}:
            return None  # 17.9.18: 0 takes a paragraph out of its style's list
        return ListNumber(self._count_label(name, level), level + 1)

    def _count_label(self, name: str, level: int) -> str:
        formats = self._formats.get(self._lists.get(name, ""), [])
        if level >= len(formats):
            return ""
        counts = self._counts.setdefault(name, [start - 1 for _, start in formats])
        counts[level] += 1
        for deeper in range(level + 1, len(formats)):
            counts[deeper] = formats[deeper][1] - 1
        return _format_number(counts[level], formats[level][0])


def _read_levels(abstract: Any) -> list[tuple[str, int]]:
    return [
        (
            _read_value(level, "numFmt", "decimal", digits=False),
            int(_read_value(level, "start", "1")),
        )
        for level in find_children(abstract, "lvl")
    ][:_LEVELS]


def _read_value(element: Any, name: str, default: str, *, digits: bool = True) -> str:
    child = next(find_children(element, name), None)
    value = get_attribute(child, "val") if child is not None else ""
    if digits and not (value.isascii() and value.isdigit() and len(value) < 9):
        return default
    return value or default


def _format_number(count: int, form: str) -> str:
    """As it is read out; a bullet, and what no Hindi text counts by, is silent."""
    if form in {"decimal", "decimalZero"}:
        return f"{count}. "
    if form == "hindiNumbers":
        return f"{str(count).translate(_DEVANAGARI)}. "
    if form in {"hindiConsonants", "hindiVowels"} and 0 < count <= len(_CONSONANTS):
        return f"({_CONSONANTS[count - 1]}) "
    return ""
