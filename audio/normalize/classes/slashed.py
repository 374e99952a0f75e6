"""Two numbers with a slash that are no fraction: ``14/15 अगस्त``, runs and wickets (``176/7``)."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import WORD, Context
from audio.normalize.handler import Found, Piece, Start, handler, spoken
from audio.normalize.numbers.words import cardinal
from audio.normalize.tables_reader import cues
from audio.records import Span, SpokenWord

_PAIR = regex.compile(r"(?P<first>\d{1,3})/(?P<second>\d{1,2})(?!\d|[/.,:\-]\d|/)")
_INSIDE = regex.compile(r"(?r)\d[/.,:\-]")
_WORDS = regex.compile(rf"{WORD}++", regex.V1)
_NEAR = 150
"""Characters on either side in which cricket must be spoken of."""


@dataclass(frozen=True, slots=True)
class Slashed:
    """Two numbers, with what is said for the slash."""

    first: Piece
    link: Piece
    second: Piece


def classify(context: Context, at: int) -> Found[Slashed] | None:
    """Two days before the name of their month, or runs for wickets where cricket is spoken of."""
    match = _PAIR.match(context.view, at)
    if match is None or _INSIDE.match(context.view, 0, at):
        return None
    first, second = int(match["first"]), int(match["second"])
    after = context.after(match.end())
    if second == first + 1 <= 31 and after in cues("month"):
        return _found(match, "", "two days")
    may_be_runs = first >= 10 >= second and second < first
    is_date = first <= 31 and after == "को"
    if may_be_runs and not is_date and _is_cricket(context, match):
        return _found(match, "पर", "runs for wickets")
    return None


def _is_cricket(context: Context, match: regex.Match[str]) -> bool:
    near = context.view[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return not cues("cricket").isdisjoint(_WORDS.findall(near))


def _found(match: regex.Match[str], link: str, rule: str) -> Found[Slashed]:
    slash = Span(match.end("first"), match.start("second"))
    value = Slashed(
        Piece(cardinal(str(int(match["first"]))), Span(*match.span("first"))),
        Piece(link, slash),
        Piece(cardinal(str(int(match["second"]))), Span(*match.span("second"))),
    )
    return Found(value, Span(*match.span()), rule)


def verbalize(value: Slashed) -> list[SpokenWord]:
    """चौदह पंद्रह; एक सौ छिहत्तर पर सात."""
    return spoken(value.first) + spoken(value.link) + spoken(value.second)


SLASHED = handler("range", Start.DIGIT, classify, verbalize)
