"""What the styles of an OpenDocument text make of it (OpenDocument 1.3, part 3, chapter 16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from audio import regex
from audio.readers.article.hardened_xml import find_children, get_attribute, get_name

_LONGEST_CHAIN = 20
"""Styles derived from each other; a circle has no end."""
_LIFT = regex.compile(r"-?[0-9]{1,8}%?")


class OdtStyles:
    """The styles of a document, by name."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._parents: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._scripts: dict[str, str] = {}
        self._silent: dict[str, str] = {}
        self._faces: dict[str, str] = {}
        """What the document calls a font → its family."""
        self.usual_font = ""
        """The font of what has none."""
        for root in roots:
            for style in root.iter():
                self._read_style(style)

    def _read_style(self, style: Any) -> None:
        name = get_attribute(style, "name")
        kind = get_name(style)
        if kind == "style" and name not in self._parents:
            self._parents[name] = get_attribute(style, "parent-style-name")
            self._shown[name] = get_attribute(style, "display-name") or name
            self._fonts[name] = _read_font(style)
            self._scripts[name] = _read_script(style)
            self._silent[name] = _read_silence(style)
        elif kind == "default-style" and get_attribute(style, "family") == "paragraph":
            self.usual_font = self.usual_font or _read_font(style)
        elif kind == "font-face":
            self._faces[name] = get_attribute(style, "font-family")

    def find_names(self, style: str) -> set[str]:
        """The names of a style and of those it is derived from."""
        chain = list(self._follow(style))
        return {*chain, *(self._shown.get(name, name) for name in chain)}

    def find_font(self, style: str) -> str:
        """The font of a style, or of the one it is derived from; empty when none is named."""
        font = next(filter(None, (self._fonts.get(name) for name in self._follow(style))), "")
        return self._faces.get(font, font)

    def find_script(self, style: str) -> str:
        """`super` or `sub`, where the letters of a style stand above or below the line."""
        return self._scripts.get(style, "")

    def find_silence(self, style: str) -> str:
        """`struck` or `hidden`, where a style or one that it is derived from says so."""
        said = filter(None, (self._silent.get(name) for name in self._follow(style)))
        return next(said, "").removeprefix("no")

    def _follow(self, style: str) -> Iterator[str]:
        for _ in range(_LONGEST_CHAIN):
            if not style:
                return
            yield style
            style = self._parents.get(style, "")


def _read_font(style: Any) -> str:
    properties = _find_text_properties(style)
    if properties is None:
        return ""
    return get_attribute(properties, "font-name") or get_attribute(properties, "font-family")


def _read_silence(style: Any) -> str:
    """`struck` or `hidden` (20.365, 20.330); `no` where a style takes either back."""
    properties = _find_text_properties(style)
    if properties is None:
        return ""
    display = get_attribute(properties, "display")
    line = get_attribute(properties, "text-line-through-style") or get_attribute(
        properties, "text-line-through-type"
    )
    if display == "none":
        return "hidden"
    if line not in {"", "none"}:
        return "struck"
    return "no" if line or display else ""


def _read_script(style: Any) -> str:
    """`super` or `sub` from `super 58%` (20.389); a figure in the name's place lifts, too."""
    properties = _find_text_properties(style)
    position = get_attribute(properties, "text-position") if properties is not None else ""
    word = position.partition(" ")[0]
    if _LIFT.fullmatch(word) and int(word.removesuffix("%")):
        return "sub" if word.startswith("-") else "super"
    return word


def _find_text_properties(style: Any) -> Any | None:
    return next(find_children(style, "text-properties"), None)
