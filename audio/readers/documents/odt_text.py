"""The text of OpenDocument's paragraphs, in the fonts of its runs, and what is left out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from audio import regex
from audio.readers.article.hardened_xml import (
    find_children,
    find_first,
    get_attribute,
    get_name,
    parse_xml,
)
from audio.readers.article.mathml import speak_mathml
from audio.readers.documents.archive import Archive
from audio.readers.documents.font_runs import TypedText
from audio.readers.documents.legacy_fonts import LegacyFont
from audio.readers.documents.odt_styles import OdtStyles
from audio.records import Omission

_SKIPPED = {
    "annotation", "annotation-end", "bookmark", "bookmark-end", "bookmark-start", "change",
    "change-end", "change-start", "forms", "sequence-decls", "soft-page-break", "tracked-changes",
}  # fmt: skip
_LONGEST_GAP = 100
"""Spaces that one element may stand for."""
_SMALL_NUMBER = regex.compile(r"[0-9]{1,8}")


@dataclass(slots=True)
class OdtText:
    """Reads one paragraph at a time, and gathers what is not part of its line."""

    archive: Archive
    origin: str
    styles: OdtStyles
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Texts that were left out because they are."""
    left_out: list[Omission] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    """What is unknown of each formula that is not spoken."""
    fonts: Counter[LegacyFont] = field(default_factory=Counter)
    """Legacy font → runs in it."""
    cited: list[str] = field(default_factory=list)
    """The footnotes, in the order of their marks."""

    def read_text(self, element: Any) -> str:
        """The text of a paragraph, line breaks kept. Raises ``SourceError``: a font not read."""
        typed = TypedText(self.origin, self.fonts)
        self._gather(element, typed, self.styles.usual_font)
        return typed.join()

    def _gather(self, element: Any, typed: TypedText, around: str) -> None:
        """Text below ``element``, which stands in the font ``around``.

        The parser has bounded how deep that can be.
        """
        style = get_attribute(element, "style-name")
        if silent := self._find_silence(element, style):
            texts = self.struck if silent == "struck" else self.hidden
            texts.append("".join(element.itertext()))
            self.left_out.append(Omission(texts[-1], f"{silent} text"))
            return
        font = self.styles.find_font(style) or around
        typed.add(_collapse_spaces(element.text), font, self.styles.find_script(style))
        for child in element:
            name = get_name(child)
            if name == "s":
                count = get_attribute(child, "c")
                wide = int(count) if _SMALL_NUMBER.fullmatch(count) else 1
                typed.add(" " * min(wide, _LONGEST_GAP), font)
            elif name == "tab":
                typed.add(" ", font)
            elif name == "line-break":
                typed.add("\n", font)
            elif name == "note":
                self._add_footnote(child)
            elif name == "frame":
                self._add_formula(child, typed)
            elif name not in _SKIPPED:
                self._gather(child, typed, font)
            typed.add(_collapse_spaces(child.tail), font)

    def _find_silence(self, element: Any, style: str) -> str:
        """Whether ``element`` is struck or hidden, by its style or one that it is derived from."""
        if get_attribute(element, "is-hidden") == "true":
            return "hidden"
        hides = next(find_children(element, "hidden-paragraph"), None)
        if hides is not None and get_attribute(hides, "is-hidden") == "true":
            return "hidden"
        return self.styles.find_silence(style)

    def _add_formula(self, frame: Any, typed: TypedText) -> None:
        """What a frame in the line holds, if that is a formula, in it or in a part of its own."""
        math = find_first(frame, "math")
        held = find_first(frame, "object")
        if math is None and held is not None:
            part = f"{get_attribute(held, 'href').removeprefix('./')}/content.xml"
            if part in self.archive:
                root = parse_xml(self.archive.read(part), self.origin, part[:100])
                math = root if get_name(root) == "math" else None
        if math is not None:
            said = speak_mathml(math)
            self.formulas += [said.unknown] if said.unknown else []
            typed.add(f" {said.text} ")

    def _add_footnote(self, note: Any) -> None:
        body = find_first(note, "note-body")
        paragraphs = body.iter() if body is not None else ()
        text = " ".join(self.read_text(p) for p in paragraphs if get_name(p) in {"p", "h"})
        if text.strip():
            self.cited.append(" ".join(text.split()))


def _collapse_spaces(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
