"""Seasons and episodes of a series: ``S2E5``, ``S01 Ep 03``, ``Ep-1245``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.words import say_cardinal
from audio.records import Span

_EPISODE = regex.compile(
    r"(?:[Ss](?P<season>\d{1,2}),? ?[Ee][Pp]?|E[Pp])\.?-? ?(?P<episode>\d{1,4})(?![\d\p{L}\p{M}])"
)


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """``S2E5``, ``S01 Ep 03``, ``Ep-1245``: season and episode, or the episode alone."""
    match = _EPISODE.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    parts: list[Wording] = []
    start = at
    for name, word in (("season", "सीज़न"), ("episode", "एपिसोड")):
        if match[name]:
            number = Wording(say_cardinal(str(int(match[name]))), Span(*match.span(name)))
            parts += [Wording(word, Span(start, number.span.start)), number]
            start = number.span.end
    return Finding(tuple(parts), Span(*match.span()), "episode")


EPISODE = Handler(
    "episode",
    "code",
    Start.LATIN,
    classify,
    speak_pieces,
    before=(Before("code", "S2E5 में", "सीज़न दो एपिसोड पाँच में"),),
)
