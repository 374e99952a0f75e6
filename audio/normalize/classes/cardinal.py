"""Whole numbers that no other class has claimed."""

from __future__ import annotations

from dataclasses import replace

from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.numbers.words import say_in_english
from audio.normalize.tables_reader import read_cues

_SEQUELS = frozenset("23456789")


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """Any number; the last of the number classes, so that no digit is ever left over."""
    numeral = read_numeral(context, at, ratios=False)
    if numeral is None:
        return None
    if numeral.whole == "2" and context.text[at] == "२":
        word = context.find_word_beside(at)
        if word in read_cues("redoubled"):
            return Finding(replace(numeral, everyday=word), numeral.span, "word said twice")
    if _is_sequel(context, numeral):
        said = replace(numeral, everyday=say_in_english(numeral.whole))
        return Finding(said, numeral.span, "sequel")
    return Finding(numeral, numeral.span, "digits" if numeral.whole.startswith("0") else "count")


def _is_sequel(context: Context, numeral: Numeral) -> bool:
    """``पुष्पा 2``: the number of a film, which cinema says in English.

    After a name that is a common word too it must end the title: ``'स्त्री 2'``.
    """
    if not (numeral.plain and numeral.whole in _SEQUELS):
        return False
    name, end = context.find_word_beside(numeral.span.start), numeral.span.end
    if context.view[end : end + 1] in ("'", '"'):
        return name in read_cues("sequel", "sequel-quoted")
    following = context.find_word_after(end)
    named = not following or following in read_cues("postposition")  # पुष्पा 2 साल से
    return named and name in read_cues("sequel")


CARDINAL = Handler(
    "cardinal",
    "cardinal",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(Before("symbol", "+5 अंक", "प्लस पाँच अंक"),),
)
