"""Whole numbers that no other class has claimed."""

from __future__ import annotations

from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """Any number; the last of the number classes, so that no digit is ever left over."""
    numeral = read_numeral(context, at, ratios=False)
    if numeral is None:
        return None
    return Finding(numeral, numeral.span, "digits" if numeral.whole.startswith("0") else "count")


CARDINAL = Handler(
    "cardinal",
    "cardinal",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(Before("symbol", "+5 अंक", "प्लस पाँच अंक"),),
)
