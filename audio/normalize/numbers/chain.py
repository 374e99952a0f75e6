"""Numbers in a row, with what is written between them."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Wording, speak_wording
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.records import Span, SpokenWord

_VULGAR = frozenset("½¼¾⅓⅔")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in a row, with what is said between each two."""

    numbers: tuple[Numeral, ...]
    links: tuple[Wording, ...]
    """One fewer than the numbers; without words between the sides of a score."""


def read_chain(
    context: Context, at: int, link: regex.Pattern[str]
) -> tuple[list[Numeral], list[Span]]:
    """Numbers from ``at`` on, up to eight, and what links each two of them."""
    numbers: list[Numeral] = []
    links: list[Span] = []
    first = _read_number(context, at)
    while first:
        numbers.append(first)
        match = link.match(context.view, first.span.end) if len(numbers) < 8 else None
        first = _read_number(context, match.end()) if match else None
        if match and first:
            links.append(Span(*match.span()))
    return numbers, links


def _read_number(context: Context, at: int) -> Numeral | None:
    """A number without a slash, with the vulgar fraction that may be joined to it."""
    number = read_numeral(context, at, ratios=False)
    if number and context.view[number.span.end : number.span.end + 1] in _VULGAR:
        return read_numeral(context, at)
    return number


def verbalize_numbers(value: Numbers) -> list[SpokenWord]:
    """बीस से पच्चीस; तीन एक."""
    words = verbalize(value.numbers[0])
    for link, number in zip(value.links, value.numbers[1:], strict=True):
        words += speak_wording(link) + verbalize(number)
    return words
