"""Fractions: ``1/2`` आधा, ``3/4`` तीन चौथाई, ``2 1/2`` ढाई, ``½``, else बटा."""

from __future__ import annotations

from dataclasses import replace

from audio.normalize.classes.year import is_span_of_years
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.numbers.agreement import find_agreeing_form
from audio.normalize.numbers.fractions import say_parted
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.numbers.words import AdjectiveForm
from audio.normalize.tables_reader import read_cues

_HALF = {AdjectiveForm.DIRECT: "आधा", AdjectiveForm.OBLIQUE: "आधे", AdjectiveForm.FEMININE: "आधी"}

_LABELS = ("law", "numbered", "id-before", "lettered-before")
"""Roles of words before the number of a thing."""
_ACTS = frozenset(("एक्ट", "ऐक्ट", "अधिनियम", "Act"))


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """A number with a numerator and a denominator."""
    numeral = read_numeral(context, at)
    if numeral is None or not numeral.ratio or is_span_of_years(*numeral.ratio):
        return None
    if not numeral.whole and _is_label(context, at, numeral.span.end):
        words = say_parted(*numeral.ratio)
        return Finding(replace(numeral, everyday=words), numeral.span, "number of a thing")
    half = _HALF[find_agreeing_form(context, numeral.span.end)]
    return Finding(replace(numeral, half=half), numeral.span, "fraction")


def _is_label(context: Context, at: int, end: int) -> bool:
    """Whether numbers are names here: ``धारा 3/4``, ``मकान नं. 1/2``, ``3/4 पॉक्सो एक्ट``."""
    before = context.find_word_before(at)
    if any(before in read_cues(role) for role in _LABELS) or context.view[at - 1 : at] == "/":
        return True
    return not _ACTS.isdisjoint(context.find_words_after(end, 3))


FRACTION = Handler(
    "fraction",
    "fraction",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(Before("range", "2-1/2 कप मैदा", "ढाई कप मैदा"),),
)
