"""The numbers of Word's lists, which are nowhere written but counted (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from typing import Any, NamedTuple

from audio import regex
from audio.readers.article.hardened_xml import find_children, get_attribute
from audio.readers.article.list_numbers import read_whole_number, write_number

_FORMS = {
    "decimal": "1", "decimalZero": "1", "hindiNumbers": "०", "hindiCounting": "1",
    "hindiConsonants": "क", "hindiVowels": "अ", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I", "ordinal": "1", "cardinalText": "1", "ordinalText": "1",
}  # fmt: skip
"""Word's formats → forms of ``write_number``; a bullet, `none` and the rest are silent."""
_LEVELS = 9
_PLACE = regex.compile(r"%([1-9])")
_LONGEST_TEXT = 100


class ListNumber(NamedTuple):
    """The number or bullet of a list's item, and how deep the item stands."""

    label: str
    """`2. `, `धारा 1: `; empty for a bullet."""
    depth: int
    """From 1."""


class _Level(NamedTuple):
    form: str
    start: int
    text: str
    """`%1.%2`, its numbers by their levels."""
    restarts: bool
    is_legal: bool
    """Whether all its numbers are in digits."""


class DocxLists:
    """Every list of a document, counted as it is read."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, list[_Level]] = {}
        """Abstract list → its levels."""
        self._lists: dict[str, str] = {}
        """List → its abstract list, which lists may share, and then count on together."""
        self._restarts: dict[str, dict[int, int]] = {}
        """List → level → number that the list starts at anew."""
        self._counts: dict[str, list[int]] = {}
        for abstract in find_children(root, "abstractNum") if root is not None else ():
            name = get_attribute(abstract, "abstractNumId")
            self._levels[name] = [_read_level(one) for one in find_children(abstract, "lvl")][
                :_LEVELS
            ]
        for number in find_children(root, "num") if root is not None else ():
            self._read_list(number)

    def _read_list(self, number: Any) -> None:
        name = get_attribute(number, "numId")
        link = next(find_children(number, "abstractNumId"), None)
        if link is None:
            return
        self._lists[name] = get_attribute(link, "val")
        for override in find_children(number, "lvlOverride"):
            level = read_whole_number(get_attribute(override, "ilvl"), 0)
            own = next(find_children(override, "lvl"), None)
            if own is not None:
                self._override_level(name, level, _read_level(own))
            start = _read_value(override, "startOverride", "")
            if start:
                self._restarts.setdefault(name, {})[level] = int(start)

    def _override_level(self, name: str, level: int, own: _Level) -> None:
        """The list has that level of its own, and so counts by itself."""
        levels = list(self._levels.get(self._lists[name], ()))
        if level < len(levels):
            levels[level] = own
            self._lists[name] = f"{name} of its own"
            self._levels[self._lists[name]] = levels

    def count_item(self, paragraph: Any, of_style: Any | None) -> ListNumber | None:
        """The next number of the list that ``paragraph`` is in; None when it is in none."""
        properties = next(find_children(paragraph, "pPr"), None)
        own = next(find_children(properties, "numPr"), None) if properties is not None else None
        of_list = [element for element in (own, of_style) if element is not None]
        name = next(filter(None, (_read_value(one, "numId", "") for one in of_list)), "")
        if name in {"", "0"}:
            return None  # 17.9.18: 0 takes a paragraph out of its style's list
        levels = (_read_value(one, "ilvl", "") for one in of_list)
        level = min(int(next(filter(None, levels), "0")), _LEVELS - 1)
        return ListNumber(self._count_label(name, level), level + 1)

    def _count_label(self, name: str, level: int) -> str:
        shared = self._lists.get(name, "")
        levels = self._levels.get(shared, [])
        if level >= len(levels):
            return ""
        counts = self._counts.setdefault(shared, [one.start - 1 for one in levels])
        for at, start in self._restarts.pop(name, {}).items():
            if at < len(levels):
                counts[at] = start - 1
        counts[level] += 1
        for deeper in range(level + 1, len(levels)):
            if levels[deeper].restarts:
                counts[deeper] = levels[deeper].start - 1
        return _write_label(levels, counts, level)


def _write_label(levels: list[_Level], counts: list[int], level: int) -> str:
    """The number as it is printed; one with nothing around it is given a stop."""
    own = levels[level]
    if not own.form:
        return ""

    def write(match: regex.Match[str]) -> str:
        at = int(match[1]) - 1
        if at >= len(levels):
            return ""
        # A level of which nothing stands before it counts as begun.
        count = max(counts[at], levels[at].start) if at < level else counts[at]
        return write_number(count, "1" if own.is_legal else levels[at].form)

    label = _PLACE.sub(write, own.text).strip()
    if not label:
        return ""
    return f"{label}. " if label.isalnum() else f"{label} "


def _read_level(level: Any) -> _Level:
    number = read_whole_number(get_attribute(level, "ilvl"), 0) + 1
    text = next(find_children(level, "lvlText"), None)
    return _Level(
        _FORMS.get(_read_value(level, "numFmt", "decimal", digits=False), ""),
        int(_read_value(level, "start", "1")),
        f"%{number}." if text is None else get_attribute(text, "val")[:_LONGEST_TEXT],
        _read_value(level, "lvlRestart", "") != "0",
        next(find_children(level, "isLgl"), None) is not None,
    )


def _read_value(element: Any, name: str, default: str, *, digits: bool = True) -> str:
    child = next(find_children(element, name), None)
    value = get_attribute(child, "val") if child is not None else ""
    if digits and not (value.isascii() and value.isdigit() and len(value) < 9):
        return default
    return value or default
