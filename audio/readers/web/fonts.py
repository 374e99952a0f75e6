"""Which text of a page is in a legacy font, and what it reads as."""

from __future__ import annotations

from lxml.html import HtmlElement

from audio import regex
from audio.readers.documents.legacy_fonts import convert, find_named_font, guess_font
from audio.readers.documents.legacy_titles import find_title_font, is_english

_FAMILY = regex.compile(r"font(?:-family)?\s*+:\s*+([^;]++)", regex.IGNORECASE)
_SAMPLE = 100_000
"""Characters by which a page's font is told from its words."""


class FontReader:
    """Converts the text of nodes that a legacy font shows."""

    def __init__(self, root: HtmlElement, origin: str) -> None:
        self._origin = origin
        self._families: dict[HtmlElement, str] = {}
        self._is_named = any(
            find_named_font(element.get("face", "")) for element in root.iter("font")
        )
        self._prose = guess_font(_read_prose(root))
        self._whole = None if self._is_named else self._prose
        """The font of a page that names none but in a style sheet."""

    def convert(self, text: str, element: HtmlElement) -> str:
        """``text`` in Unicode, as the font of ``element`` shows it.

        Raises:
            SourceError: the font is a legacy one that is not read.
        """
        family = self._find_family(element)
        font = find_named_font(family)
        may_be_legacy = self._is_named or self._whole is not None
        if font is None and may_be_legacy and not is_english(text):
            font = self._whole
            if self._is_named and not family:
                font = guess_font(text)  # the style sheet names it, as for a headline
        return convert(text, font, self._origin)

    def convert_declared(self, text: str, *, is_title: bool = False) -> str:
        """``text``, which the page's data or headline hold, in Unicode.

        Raises:
            SourceError: the font is a legacy one that is not read.
        """
        if not (self._is_named or self._prose) or is_english(text):
            return text
        font = find_title_font(text, self._prose) if is_title else guess_font(text)
        return convert(text, font or guess_font(text), self._origin)

    def _find_family(self, element: HtmlElement) -> str:
        """The font that ``element`` or the nearest element around it names."""
        chain: list[HtmlElement] = []
        found = ""
        at: HtmlElement | None = element
        while at is not None:
            if at in self._families:
                found = self._families[at]
                break
            chain.append(at)
            found = at.get("face") or _read_family(at.get("style"))
            if found:
                break
            at = at.getparent()
        self._families.update(dict.fromkeys(chain, found))
        return found


def _read_family(style: str | None) -> str:
    match = _FAMILY.search(style) if style else None
    return match[1] if match else ""


def _read_prose(root: HtmlElement) -> str:
    parts: list[str] = []
    length = 0
    for element in root.iter("p", "div", "td", "font", "span"):
        parts.append(" ".join([element.text or "", *(child.tail or "" for child in element)]))
        length += len(parts[-1])
        if length > _SAMPLE:
            break
    return " ".join(parts)
