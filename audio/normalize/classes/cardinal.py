"""Whole numbers that no other class has claimed."""

from __future__ import annotations

from audio.normalize.context import Context
from audio.normalize.handler import Found, Start, handler
from audio.normalize.numbers.numeral import Numeral, numeral_at, verbalize


def classify(context: Context, at: int) -> Found[Numeral] | None:
    """Any number; the last of the number classes, so that no digit is ever left over."""
    numeral = numeral_at(context, at, ratios=False)
    if numeral is None:
        return None
    return Found(numeral, numeral.span, "digits" if numeral.whole.startswith("0") else "count")


CARDINAL = handler("cardinal", Start.DIGIT | Start.SIGN, classify, verbalize)
