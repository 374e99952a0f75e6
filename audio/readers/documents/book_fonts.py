"""Which text of a book's pages is in a legacy font: by its style sheets, or by its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import regex

from audio.readers.documents.hardened_xml import get_attribute, get_name
from audio.readers.documents.legacy_fonts import LegacyFont, convert, find_named_font, guess_font

_FAMILY = regex.compile(r"font(?:-family)?\s*+:\s*+(?P<names>[^;]++)", regex.IGNORECASE)
_SIMPLE = regex.compile(r"(?P<tag>[a-z][a-z0-9]*+|\*)?(?:\.(?P<name>[\w-]++))?", regex.IGNORECASE)
_MUTE = frozenset({"script", "style"})
_SAMPLE = 100_000
"""Characters by which a page's font is told from its words."""


class BookFonts:
    """What the style sheets of a book say, as far as tags and classes tell it."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._of: dict[tuple[str, str], LegacyFont | None] = {}
        """(tag, class), either of which may be empty → the font of such elements."""
        for sheet in sheets:
            for rule in _drop_comments(sheet).split("}"):
                before, _, body = rule.rpartition("{")
                family = _FAMILY.search(body)
                if family:
                    self._add_rule(before.rpartition("{")[2], find_named_font(family["names"]))

    def convert(self, body: Any, origin: str) -> None:
        """Put what legacy fonts show in ``body`` into Unicode, in the tree itself.

        Raises:
            SourceError: it is in a legacy font that is not read.
        """
        whole = guess_font("".join(body.itertext())[:_SAMPLE])
        fonts: dict[Any, LegacyFont | None] = {}
        for element in body.iter():
            parent = element.getparent()
            inherited = fonts.get(parent, whole) if element is not body else whole
            fonts[element] = self._find_font(element, inherited)
            if element is not body:
                element.tail = convert(element.tail or "", inherited, origin)
            if get_name(element) not in _MUTE and isinstance(element.tag, str):
                element.text = convert(element.text or "", fonts[element], origin)

    def _add_rule(self, selectors: str, font: LegacyFont | None) -> None:
        for selector in selectors.split(","):
            found = _SIMPLE.fullmatch(selector.strip().rpartition(" ")[2])
            if found and found[0]:
                tag = (found["tag"] or "").lower().replace("*", "body")
                self._of[tag, found["name"] or ""] = font

    def _find_font(self, element: Any, inherited: LegacyFont | None) -> LegacyFont | None:
        """The font of ``element``: the nearest rule's, or that of what it stands in."""
        inline = _FAMILY.search(get_attribute(element, "style"))
        if inline or get_attribute(element, "face"):
            return find_named_font(inline["names"] if inline else get_attribute(element, "face"))
        tag = get_name(element).lower()
        names = get_attribute(element, "class").split()[:20]
        for key in [*((tag, name) for name in names), *(("", name) for name in names), (tag, "")]:
            if key in self._of:
                return self._of[key]
        return inherited


def _drop_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)
