"""How HTML's lists are numbered: from where, in what, and up or down."""

from __future__ import annotations

from typing import Any

from audio import regex
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.list_numbers import OpenList, read_whole_number

_STYLE = regex.compile(
    r"list-style(?:-type)?\s*+:[^;]*?(?<![\w-])(?P<form>none|decimal|devanagari|hindi"
    r"|(?:lower|upper)-(?:alpha|latin|roman))(?![\w-])",
    regex.IGNORECASE,
)
_FORMS = {
    "none": "", "decimal": "1", "devanagari": "०", "hindi": "०", "lower-alpha": "a",
    "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
}  # fmt: skip


def open_list(element: Any) -> OpenList:
    """The list that ``element``, an `ol`, `ul` or `dl`, begins."""
    if get_name(element) != "ol":
        return OpenList()
    is_down = "reversed" in element.attrib
    first = sum(get_name(one) == "li" for one in element) if is_down else 1
    number = read_whole_number(get_attribute(element, "start"), first)
    return OpenList(number, _read_form(element), -1 if is_down else 1)


def _read_form(element: Any) -> str:
    styled = _STYLE.search(get_attribute(element, "style"))
    if styled:
        return _FORMS[styled["form"].lower()]
    kind = get_attribute(element, "type")
    return kind if kind in {"a", "A", "i", "I"} else "1"
