"""The numbers of an OpenDocument text's lists and headings (part 3, 5.3 and 16.30 to 16.34)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.list_numbers import NUMBER_FORMS, read_whole_number, write_number

_OUTLINE = "outline"
_MOST_LEVELS = 10


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    form: str
    """One of ``NUMBER_FORMS``; "" for bullets."""
    prefix: str
    suffix: str
    start: int
    shown: int
    """How many levels' numbers stand in it: 2 in `1.1`."""


class OdtLists:
    """Every list style of a document, and how far each list has been counted."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in roots:
            for style in root.iter():
                if get_name(style) == "list-style":
                    self._read_style(style, get_attribute(style, "name"), "list-level-style")
                elif get_name(style) == "outline-style":
                    self._read_style(style, _OUTLINE, "outline-level-style")

    def _read_style(self, style: Any, name: str, kind: str) -> None:
        for element in style:
            if get_name(element).startswith(kind):
                level = read_whole_number(get_attribute(element, "level"), 0)
                if 0 < level <= _MOST_LEVELS:
                    self._levels.setdefault((name, level), _read_level(element))

    def restart(self, style: str, level: int) -> None:
        """The next item at that level of the list style is the first again."""
        self._counts.get(style, {}).pop(level, None)

    def count_item(self, style: str, level: int, start: str = "") -> str:
        """The label of the next item, `1.1 `; ``start`` is a number that it has itself."""
        known = self._levels.get((style, level))
        counts = self._counts.setdefault(style, {})
        first = known.start if known else 1
        count = counts[level] + 1 if level in counts else first
        counts[level] = read_whole_number(start, count)
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        if known is None or not known.form:
            return ""
        shown = range(max(1, level - known.shown + 1), level + 1)
        numbers = ".".join(self._write(style, one, counts) for one in shown)
        is_bare = numbers.isalnum() and not known.prefix.strip() and not known.suffix.strip()
        return f"{known.prefix}{numbers}{known.suffix}{'.' if is_bare else ''} ".lstrip()

    def count_heading(self, level: int) -> str:
        """The label of the next heading of that level; empty where headings have none."""
        return self.count_item(_OUTLINE, level) if (_OUTLINE, level) in self._levels else ""

    def _write(self, style: str, level: int, counts: dict[int, int]) -> str:
        known = self._levels.get((style, level))
        first = known.start if known else 1
        return write_number(counts.get(level, first), known.form if known and known.form else "1")


def _read_level(element: Any) -> _Level:
    form = get_attribute(element, "num-format").partition(",")[0]
    is_numbered = "bullet" not in get_name(element) and "image" not in get_name(element)
    if is_numbered and not any(str(key).endswith("num-format") for key in element.attrib):
        form = "1"
    form = "०" if form == "१" else form
    return _Level(
        (form if form in NUMBER_FORMS else "1") if is_numbered else "",
        get_attribute(element, "num-prefix"),
        get_attribute(element, "num-suffix"),
        read_whole_number(get_attribute(element, "start-value"), 1),
        read_whole_number(get_attribute(element, "display-levels"), 1),
    )
