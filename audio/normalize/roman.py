"""Roman numerals: after a regnal name an ordinal (लुई XIV), after भाग or अध्याय a number."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import Context
from audio.normalize.found import Found, Start, handler, said
from audio.normalize.hindi_numbers import Form, cardinal, ordinal
from audio.normalize.table import by_first, cues
from audio.records import Span, SpokenWord

_ROMAN = regex.compile(
    r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'.]\p{L}?|-\p{L})"
    r"|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'])"
)
_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])[IVX]{1,5}-")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Roman:
    """A Roman numeral and how it is said."""

    number: int
    span: Span
    rank: bool
    """After the name of a king or pope."""


def roman_value(numeral: str) -> int:
    """``XIV`` → 14."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if following and _VALUES[following] > value else value
    return total


def classify(context: Context, at: int) -> Found[Roman] | None:
    """A Roman numeral after a word that takes one."""
    if context.view[at - 1 : at].isalnum():
        return None
    match = _ROMAN.match(context.view, at)
    if match is None or not match[0]:
        return None
    span = Span(*match.span())
    before = context.beside(at)
    if before in cues("roman-before") or _follows_one(context, at):
        return Found(Roman(roman_value(match[0]), span, False), span, f"Roman after {before}")
    if before in by_first("regnal_names"):
        place = by_first("regnal_names")[before].place
        return Found(Roman(roman_value(match[0]), span, True), span, f"Roman {place}")
    if len(match[0]) > 1 and set(match[0]) <= set("IVX") and match[0] not in ("IV", "VI", "XX"):
        return Found(Roman(roman_value(match[0]), span, False), span, "Roman by shape")
    return None


def _follows_one(context: Context, at: int) -> bool:
    """The second of a range: ``चरण I-IV``."""
    before = _BEFORE.match(context.view, 0, at)
    return before is not None and context.beside(before.start()) in cues("roman-before")


def verbalize(value: Roman) -> list[SpokenWord]:
    """चतुर्थ, चौदहवें; चार."""
    digits = str(value.number)
    if not value.rank:
        return said(cardinal(digits), value.span)
    row = by_first("sanskrit_ordinals").get(digits)
    return said(row.cells[1] if row else ordinal(digits, Form.OBLIQUE), value.span)


ROMAN = handler("roman", Start.LATIN, classify, verbalize)
