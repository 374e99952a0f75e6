"""Readings over words in hypertext: `<ruby>東京<rt>टोक्यो</rt></ruby>`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from audio.readers.article.hardened_xml import get_name
from audio.readers.article.ruby import is_said_for


def read_ruby(root: Any) -> None:
    """Put readings in Devanagari in the place of the words of other letters below ``root``."""
    for ruby in list(_find_outermost(root)):
        parts = list(_list_parts(ruby))
        reading = "".join(text for kind, text in parts if kind == "rt").strip()
        if is_said_for(reading, "".join(text for kind, text in parts if not kind)):
            del ruby[:]
            ruby.text = reading


def _find_outermost(root: Any) -> Iterator[Any]:
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if get_name(element) == "ruby":
            yield element
            walker.skip_subtree()


def _list_parts(ruby: Any) -> Iterator[tuple[str, str]]:
    """Each text in ``ruby`` with what it is in: `rt` a reading, `rp` its brackets, or the word."""
    kinds = [""]
    for event, element in etree.iterwalk(ruby, events=("start", "end")):
        name = get_name(element)
        if event == "start":
            kinds.append(name if name in {"rt", "rp"} else kinds[-1])
            yield kinds[-1], element.text or ""
        else:
            kinds.pop()
            yield kinds[-1], (element.tail or "") if element is not ruby else ""
