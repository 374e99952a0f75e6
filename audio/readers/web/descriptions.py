"""What a page declares as its description, where that is none: keywords, the text's beginning."""

from __future__ import annotations

from collections.abc import Sequence

from audio import regex
from audio.readers.article.pieces import Piece, fold
from audio.records import BlockKind

_SENTENCE = regex.compile(r"[^।॥?!]++[।॥?!]++[\"'”’]?")
_COMMA = regex.compile(r"\s*+[,|;]\s*+")
_KEYWORDS = 4
"""Words between two commas, and how many times there are so few, in a list of keywords."""
_OPENING = 6
"""Pieces of the text with which a description may go on."""
_LEAST = 12
"""Letters by which it is told that it does."""


def tidy_description(description: str, pieces: Sequence[Piece]) -> str:
    """``description`` without a last sentence that breaks off in the text of ``pieces``.

    Empty for a list of keywords.
    """
    if _is_keywords(description):
        return ""
    end = 0
    for sentence in _SENTENCE.finditer(description):
        end = sentence.end()
    rest = fold(description[end:])
    own = [fold(p.text) for p in pieces if p.kind is not BlockKind.TITLE][:_OPENING]
    if not end or len(rest) < _LEAST or not any(text.startswith(rest) for text in own):
        return description
    return description[:end].strip()


def _is_keywords(description: str) -> bool:
    parts = _COMMA.split(description.strip(" ,|;"))
    short = sum(len(part.split()) <= _KEYWORDS for part in parts)
    is_sentence = _SENTENCE.search(description) is not None
    return not is_sentence and len(parts) >= _KEYWORDS and short > 0.8 * len(parts)
