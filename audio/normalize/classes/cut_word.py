"""Words cut short with a dot, in no row of their own: ``कार्यपा. अभियंता``, ``मजिस्ट्. ने``.

What no table has is guessed where the words around leave no other reading: ``सांस. ने``.
"""

from __future__ import annotations

from audio import regex
from audio.hindi.cut_words import index_cut_words
from audio.hindi.guessed_words import guess_word
from audio.normalize.context import HINDI, Context
from audio.normalize.gate import Gate
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.letter_names import is_letter_name, may_be_letters
from audio.records import Span

GUESSED = "cut short, guessed"
"""The rule of a cut that no table has."""
_CUT = regex.compile(rf"(?P<cut>{HINDI}{{2,20}}+)\.(?!\.)", regex.V1)


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A word of the table up to where it was cut, with its dot."""
    match = _CUT.match(context.view, at)
    if match is None or context.is_joined(at, match.end("cut")):
        return None
    span = Span(*match.span())
    if found := index_cut_words().get(match["cut"]):
        word, place = found
        return find_wording(word, span, f"cut short, {place}")
    if is_letter_name(match["cut"]) or may_be_letters(match["cut"]):
        return None  # आर. के. गुप्ता
    guessed = guess_word(match["cut"], context.find_word_after(match.end()))
    return find_wording(guessed, span, GUESSED) if guessed else None


CUT_WORD = Handler(
    "cut_word",
    "abbreviation",
    Start.HINDI,
    classify,
    speak_wording,
    gate=Gate(signs="."),
    before=(Before("dotted_word", "कनि.वि. सिंह", "कनिष्ठ वि. सिंह"),),
)
