"""Readings over words in hypertext, Word and OpenDocument: `<ruby>東京<rt>टोक्यो</rt></ruby>`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from audio.readers.article.hardened_xml import get_name
from audio.readers.article.ruby import is_said_for

_KINDS = {"rt": "reading", "ruby-text": "reading", "rp": "bracket"}
"""What stands in these elements of a ruby; all else is the word."""


class _Text(NamedTuple):
    kind: str
    element: Any
    attribute: str
    """`text` or `tail`, where it stands."""
    text: str


def read_ruby(root: Any) -> None:
    """Leave of each ruby below ``root`` what is read: the word, or in its place the reading.

    The reading comes to where the word began, and so into its font.
    """
    for ruby in root.iter("{*}ruby"):
        if next(ruby.iterancestors("{*}ruby"), None) is None:
            _settle([one for one in _list_texts(ruby) if one.text.strip()])


def _settle(texts: list[_Text]) -> None:
    word = [one for one in texts if one.kind == "word"]
    reading = "".join(one.text for one in texts if one.kind == "reading").strip()
    is_said = is_said_for(reading, "".join(one.text for one in word))
    for one in texts:
        if is_said or one.kind != "word":
            setattr(one.element, one.attribute, None)
    if is_said:
        setattr(word[0].element, word[0].attribute, reading)


def _list_texts(ruby: Any) -> Iterator[_Text]:
    kinds = ["word"]
    for event, element in etree.iterwalk(ruby, events=("start", "end")):
        if event == "start":
            kinds.append(_KINDS.get(get_name(element), kinds[-1]))
            yield _Text(kinds[-1], element, "text", element.text or "")
        else:
            kinds.pop()
            if element is not ruby:
                yield _Text(kinds[-1], element, "tail", element.tail or "")
