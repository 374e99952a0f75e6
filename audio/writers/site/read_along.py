"""Read-along timing: which written stretch of a sentence lights up when."""

from __future__ import annotations

from typing import NamedTuple

from audio import regex
from audio.records import Cue, Span
from audio.records.columns import make_rows

_OPENING = regex.compile(r"(?r)(?<!\S)[\p{Ps}\p{Pi}\p{Sc}\"'#@]+")
BRIDGED = 60
"""Milliseconds: a shorter gap between two words is not shown, it would flicker."""


class Stretch(NamedTuple):
    """Written characters that are lit together."""

    span: Span
    """In the sentence; never empty, rising and disjoint within one."""
    start: int
    """Milliseconds from the sentence's start."""
    end: int
    """Milliseconds from the sentence's start; at least ``start``."""


def find_stretches(cue: Cue, rate: int) -> tuple[Stretch, ...]:
    """What lights up in a sentence, in order; empty without word marks.

    Several spoken words for one written (2019) are one stretch. Where what is spoken goes back
    in the writing (₹5.2 लाख: the rupees are spoken last), all that it goes back over is one.
    """
    text, begin = cue.script.sentence.text, cue.start
    spans: list[Span] = []
    starts: list[int] = []
    ends: list[int] = []
    for (_, written), first, last in cue.words:
        if not written.of(text).strip():
            continue
        span = written
        start, end = to_milliseconds(first - begin, rate), to_milliseconds(last - begin, rate)
        while spans and span[0] < spans[-1][1]:
            span = _cover(spans.pop(), span)
            start, end = starts.pop(), max(ends.pop(), end)
        if ends and start - ends[-1] <= BRIDGED:
            ends[-1] = start
        spans.append(span)
        starts.append(start)
        ends.append(end)
    return make_rows(Stretch, spans, starts, ends)


def find_opening(text: str, at: int, after: int = -1) -> int:
    """Where what is printed with the word at ``at`` begins: at its quotation mark, bracket, ₹ or #.

    It is behind ``after``, where the word before it starts.

    >>> find_opening("वह ‘हाँ’ बोला", 4)
    3
    """
    if at == 0 or text[at - 1].isspace():  # as at most words
        return at
    opening = _OPENING.match(text, after + 1, at)
    return opening.start() if opening else at


def to_milliseconds(samples: int, rate: int) -> int:
    """Rounded to the nearest."""
    return (2000 * samples + rate) // (2 * rate)


def _cover(one: Span, other: Span) -> Span:
    """Both, and what is between them."""
    return Span(min(one.start, other.start), max(one.end, other.end))
