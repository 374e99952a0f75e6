"""The rules of a book's style sheets, as far as a tag and a class tell what they are of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from audio import regex
from audio.readers.article.hardened_xml import get_attribute, get_name

_SIMPLE = regex.compile(r"(?P<tag>[a-z][a-z0-9]*+|\*)?(?:\.(?P<name>[\w-]++))?", regex.IGNORECASE)
_BRACE = regex.compile(r"([^{}]*+)([{}])")
_USUAL = regex.compile(r"@(?:charset|namespace)|@media\s++(?:only\s++)?(?:screen|all)\s*+$")


class SheetRule(NamedTuple):
    """What is declared for the elements of a tag, a class or both."""

    tag: str
    """In small letters; empty for any."""
    name: str
    """The class; empty for any."""
    is_always: bool
    """Whether it is of all such elements: neither `.a p` nor under `@media print`."""
    body: str
    """Its declarations, `color: red; display: none`."""


def read_rules(sheet: str) -> Iterator[SheetRule]:
    """The rules of ``sheet`` in their order; those of other selectors are passed over."""
    opened: list[tuple[str, bool]] = []
    for text, brace in _BRACE.findall(_drop_comments(sheet)):
        if brace == "{":
            before = text.rpartition(";")[2].strip()
            is_usual = not before.startswith("@") or bool(_USUAL.match(before))
            opened.append((before, is_usual and (not opened or opened[-1][1])))
        elif opened:
            selectors, is_usual = opened.pop()
            if not selectors.startswith("@"):
                yield from _read_selectors(selectors, text, is_usual=is_usual)


def find_keys(element: Any) -> list[tuple[str, str]]:
    """The (tag, class) of rules that may be of ``element``, the most particular first."""
    tag = get_name(element).lower()
    names = get_attribute(element, "class").split()[:20]
    return [*((tag, name) for name in names), *(("", name) for name in names), (tag, "")]


def _read_selectors(selectors: str, body: str, *, is_usual: bool) -> Iterator[SheetRule]:
    for selector in selectors.split(","):
        around, _, last = selector.strip().rpartition(" ")
        found = _SIMPLE.fullmatch(last)
        if found and found[0]:
            tag = (found["tag"] or "").lower().replace("*", "body")
            yield SheetRule(tag, found["name"] or "", is_usual and not around, body)


def _drop_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)
