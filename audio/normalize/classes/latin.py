"""Words in Latin letters that no other class has claimed: names, words, initialisms, phrases."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import Context
from audio.normalize.english.latin_words import LatinReading, read_phrase, speak_latin, spell
from audio.normalize.handler import Finding, Handler, Start, Wording, speak_wording
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_RUN = regex.compile(r"\p{Latin}[\p{Latin}\p{M}]*(?:['’](?=\p{Latin})[\p{Latin}\p{M}]+)*", regex.V1)
_DOTTED = regex.compile(
    r"(?:\p{Lu}\. ?){1,7}\p{Lu}\.(?! ?\p{Ll})|(?:\p{Lu}\.){1,7}\p{Lu}(?!\p{L})"
    r"|\p{Lu}{2}\.\p{Lu}(?:\.(?! ?\p{Ll})|(?![\p{L}.]))"  # LL.B.
)
_SINGLE = regex.compile(r"\p{Lu}\.(?=\s*\S)")
_TIMES = regex.compile(r"(?<=[\p{L}\p{M}\d.] )[xX](?= \d)")
_POWERED = regex.compile(r"\p{Ll}{2,3}(?=[²³])")
"""The factors of E = mc²."""
_FORMULA = regex.compile(r"(?:\p{Lu}\p{Ll}?){1,3}(?= ?[₀-₉])(?!\p{L})")
"""``SO ₃``."""
_AMPERSAND = regex.compile(r"(?P<first>\p{Lu}{1,4}) ?& ?(?P<second>\p{Lu}{1,4})(?![\p{L}])")


@dataclass(frozen=True, slots=True)
class Latin:
    """A reading in Devanagari of some Latin letters."""

    parts: tuple[Wording, ...]


def classify(context: Context, at: int) -> Finding[Latin] | None:
    """A phrase of the table, dotted initials, ``R&D``, else one run of letters."""
    if match := _TIMES.match(context.view, at):
        return _make_latin(LatinReading("बाई", "times sign as बाई"), Span(*match.span()))
    if found := read_phrase(context.view, at):
        end, reading = found
        return _make_latin(reading, Span(at, end))
    match = _DOTTED.match(context.view, at) or _SINGLE.match(context.view, at)
    if match and context.find_word_after(match.end()) not in read_cues("opener"):
        return _make_latin(LatinReading(spell(match[0]), "dotted letters"), Span(*match.span()))
    if match := _AMPERSAND.match(context.view, at):
        first, second = (
            Wording(spell(match[side]), Span(*match.span(side))) for side in ("first", "second")
        )
        sign = Wording("ऐंड", Span(match.end("first"), match.start("second")))
        return Finding(Latin((first, sign, second)), Span(*match.span()), "letters and &")
    if match := _FORMULA.match(context.view, at) or _POWERED.match(context.view, at):
        return _make_latin(
            LatinReading(spell(match[0]), "letters of a formula"), Span(*match.span())
        )
    match = _RUN.match(context.view, at)
    return _make_latin(speak_latin(match[0]), Span(*match.span())) if match else None


def _make_latin(reading: LatinReading, span: Span) -> Finding[Latin]:
    return Finding(Latin((Wording(reading.spoken, span),)), span, reading.rule)


def verbalize(value: Latin) -> list[SpokenWord]:
    """गूगल; आर ऐंड डी."""
    return [word for part in value.parts for word in speak_wording(part)]


LATIN = Handler("latin", "latin", Start.LATIN, classify, verbalize)
