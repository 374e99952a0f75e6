"""Expressions that are said in one way only: ``9/11``, ``24x7``, ``G20``, ``CO₂``."""

from __future__ import annotations

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Found, Piece, Start, handler, spoken
from audio.normalize.tables_reader import entries
from audio.records import Span

_JOINED = regex.compile(r"[\p{L}\p{M}\p{N}]")
_GOES_ON = regex.compile(r"[.,:/]?\d|/\p{L}")


def classify(context: Context, at: int) -> Found[Piece] | None:
    """The longest expression of ``fixed.tsv`` at ``at``, if nothing is joined to it."""
    if _JOINED.match(context.view[at - 1 : at] if at else ""):
        return None
    found = entries("fixed").find(context.view, at)
    if found is None:
        return None
    row, end = found
    if context.view[end - 1].isdigit() and _GOES_ON.match(context.view, end):
        return None
    if _JOINED.match(context.view, end):
        return None
    span = Span(at, end)
    return Found(Piece(row.cells[1], span), span, f"fixed {row.place}")


FIXED = handler("fixed", Start.DIGIT | Start.LATIN | Start.HINDI | Start.SIGN, classify, spoken)
