"""Roman numerals as numbers."""

from __future__ import annotations

from dataclasses import dataclass

from audio.normalize.numbers.words import AdjectiveForm
from audio.records import Span

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Roman:
    """A Roman numeral and how it is said."""

    number: int
    span: Span
    rank: bool = False
    """After the name of a king or pope."""
    form: AdjectiveForm | None = None
    """Of an ordinal, by the ending that is written after it."""
    last: Roman | None = None
    """The greater end of a range."""
    link: Span | None = None
    """The hyphen of a range."""


def parse_roman(numeral: str) -> int:
    """``XIV`` → 14."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if following and _VALUES[following] > value else value
    return total
