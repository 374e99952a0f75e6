"""Initialisms in Devanagari: ``बीजेपी``, ``ए.पी.जे.``, ``एच. ई. मून``; words are left alone."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.context import HINDI, Context
from audio.normalize.gate import Gate
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Pieces,
    Start,
    Wording,
    find_wording,
    speak_pieces,
    speak_wording,
)
from audio.normalize.letter_names import build_letter_pattern
from audio.normalize.tables_reader import index_rows, read_cues
from audio.records import Span

_WORD = regex.compile(rf"{HINDI}+", regex.V1)
_DEGREE = "एड|टेक|कॉम|एससी|फिल|फ़िल|लिब|लिट|फार्मा|फ़ार्मा|आर्क|डेस"
"""What ends the name of a degree after its letters: ``डी.एल.एड.``, ``एम. फार्मा``."""


@cache
def _compile_joined() -> regex.Pattern[str]:
    return regex.compile(f"(?P<letter>{build_letter_pattern()}){{2,8}}")


@cache
def _compile_dotted() -> regex.Pattern[str]:
    """``ए.पी.जे.``, ``डी. एम.``; a single ``ई.`` only before a word."""
    one = rf"(?P<letter>{build_letter_pattern()})"
    shapes = (
        rf"(?:{one}\. ?){{1,6}}(?P<degree>{_DEGREE})(?:\.|(?!{HINDI}))",
        rf"{one}\. ?(?:{one}\. ?){{1,7}}(?<! )",
        rf"{one}(?:\.{one}){{1,7}}(?!{HINDI})",
        rf"{one}\.(?=\s*\S)",
    )
    return regex.compile("|".join(shapes), regex.V1)


@cache
def _compile_after_letter() -> regex.Pattern[str]:
    return regex.compile(rf"(?r)(?<!{HINDI}){build_letter_pattern()} ", regex.V1)


def read_letters(match: regex.Match[str]) -> Pieces:
    """The letters that a pattern's group ``letter`` caught, in standard spelling."""
    names = index_rows("letter_names")
    return tuple(
        Wording(names[written].cells[1], Span(*span))
        for written, span in zip(match.captures("letter"), match.spans("letter"), strict=True)
    )


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A word made wholly of letter names, save the ordinary words of ``not_initialisms.tsv``."""
    word = _WORD.match(context.view, at)
    if word is None:
        return None
    match = _compile_joined().fullmatch(context.view, at, word.end())
    if match is None or match[0] in index_rows("not_initialisms"):
        return None
    letters = "".join(letter.words for letter in read_letters(match))
    return find_wording(letters, match.span(), "letter names")


def classify_dotted(context: Context, at: int) -> Finding[Pieces] | None:
    """Letter names with dots after them."""
    match = _compile_dotted().match(context.view, at)
    if match is None:
        return None
    if degree := match["degree"]:
        pieces = (*read_letters(match), Wording(degree, Span(*match.span("degree"))))
        return Finding(pieces, Span(*match.span()), "dotted degree")
    if len(match.captures("letter")) == 1 and not _may_be_initial(context, match):
        return None
    return Finding(read_letters(match), Span(*match.span()), "dotted letters")


_WORD_BEFORE = regex.compile(rf"(?r){HINDI} ?", regex.V1)


def _may_be_initial(context: Context, match: regex.Match[str]) -> bool:
    """Whether one letter name and a dot are an initial, not the last word of a sentence.

    Not after a letter (बी जे पी. उसने), nor where a sentence starts after it (चाय पी. फिर); आई,
    the verb, only where no word stands before.
    """
    view, at = context.view, match.start()
    if _compile_after_letter().match(view, 0, at):
        return False
    if not _WORD_BEFORE.match(view, 0, at):
        return True
    drunk = match["letter"] == "पी" and context.find_word_before(at) in read_cues("liquid")
    return not (
        drunk
        or match["letter"] == "आई"
        or context.find_word_after(match.end()) in read_cues("opener")
    )


INITIALISM = Handler(
    "initialism", "initialism", Start.HINDI, classify, speak_wording, gate=Gate(letters=True)
)
DOTTED = Handler(
    "dotted",
    "initialism",
    Start.HINDI,
    classify_dotted,
    speak_pieces,
    gate=Gate(signs="."),
    before=(Before("dotted_word", "जेड.ए. भुट्टो", "ज़ेड ए भुट्टो"),),
)
