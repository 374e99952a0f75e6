"""Lineages of a virus: ``XBB.1.5``, ``B.1.617.2``, ``बीए.2``."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.letter_names import build_letter_pattern, say_letter_names
from audio.normalize.numbers.words import say_in_english
from audio.records import Span

_NUMBERS = r"(?:\.(?P<number>\d{1,4})){1,4}(?![\d\p{L}]|\.\d)"
_LATIN_LINEAGE = regex.compile(r"(?P<letters>[A-Z]{1,4})" + _NUMBERS)


@cache
def _compile_hindi_lineage() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?!ई\.\d{{3,4}}(?!\d|\.\d))(?P<letters>{build_letter_pattern()}{{1,4}})" + _NUMBERS
    )


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """``XBB.1.5``, ``B.1.617.2``: as English letters and digits, dots said."""
    hindi = not context.view[at].isascii()
    match = (_compile_hindi_lineage() if hindi else _LATIN_LINEAGE).match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    if not hindi and len(match["letters"]) == len(match.captures("number")) == 1:
        return None  # Q.3
    letters = (say_letter_names if hindi else spell)(match["letters"])
    parts = [Wording(letters, Span(*match.span("letters")))]
    for number, (start, end) in zip(match.captures("number"), match.spans("number"), strict=True):
        digits = " ".join(map(say_in_english, number))
        parts += [Wording("डॉट", Span(start - 1, start)), Wording(digits, Span(start, end))]
    return Finding(tuple(parts), Span(*match.span()), "lineage")


LINEAGE = Handler(
    "lineage",
    "code",
    Start.LATIN | Start.HINDI,
    classify,
    speak_pieces,
    gate=Gate(signs=".", letters=True),
    before=(
        Before("dotted", "बी.1.617.2 वैरिएंट", "बी डॉट वन डॉट सिक्स वन सेवन डॉट टू वैरिएंट"),
        Before("initialism", "बीए.2 वैरिएंट", "बी ए डॉट टू वैरिएंट"),
        Before("latin", "XBB.1.5 वैरिएंट", "एक्स बी बी डॉट वन डॉट फ़ाइव वैरिएंट"),
    ),
)
