"""Figures of a cricket match: ``176/7``, ``205/2 (28.2)``, ``5/57``, ``2-37``, ``7x4``."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import WORD, Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_SCORE = regex.compile(
    r"(?P<first>[1-9]\d{0,2})(?P<sign>[/\-])(?P<second>\d{1,3})(?!\d|[/.,:\-]\d|/)"
)
_FOURS = regex.compile(r"(?P<count>\d{1,2}) ?[xX×] ?(?P<runs>[46])(?![\d\p{L}\p{M}]| ?[\p{L}\d])")
_BALLS = regex.compile(r"(?P<count>\d{1,3}) ?b(?![\p{L}\p{M}\d])")
_BOTH = regex.compile(r"\d ?[xX×] ?4, ?\d{1,2} ?[xX×] ?6")
_INSIDE = regex.compile(r"(?r)\d[/.,:\-]")
_WORDS = regex.compile(rf"{WORD}++", regex.V1)
_OVERS = regex.compile(r" \(\d{1,2}(?:\.[0-5])?(?:\)| (?:ov|ओवर))")
_NEAR = 150
"""Characters on either side in which cricket must be spoken of."""
_WICKETS = 10
_LEAST_BETWEEN = 10
"""Runs that a bowler gives beyond his wickets, at least, so that ``2-3`` is no figure of his."""
_RUNS = {"4": "चौके", "6": "छक्के"}


@dataclass(frozen=True, slots=True)
class CricketFigure:
    """Two numbers and what is said between them, in the order in which they are said."""

    pieces: tuple[Wording, ...]


def classify(context: Context, at: int) -> Finding[CricketFigure] | None:
    """Runs and wickets, fours, sixes or balls, where cricket is spoken of or a side is named."""
    if _INSIDE.match(context.view, 0, at):
        return None
    if (match := _FOURS.match(context.view, at)) and _is_cricket(context, match):
        return _make_count(match, _RUNS[match["runs"]])
    if (match := _BALLS.match(context.view, at)) and _is_cricket(context, match):
        return _make_count(match, "गेंद")
    match = _SCORE.match(context.view, at)
    return _read_score(context, match) if match else None


def _make_count(match: regex.Match[str], words: str) -> Finding[CricketFigure]:
    unit = Wording(words, Span(match.end("count"), match.end()))
    return Finding(CricketFigure((_say(match, "count"), unit)), Span(*match.span()), words)


def _read_score(context: Context, match: regex.Match[str]) -> Finding[CricketFigure] | None:
    first, second = int(match["first"]), int(match["second"])
    sign = Span(*match.span("sign"))
    if match["sign"] == "/" and first >= _WICKETS >= second < first:
        if not _is_score(context, match):
            return None
        pieces = (_say(match, "first"), Wording("पर", sign), _say(match, "second"))
        return Finding(CricketFigure(pieces), Span(*match.span()), "runs for wickets")
    is_figure = first <= _WICKETS and second - first >= _LEAST_BETWEEN
    if not is_figure or _is_counted(context, match) or not _is_cricket(context, match):
        return None
    if match["sign"] == "-":
        pieces = (_say(match, "first"), Wording("", sign), _say(match, "second"))
    else:
        pieces = (_say(match, "second"), Wording("पर", sign), _say(match, "first"))
    return Finding(CricketFigure(pieces), Span(*match.span()), "wickets for runs")


def _is_score(context: Context, match: regex.Match[str]) -> bool:
    after = context.find_word_after(match.end())
    if int(match["first"]) <= 31 and after == "को":
        return False
    if len(match["first"]) == 3:  # 264/9: more runs than a fraction would have
        side = context.find_word_before(match.start()) in read_cues("side")
        if side or _OVERS.match(context.view, match.end()):
            return True
    return _is_cricket(context, match)


def _is_counted(context: Context, match: regex.Match[str]) -> bool:
    following = context.find_word_after(match.end())
    if match["sign"] == "/" and following == "विकेट":
        return False
    roles = ("cricket", "counted", "per", "month", "time-after", "rough")
    return any(following in read_cues(role) for role in roles)


def _is_cricket(context: Context, match: regex.Match[str]) -> bool:
    near = context.view[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    spoken_of = not read_cues("cricket").isdisjoint(_WORDS.findall(near))
    return spoken_of or _BOTH.search(near) is not None


def _say(match: regex.Match[str], side: str) -> Wording:
    return Wording(say_cardinal(str(int(match[side]))), Span(*match.span(side)))


def verbalize(value: CricketFigure) -> list[SpokenWord]:
    """एक सौ छिहत्तर पर सात; सात चौके."""
    return [word for piece in value.pieces for word in speak_wording(piece)]


CRICKET = Handler(
    "cricket",
    "score",
    Start.DIGIT,
    classify,
    verbalize,
    before=(
        Before("fraction", "भारत 205/2 पर", "भारत दो सौ पाँच पर दो पर"),
        Before("dimensions", "पारी 76 (7x4)", "पारी छिहत्तर (सात चौके)"),
        Before("range", "गेंदबाज़ी 2-37", "गेंदबाज़ी दो सैंतीस"),
    ),
)
