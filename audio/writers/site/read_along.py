"""Read-along timing: which written stretch of a sentence lights up when."""

from __future__ import annotations

from typing import NamedTuple

from audio import regex
from audio.records import Cue, Span

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


def find_stretches(cue: Cue, rate: int) -> list[Stretch]:
    """What lights up in a sentence, in order; empty without word marks.

    Several spoken words for one written (2019) are one stretch. Where what is spoken goes back
    in the writing (₹5.2 लाख: the rupees are spoken last), all that it goes back over is one.
    """
    text, begin = cue.script.sentence.text, cue.start
    found: list[Stretch] = []
    for (_, span), start, end in cue.words:
        if not text[span.start : span.end].strip():
            continue
        new = Stretch(
            span, to_milliseconds(start - begin, rate), to_milliseconds(end - begin, rate)
        )
        while found and new.span.start < found[-1].span.end:
            new = _join(found.pop(), new)
        if found and new.start - found[-1].end <= BRIDGED:
            last = found[-1]
            if last.end != new.start:
                found[-1] = Stretch(last.span, last.start, new.start)
        found.append(new)
    return found


def find_opening(text: str, at: int, after: int = -1) -> int:
    """Where what is printed with the word at ``at`` begins: at its quotation mark, bracket, ₹ or #.

    It is behind ``after``, where the word before it starts.

    >>> find_opening("वह ‘हाँ’ बोला", 4)
    3
    """
    opening = _OPENING.match(text, after + 1, at)
    return opening.start() if opening else at


def to_milliseconds(samples: int, rate: int) -> int:
    """Rounded to the nearest."""
    return (2000 * samples + rate) // (2 * rate)


def _join(first: Stretch, second: Stretch) -> Stretch:
    return Stretch(
        Span(
            min(first.span.start, second.span.start),
            max(first.span.end, second.span.end),
        ),
        first.start,
        max(first.end, second.end),
    )
