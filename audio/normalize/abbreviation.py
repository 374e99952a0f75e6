"""Abbreviations of a closed list, each only before the kind of word it belongs to."""

from __future__ import annotations

import regex

from audio.normalize.context import WORD, Context
from audio.normalize.found import Found, Piece, Start, handler, spoken
from audio.normalize.table import cues, entries
from audio.records import Span

_NUMBER_AFTER = regex.compile(r"[ :.\-]{0,2}[#₹]?\d")
_WORD_AFTER = regex.compile(r"[ \-(\"']{0,2}[^\s.,;:!?।॥…)\]}]")
_AT_START = regex.compile(
    rf"(?r)(?:\A|(?<!{WORD})(?:और|तथा|व|एवं|शहीद|श्री) |[^\p{{L}}\p{{M}}] )", regex.V1
)
_NUMBER_BEFORE = regex.compile(r"(?r)\d ?")


def classify(context: Context, at: int) -> Found[Piece] | None:
    """The longest abbreviation at ``at`` whose condition holds.

    Conditions, in the third column of ``abbreviations.tsv``: ``word`` something follows that
    can be said, ``start`` the same and nothing but और or its like before, ``number`` a number
    follows, ``any`` neither is asked, else one of the words listed there follows.
    """
    if context.view[at - 1 : at].isalpha():
        return None
    found = entries("abbreviations").find(context.view, at)
    if found is None:
        return None
    row, end = found
    for reading, condition in zip(row.cells[1].split("|"), row.cells[2].split("|"), strict=True):
        if _holds(context, condition, at, end):
            span = Span(at, end)
            return Found(Piece(reading, span), span, f"abbreviation {row.place}")
    return None


def _holds(context: Context, condition: str, at: int, end: int) -> bool:
    """Whether a condition of the table is met around the abbreviation from ``at`` to ``end``."""
    if condition.startswith("@"):
        return context.after(end) in cues(condition[1:])
    if condition not in _CONDITIONS:
        return context.after(end) in condition.split(",")
    before, after = _CONDITIONS[condition]
    return (not before or bool(before.match(context.view, 0, at))) and (
        not after or bool(after.match(context.view, end))
    )


_CONDITIONS: dict[str, tuple[regex.Pattern[str] | None, regex.Pattern[str] | None]] = {
    "any": (None, None),
    "number": (None, _NUMBER_AFTER),
    "word": (None, _WORD_AFTER),
    "start": (_AT_START, _WORD_AFTER),
    "after-number": (_NUMBER_BEFORE, None),
}
"""What must stand before and after; any other condition is a role or a list of words."""


ABBREVIATION = handler("abbreviation", Start.HINDI | Start.LATIN, classify, spoken)
