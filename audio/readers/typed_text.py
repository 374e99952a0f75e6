"""Text that stands in runs, each in a font: what a legacy font shows is found word by word.

A word processor starts a new run in the middle of a word, where a legacy font's signs belong to
letters of another: runs of one font are read together.
"""

from __future__ import annotations

from itertools import groupby

from audio.readers.legacy_fonts import LegacyFont, as_shown, font_named


class TypedText:
    """A paragraph, run by run."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._runs: list[tuple[LegacyFont | None, str]] = []

    def add(self, text: str, font: str = "") -> None:
        """Add what stands in ``font``, by its name as the document has it."""
        if text:
            self._runs.append((font_named(font) if font else None, text))

    def text(self) -> str:
        """All of it, in Unicode. Raises ``SourceError``: a legacy font that is not read."""
        return "".join(
            as_shown("".join(text for _, text in runs), font, self._origin)
            for font, runs in groupby(self._runs, key=lambda run: run[0])
        )
