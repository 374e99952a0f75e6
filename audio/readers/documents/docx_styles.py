"""What a Word paragraph's style makes of it (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from audio import regex
from audio.readers.article.hardened_xml import find_children, find_first, get_attribute, get_name

_HEADING = regex.compile(r"(?:heading|शीर्षक) ?([1-9])", regex.IGNORECASE)
_CONTENTS = regex.compile(r"(?:toc [1-9]|toc heading|table of figures)", regex.IGNORECASE)
_OFF = {"0", "false", "off"}
_LONGEST_CHAIN = 20
"""Styles based on each other; a circle has no end."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph is by its style: a heading, a quotation, a caption…"""

    level: int = 0
    """Of a heading, from 1; 0 for none."""
    is_title: bool = False
    is_quote: bool = False
    is_contents: bool = False
    """Whether it is a line of the table of contents."""
    is_caption: bool = False
    """Whether it is what is said of a picture or a table."""
    numbering: Any | None = None
    """The style's own ``numPr``, when it has one."""


class DocxStyles:
    """The styles of a document, by id."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        for style in find_children(root, "style") if root is not None else ():
            self._styles[get_attribute(style, "styleId")] = style
        self._looks: dict[str, ParagraphStyle] = {}
        self._fonts: dict[str, str] = {}
        self._toggles: dict[tuple[str, str], bool | None] = {}
        defaults = find_first(root, "rPrDefault") if root is not None else None
        self._usual = _read_font(find_first(defaults, "rPr")) if defaults is not None else ""
        usual = (
            name
            for name, style in self._styles.items()
            if get_attribute(style, "default") in {"1", "true"}
            and get_attribute(style, "type") == "paragraph"
        )
        self._usual_style = next(usual, "")

    def find_style(self, paragraph: Any) -> ParagraphStyle:
        """What ``paragraph``, a ``w:p``, is by its own outline level or its style."""
        properties = next(find_children(paragraph, "pPr"), None)
        if properties is None:
            return ParagraphStyle()
        style = next(find_children(properties, "pStyle"), None)
        look = (
            self._find_named(get_attribute(style, "val")) if style is not None else ParagraphStyle()
        )
        level = _read_outline_level(properties)
        if level is None:
            return look
        return replace(look, level=level)

    def find_font(self, run: Any) -> str:
        """The font of the letters of ``run``, a ``w:r``: its own, or that of the nearest style."""
        properties = next(find_children(run, "rPr"), None)
        if properties is not None:
            style = next(find_children(properties, "rStyle"), None)
            named = self._find_style_font(get_attribute(style, "val")) if style is not None else ""
            if own := _read_font(properties) or named:
                return own
        paragraph = next((one for one in run.iterancestors() if get_name(one) == "p"), None)
        about = next(find_children(paragraph, "pPr"), None) if paragraph is not None else None
        style = next(find_children(about, "pStyle"), None) if about is not None else None
        name = get_attribute(style, "val") if style is not None else self._usual_style
        return self._find_style_font(name) or self._usual

    def has_toggle(self, run: Any, name: str) -> bool:
        """Whether ``run``, a ``w:r``, has the property ``name``, `strike` or `vanish` say.

        Its own wins over that of its style, and that over its paragraph's (17.7.3).
        """
        properties = next(find_children(run, "rPr"), None)
        own = _read_toggle(properties, name)
        if own is not None:
            return own
        paragraph = next((one for one in run.iterancestors() if get_name(one) == "p"), None)
        about = next(find_children(paragraph, "pPr"), None) if paragraph is not None else None
        for element, kind in ((properties, "rStyle"), (about, "pStyle")):
            style = next(find_children(element, kind), None) if element is not None else None
            if style is not None:
                found = self._find_style_toggle(get_attribute(style, "val"), name)
                if found is not None:
                    return found
        return False

    def _find_style_toggle(self, style: str, name: str) -> bool | None:
        """What a style, or the nearest one it is based on, says; None when none does."""
        key = (style, name)
        if key not in self._toggles:
            self._toggles[key] = None
            for element in self._follow(style):
                own = _read_toggle(next(find_children(element, "rPr"), None), name)
                if own is not None:
                    self._toggles[key] = own
                    break
        return self._toggles[key]

    def _follow(self, name: str) -> Iterator[Any]:
        """The style of that name, and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            based = next(find_children(style, "basedOn"), None)
            name = get_attribute(based, "val") if based is not None else ""

    def _find_style_font(self, name: str) -> str:
        """The font of a style, or of that it is based on; empty when none is named."""
        if name not in self._fonts:
            fonts = (
                _read_font(next(find_children(one, "rPr"), None)) for one in self._follow(name)
            )
            self._fonts[name] = next(filter(None, fonts), "")
        return self._fonts[name]

    def _find_named(self, name: str) -> ParagraphStyle:
        if name not in self._looks:
            self._looks[name] = self._follow_chain(name)
        return self._looks[name]

    def _follow_chain(self, name: str) -> ParagraphStyle:
        """The style's look, or that of the style it is based on."""
        names = [name, *(get_attribute(style, "styleId") for style in self._follow(name))]
        looks = map(self._read_style, names)
        return next((look for look in looks if look != ParagraphStyle()), ParagraphStyle())

    def _read_style(self, name: str) -> ParagraphStyle:
        style = self._styles.get(name)
        shown = next(find_children(style, "name"), None) if style is not None else None
        title = get_attribute(shown, "val") if shown is not None else name
        heading = _HEADING.fullmatch(title)
        properties = next(find_children(style, "pPr"), None) if style is not None else None
        level = _read_outline_level(properties) if properties is not None else None
        numbering = find_first(properties, "numPr") if properties is not None else None
        return ParagraphStyle(
            level=int(heading[1]) if heading else level or 0,
            is_title=title.lower() == "title",
            is_quote="quote" in title.lower(),
            is_contents=bool(_CONTENTS.fullmatch(title)),
            is_caption=title.lower() == "caption",
            numbering=numbering,
        )


def find_script(run: Any) -> str:
    """`super` or `sub`; empty for letters on the line (17.3.2.42)."""
    properties = next(find_children(run, "rPr"), None)
    align = next(find_children(properties, "vertAlign"), None) if properties is not None else None
    return get_attribute(align, "val").removesuffix("script") if align is not None else ""


def _read_font(properties: Any | None) -> str:
    """What shows letters of the Latin codes, which are the only ones that legacy fonts have."""
    fonts = next(find_children(properties, "rFonts"), None) if properties is not None else None
    return (
        get_attribute(fonts, "ascii") or get_attribute(fonts, "hAnsi") if fonts is not None else ""
    )


def _read_toggle(properties: Any | None, name: str) -> bool | None:
    """A property that is on, off, or not given (None), of a run or a style."""
    element = next(find_children(properties, name), None) if properties is not None else None
    return None if element is None else get_attribute(element, "val") not in _OFF


def _read_outline_level(properties: Any) -> int | None:
    """The outline level from 1; 0 for body text (written as 9); None when not given."""
    element = next((one for one in properties if get_name(one) == "outlineLvl"), None)
    value = get_attribute(element, "val") if element is not None else ""
    if value not in set("0123456789"):
        return None
    return 0 if value in {"", "9"} else int(value) + 1
