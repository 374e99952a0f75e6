"""Text that stands in runs, each in a font: what a legacy font shows is found word by word.

A word processor starts a new run in the middle of a word, where a legacy font's signs belong to
letters of another: runs of one font are read together.
"""

from __future__ import annotations

from itertools import groupby

from audio.readers.documents.legacy_fonts import LegacyFont, convert, find_named_font

_ON_THE_LINE = "0123456789०१२३४५६७८९+-−=()"
_SCRIPTS = {
    "super": str.maketrans(_ON_THE_LINE, "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    "sub": str.maketrans(_ON_THE_LINE, "₀₁₂₃₄₅₆₇₈₉₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""What Unicode has above and below the line: 10⁶, and no 106."""


class TypedText:
    """A paragraph, run by run."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._runs: list[tuple[LegacyFont | None, str]] = []

    def add(self, text: str, font: str = "", script: str = "") -> None:
        """Add what stands in ``font``, by its name as the document has it.

        ``script`` is `super` or `sub` for what stands above or below the line.
        """
        legacy = find_named_font(font) if font else None
        if script in _SCRIPTS and legacy is None and set(text.strip()) <= {*_ON_THE_LINE}:
            text = text.translate(_SCRIPTS[script])
        if text:
            self._runs.append((legacy, text))

    def join(self) -> str:
        """All of it, in Unicode. Raises ``SourceError``: a legacy font that is not read."""
        return "".join(
            convert("".join(text for _, text in runs), font, self._origin)
            for font, runs in groupby(self._runs, key=lambda run: run[0])
        )
