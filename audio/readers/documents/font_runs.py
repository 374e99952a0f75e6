"""Text that stands in runs, each in a font: what a legacy font shows is found word by word.

A word processor starts a new run in the middle of a word, where a legacy font's signs belong to
letters of another: runs of one font are read together.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import groupby

from audio.readers.article.raised_text import RAISED, RAISED_END, SUNK, SUNK_END, read_raised
from audio.readers.documents.legacy_fonts import LegacyFont, convert, find_named_font

_SCRIPTS = {"super": (RAISED, RAISED_END), "sub": (SUNK, SUNK_END)}


@lru_cache(maxsize=1024)
def _find_font(name: str) -> LegacyFont | None:
    return find_named_font(name)


class TypedText:
    """A paragraph, run by run."""

    def __init__(self, origin: str, fonts: Counter[LegacyFont] | None = None) -> None:
        """``fonts``, if given, counts the runs in each legacy font."""
        self._origin = origin
        self._fonts = fonts
        self._runs: list[tuple[LegacyFont | None, str]] = []

    def add(self, text: str, font: str = "", script: str = "") -> None:
        """Add what stands in ``font``, by its name as the document has it.

        ``script`` is `super` or `sub` for what stands above or below the line.
        """
        if not text:
            return
        start, end = _SCRIPTS.get(script, ("", ""))
        legacy = _find_font(font) if font else None
        if legacy and self._fonts is not None:
            self._fonts[legacy] += 1
        self._runs += [(None, start), (legacy, text), (None, end)] if start else [(legacy, text)]

    def join(self) -> str:
        """The whole text, in Unicode. Raises ``SourceError``: a legacy font that is not read."""
        return read_raised(
            "".join(
                convert("".join(text for _, text in runs), font, self._origin)
                for font, runs in groupby(self._runs, key=lambda run: run[0])
            )
        )
