"""What a Word paragraph's style makes of it (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import regex

from audio.readers.documents.hardened_xml import attribute, children, first, local

_HEADING = regex.compile(r"(?:heading|शीर्षक) ?([1-9])", regex.IGNORECASE)
_CONTENTS = regex.compile(r"(?:toc [1-9]|toc heading|table of figures)", regex.IGNORECASE)
_LONGEST_CHAIN = 20
"""Styles based on each other; a circle has no end."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is."""

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


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        for style in children(root, "style") if root is not None else ():
            self._styles[attribute(style, "styleId")] = style
        self._looks: dict[str, Look] = {}
        self._fonts: dict[str, str] = {}
        defaults = first(root, "rPrDefault") if root is not None else None
        self._usual = _font(first(defaults, "rPr")) if defaults is not None else ""
        usual = (s for s in self._styles if attribute(self._styles[s], "default") in {"1", "true"}
                 and attribute(self._styles[s], "type") == "paragraph")  # fmt: skip
        self._usual_style = next(usual, "")

    def look(self, paragraph: Any) -> Look:
        """What ``paragraph``, a ``w:p``, is by its own outline level or its style."""
        properties = next(children(paragraph, "pPr"), None)
        if properties is None:
            return Look()
        style = next(children(properties, "pStyle"), None)
        look = self._of(attribute(style, "val")) if style is not None else Look()
        level = _outline(properties)
        if level is None:
            return look
        return replace(look, level=level)

    def font(self, run: Any) -> str:
        """The font of the letters of ``run``, a ``w:r``: its own, or that of the nearest style."""
        properties = next(children(run, "rPr"), None)
        if properties is not None:
            style = next(children(properties, "rStyle"), None)
            named = self._font_of(attribute(style, "val")) if style is not None else ""
            if own := _font(properties) or named:
                return own
        paragraph = next((one for one in run.iterancestors() if local(one) == "p"), None)
        about = next(children(paragraph, "pPr"), None) if paragraph is not None else None
        style = next(children(about, "pStyle"), None) if about is not None else None
        name = attribute(style, "val") if style is not None else self._usual_style
        return self._font_of(name) or self._usual

    def _font_of(self, name: str) -> str:
        """The font of a style, or of that it is based on; empty when none is named."""
        if name not in self._fonts:
            self._fonts[name] = ""
            at = name
            for _ in range(_LONGEST_CHAIN):
                style = self._styles.get(at)
                if style is None:
                    break
                if own := _font(next(children(style, "rPr"), None)):
                    self._fonts[name] = own
                    break
                based = next(children(style, "basedOn"), None)
                at = attribute(based, "val") if based is not None else ""
        return self._fonts[name]

    def _of(self, name: str) -> Look:
        if name not in self._looks:
            self._looks[name] = self._found(name)
        return self._looks[name]

    def _found(self, name: str) -> Look:
        """The style's look, or that of the style it is based on."""
        for _ in range(_LONGEST_CHAIN):
            look = self._own(name)
            if look != Look():
                return look
            style = self._styles.get(name)
            based = next(children(style, "basedOn"), None) if style is not None else None
            if based is None:
                break
            name = attribute(based, "val")
        return Look()

    def _own(self, name: str) -> Look:
        style = self._styles.get(name)
        shown = next(children(style, "name"), None) if style is not None else None
        title = attribute(shown, "val") if shown is not None else name
        heading = _HEADING.fullmatch(title)
        properties = next(children(style, "pPr"), None) if style is not None else None
        level = _outline(properties) if properties is not None else None
        numbering = first(properties, "numPr") if properties is not None else None
        return Look(
            level=int(heading[1]) if heading else level or 0,
            is_title=title.lower() == "title",
            is_quote="quote" in title.lower(),
            is_contents=bool(_CONTENTS.fullmatch(title)),
            is_caption=title.lower() == "caption",
            numbering=numbering,
        )


def _font(properties: Any | None) -> str:
    """What shows letters of the Latin codes, which are the only ones that legacy fonts have."""
    fonts = next(children(properties, "rFonts"), None) if properties is not None else None
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi") if fonts is not None else ""


def _outline(properties: Any) -> int | None:
    """The outline level from 1; 0 for body text (written as 9); None when not given."""
    element = next((one for one in properties if local(one) == "outlineLvl"), None)
    value = attribute(element, "val") if element is not None else ""
    if value not in set("0123456789"):
        return None
    return 0 if value in {"", "9"} else int(value) + 1
