"""Unit signs without a number in digits before them: ``किमी``, ``प्रति km``, ``पाँच kg``."""

from __future__ import annotations

from audio.normalize.classes.measure import is_of_liquid, per_unit
from audio.normalize.context import Context
from audio.normalize.handler import Found, Piece, Start, handler, spoken
from audio.normalize.tables_reader import cues, entries
from audio.records import Span


def classify(context: Context, at: int) -> Found[Piece] | None:
    """A sign of ``units.tsv`` that stands for its word alone, or after a word that counts."""
    found = entries("units").find(context.view, at)
    if found is None or context.joined(at, found[1]):
        return None
    row, end = found
    counted = "alone" in row.cells[3] or context.beside(at) in cues("unit-before")
    if not counted or ("liquid" in row.cells[3] and not is_of_liquid(context, at, end)):
        return None
    per = per_unit(context, end)
    words = f"{row.cells[2]} {per.words}" if per else row.cells[2]
    span = Span(at, per.span.end if per else end)
    return Found(Piece(words, span), span, f"unit {row.place}")


UNIT_WORD = handler("measure", Start.HINDI | Start.LATIN, classify, spoken)
