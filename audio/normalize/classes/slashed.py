"""Two numbers with a slash that are no fraction: ``14/15 अगस्त``, runs and wickets (``176/7``)."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import WORD, Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_PAIR = regex.compile(r"(?P<first>\d{1,3})/(?P<second>\d{1,2})(?!\d|[/.,:\-]\d|/)")
_INSIDE = regex.compile(r"(?r)\d[/.,:\-]")
_WORDS = regex.compile(rf"{WORD}++", regex.V1)
_NEAR = 150
"""Characters on either side in which cricket must be spoken of."""


@dataclass(frozen=True, slots=True)
class Slashed:
    """Two numbers, with what is said for the slash."""

    first: Wording
    link: Wording
    second: Wording


def classify(context: Context, at: int) -> Finding[Slashed] | None:
    """Two days before the name of their month, or runs for wickets where cricket is spoken of."""
    match = _PAIR.match(context.view, at)
    if match is None or _INSIDE.match(context.view, 0, at):
        return None
    first, second = int(match["first"]), int(match["second"])
    after = context.find_word_after(match.end())
    if second == first + 1 <= 31 and after in read_cues("month"):
        return _make_slashed(match, "", "two days")
    may_be_runs = first >= 10 >= second and second < first
    is_date = first <= 31 and after == "को"
    if may_be_runs and not is_date and _is_cricket(context, match):
        return _make_slashed(match, "पर", "runs for wickets")
    return None


def _is_cricket(context: Context, match: regex.Match[str]) -> bool:
    near = context.view[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return not read_cues("cricket").isdisjoint(_WORDS.findall(near))


def _make_slashed(match: regex.Match[str], link: str, rule: str) -> Finding[Slashed]:
    slash = Span(match.end("first"), match.start("second"))
    value = Slashed(
        Wording(say_cardinal(str(int(match["first"]))), Span(*match.span("first"))),
        Wording(link, slash),
        Wording(say_cardinal(str(int(match["second"]))), Span(*match.span("second"))),
    )
    return Finding(value, Span(*match.span()), rule)


def verbalize(value: Slashed) -> list[SpokenWord]:
    """चौदह पंद्रह; एक सौ छिहत्तर पर सात."""
    return speak_wording(value.first) + speak_wording(value.link) + speak_wording(value.second)


SLASHED = Handler(
    "slashed",
    "range",
    Start.DIGIT,
    classify,
    verbalize,
    before=(Before("fraction", "13/14 मई की रात", "तेरह चौदह मई की रात"),),
)
