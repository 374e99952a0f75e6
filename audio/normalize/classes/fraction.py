"""Fractions: ``1/2`` आधा, ``3/4`` तीन चौथाई, ``2 1/2`` ढाई, ``½``, else बटा."""

from __future__ import annotations

from dataclasses import replace

from audio.normalize.classes.year import is_span_of_years
from audio.normalize.context import Context
from audio.normalize.handler import Found, Start, handler
from audio.normalize.numbers.agreement import agreeing
from audio.normalize.numbers.numeral import Numeral, numeral_at, verbalize
from audio.normalize.numbers.words import Form

_HALF = {Form.DIRECT: "आधा", Form.OBLIQUE: "आधे", Form.FEMININE: "आधी"}


def classify(context: Context, at: int) -> Found[Numeral] | None:
    """A number with a numerator and a denominator."""
    numeral = numeral_at(context, at)
    if numeral is None or not numeral.ratio or is_span_of_years(*numeral.ratio):
        return None
    half = _HALF[agreeing(context, numeral.span.end)]
    return Found(replace(numeral, half=half), numeral.span, "fraction")


FRACTION = handler("fraction", Start.DIGIT | Start.SIGN, classify, verbalize)
