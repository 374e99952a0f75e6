"""Decimals (``3.50``, digit by digit after the dot) and numbers with more dots (``2.10.3``)."""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_DOTTED = regex.compile(r"(?P<digits>\d{1,4})(?:\.(?P<digits>\d{1,6})){2,6}(?!\.?\d)")


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """A number with a dot and digits after it."""
    numeral = read_numeral(context, at, ratios=False)
    if numeral is None or not numeral.fraction:
        return None
    if context.view[at] == "." and context.find_word_after(numeral.span.end) == "बोर":
        calibre = replace(numeral, whole=numeral.fraction, fraction="")
        return Finding(calibre, numeral.span, "calibre")
    if numeral.fraction == "00" and context.find_word_after(numeral.span.end) in read_cues(
        "currency-word"
    ):
        return Finding(replace(numeral, fraction=""), numeral.span, "no paise")
    return Finding(numeral, numeral.span, "digits after the dot one by one")


DECIMAL = Handler(
    "decimal",
    "decimal",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(
        Before("symbol", "+0.5 अंक", "प्लस शून्य दशमलव पाँच अंक"),
        Before("cardinal", ".32 बोर", "बत्तीस बोर"),
    ),
)


def classify_version(context: Context, at: int) -> Finding[Pieces] | None:
    """Two or more dots between digits: never a decimal."""
    match = _DOTTED.match(context.view, at)
    if match is None:
        return None
    pieces: list[Wording] = []
    for start, end in match.spans("digits"):
        if pieces:
            pieces.append(Wording("दशमलव", Span(start - 1, start)))
        pieces.append(Wording(say_cardinal(context.view[start:end]), Span(start, end)))
    return Finding(tuple(pieces), Span(*match.span()), "several dots")


VERSION = Handler(
    "version",
    "version",
    Start.DIGIT,
    classify_version,
    speak_pieces,
    before=(
        Before("decimal", "धारा 2.1.7 में", "धारा दो दशमलव एक दशमलव सात में"),
        Before("cardinal", "धारा 2.1.7 में", "धारा दो दशमलव एक दशमलव सात में"),
    ),
)
