"""Which text of a page is in a legacy font, and what it reads as."""

from __future__ import annotations

import regex
from lxml.html import HtmlElement

from audio.readers.legacy_fonts import LegacyFont, as_shown, font_named, font_of

_FAMILY = regex.compile(r"font(?:-family)?\s*+:\s*+([^;]++)", regex.IGNORECASE)
_ENGLISH = regex.compile(r"(?<![A-Za-z])(?:the|and|of|to|in|is|for|by|with|on)(?![A-Za-z])")
_SAMPLE = 100_000
"""Characters by which a page's font is told from its words."""


class FontReader:
    """Converts the text of nodes that a legacy font shows."""

    def __init__(self, root: HtmlElement, origin: str) -> None:
        self._origin = origin
        self._fonts: dict[HtmlElement, LegacyFont | None] = {}
        named = any(font_named(element.get("face", "")) for element in root.iter("font"))
        self._whole = None if named else font_of(_prose(root))
        """The font of a page that names none but in a style sheet."""

    def convert(self, text: str, element: HtmlElement) -> str:
        """``text`` in Unicode, as the font of ``element`` shows it.

        Raises:
            SourceError: the font is a legacy one that is not read.
        """
        font = self._font(element)
        if font is None and self._whole is not None and not _ENGLISH.search(text):
            font = self._whole
        return as_shown(text, font, self._origin)

    def _font(self, element: HtmlElement) -> LegacyFont | None:
        """The legacy font that ``element`` or the nearest element around it names."""
        chain: list[HtmlElement] = []
        found: LegacyFont | None = None
        at: HtmlElement | None = element
        while at is not None:
            if at in self._fonts:
                found = self._fonts[at]
                break
            chain.append(at)
            family = at.get("face") or _family(at.get("style"))
            if family:
                found = font_named(family)
                break
            at = at.getparent()
        self._fonts.update(dict.fromkeys(chain, found))
        return found


def _family(style: str | None) -> str:
    match = _FAMILY.search(style) if style else None
    return match[1] if match else ""


def _prose(root: HtmlElement) -> str:
    parts: list[str] = []
    length = 0
    for element in root.iter("p", "div", "td", "font", "span"):
        parts.append(" ".join([element.text or "", *(child.tail or "" for child in element)]))
        length += len(parts[-1])
        if length > _SAMPLE:
            break
    return " ".join(parts)
