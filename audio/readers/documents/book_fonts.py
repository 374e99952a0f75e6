"""Which text of a book's pages is in a legacy font: by its style sheets, or by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from audio import regex
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.documents.book_sheets import find_keys, read_rules
from audio.readers.documents.legacy_fonts import LegacyFont, convert, find_named_font, guess_font

_FAMILY = regex.compile(r"font(?:-family)?\s*+:\s*+(?P<names>[^;]++)", regex.IGNORECASE)
_MUTE = frozenset({"script", "style"})
_SAMPLE = 100_000
"""Characters by which a page's font is told from its words."""


class BookFonts:
    """What the style sheets of a book say, as far as tags and classes tell it."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._of: dict[tuple[str, str], LegacyFont | None] = {}
        """(tag, class), either of which may be empty → the font of such elements."""
        self.used: Counter[LegacyFont] = Counter()
        """Legacy font → elements in it, of the pages converted so far."""
        for sheet in sheets:
            for rule in read_rules(sheet):
                if family := _FAMILY.search(rule.body):
                    self._of[rule.tag, rule.name] = find_named_font(family["names"])

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
            fonts[element] = font = self._find_font(element, inherited)
            if font is not None and (element.text or "").strip():
                self.used[font] += 1
            if element is not body:
                element.tail = convert(element.tail or "", inherited, origin)
            if get_name(element) not in _MUTE and isinstance(element.tag, str):
                element.text = convert(element.text or "", fonts[element], origin)

    def _find_font(self, element: Any, inherited: LegacyFont | None) -> LegacyFont | None:
        """The font of ``element``: the nearest rule's, or that of what it stands in."""
        inline = _FAMILY.search(get_attribute(element, "style"))
        if inline or get_attribute(element, "face"):
            return find_named_font(inline["names"] if inline else get_attribute(element, "face"))
        return next((self._of[key] for key in find_keys(element) if key in self._of), inherited)
