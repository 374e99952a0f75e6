"""Words cut short with a dot, in no row of their own: ``कार्यपा. अभियंता``, ``मजिस्ट्. ने``."""

from __future__ import annotations

import regex

from audio.hindi.cut_words import index_cut_words
from audio.normalize.context import HINDI, Context
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.records import Span

_CUT = regex.compile(rf"(?P<cut>{HINDI}{{2,20}}+)\.(?!\.)", regex.V1)


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A word of the table up to where it was cut, with its dot."""
    match = _CUT.match(context.view, at)
    found = index_cut_words().get(match["cut"]) if match else None
    if match is None or found is None or context.is_joined(at, match.end("cut")):
        return None
    word, place = found
    span = Span(*match.span())
    return Finding(Wording(word, span), span, f"cut short, {place}")


CUT_WORD = Handler(
    "cut_word",
    "abbreviation",
    Start.HINDI,
    classify,
    speak_wording,
    gate=Gate(signs="."),
    before=(Before("dotted_word", "कनि.वि. सिंह", "कनिष्ठ वि. सिंह"),),
)
