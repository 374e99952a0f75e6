"""A number or a range with the scale words after it: what money, measures and percents share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from audio import regex
from audio.hindi.common_words import read_common_words
from audio.normalize.context import HINDI, Context
from audio.normalize.handler import Wording, speak_wording, speak_words
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_LINK = regex.compile(r" ?(?:-|~) ?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of two, with the scale words that go with them."""

    first: Numeral
    scale: Wording | None
    """लाख, करोड़, बिलियन …: of the only number, or of the range as a whole."""
    end: int
    second: Numeral | None = None
    link: Span | None = None
    """The hyphen between the two; said as से."""
    first_scale: Wording | None = None
    """A scale that stands with the first number of a range alone."""

    @property
    def single(self) -> bool:
        """Exactly one or a part of one, so that a unit is singular."""
        if self.second or self.scale:
            return False
        part = self.first.ratio and self.first.whole in ("", "0")
        return bool(part) or (self.first.whole == "1" and self.bare_of_scale)

    @property
    def bare_of_scale(self) -> bool:
        """A plain number without scale, decimals or fraction."""
        return not (self.scale or self.first.fraction or self.first.ratio)


_GLUED = regex.compile(
    rf"(?P<scale>करोड़|करोड|लाख|हज़ार|हजार|अरब)(?P<word>{HINDI}{{2,12}}+)", regex.V1
)
_NEVER_AFTER_SCALES = frozenset(("पति",))
"""``3 करोड़पति`` are persons."""


@cache
def _list_words_after_scales() -> frozenset[str]:
    """Common words and currencies, as they are printed without their nuktas too."""
    return (frozenset(read_common_words()) | read_cues("currency-word")) - _NEVER_AFTER_SCALES


def read_scale(context: Context, end: int) -> tuple[Wording, int] | None:
    """The scale words after a number that ends at ``end``: लाख, लाख करोड़, bn, crore …"""
    at = end + (context.view[end : end + 1] in (" ", "-"))
    found = index_spellings("scales").find(context.view, at)
    if found is None:
        return _read_glued_scale(context, at)
    row, end = found
    if "spaced" in row.cells[2] and context.view[at - 1 : at] != " ":
        return None
    return Wording(row.cells[1], Span(at, end)), end


def _read_glued_scale(context: Context, at: int) -> tuple[Wording, int] | None:
    """The scale that the next word is written onto, as in ``79000 करोड़दिए गए``."""
    match = _GLUED.match(context.view, at)
    if match is None or match["word"] not in _list_words_after_scales():
        return None
    return Wording(match["scale"], Span(*match.span("scale"))), match.end("scale")


def read_amount(context: Context, at: int, between: regex.Pattern[str] = _LINK) -> Amount | None:
    """The number or range at ``at`` with its scale; ``between`` is what may part a range.

    No range when a third number follows, as in a date or a telephone number.
    """
    first = read_numeral(context, at)
    if first is None:
        return None
    scale = read_scale(context, first.span.end)
    end = scale[1] if scale else first.span.end
    link = between.match(context.view, end)
    second = link and read_numeral(context, link.end())
    if link and second and not second.sign and not _has_third_number(context, second.span.end):
        last = read_scale(context, second.span.end)
        if last or not scale:
            return Amount(
                first,
                last[0] if last else None,
                last[1] if last else second.span.end,
                second,
                Span(*link.span()),
                scale[0] if scale else None,
            )
    return Amount(first, scale[0] if scale else None, end)


_THIRD = regex.compile(r"[-/:.]\d")


def _has_third_number(context: Context, end: int) -> bool:
    return bool(_THIRD.match(context.view, end))


_ROUGH = 31
"""The last number that is joined to the one before: the days of a month end there."""


def is_rough(first: Numeral, second: Numeral) -> bool:
    """Whether two small numbers stand for about as many: ``2-3`` दो-तीन, ``2-4`` दो-चार."""
    if not (first.plain and second.plain) or len(second.whole) > len(str(_ROUGH)):
        return False
    low, high = int(first.whole), int(second.whole)
    return (low, high) == (2, 4) or 1 <= low == high - 1 < _ROUGH


def verbalize_amount(amount: Amount) -> list[SpokenWord]:
    """``5.2 लाख करोड़``, ``8-10 लाख`` → आठ से दस लाख."""
    words = verbalize(amount.first) + speak_wording(amount.first_scale)
    if amount.second and amount.link:
        silent = amount.first.value == amount.second.value or (
            not amount.first_scale and is_rough(amount.first, amount.second)
        )
        link = "" if silent else "से"
        words += speak_words(link, amount.link) + verbalize(amount.second)
    return words + speak_wording(amount.scale)
