"""``<5%``, ``≥ 60 वर्ष``: in Hindi the sign comes after what it compares with."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Found, Piece, Start, handler, spoken
from audio.normalize.numbers.amount import Amount, amount_at, verbalize_amount
from audio.normalize.tables_reader import cues, entries
from audio.records import Span, SpokenWord

_SIGN = regex.compile(r"(?P<sign>[<>]=?|[≤≥⩽⩾]) ?(?=[\d.])")
_WORDS = {
    "<": "से कम",
    ">": "से ज़्यादा",
    "≤": "या उससे कम",
    "≥": "या उससे ज़्यादा",
    "<=": "या उससे कम",
    ">=": "या उससे ज़्यादा",
    "⩽": "या उससे कम",
    "⩾": "या उससे ज़्यादा",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """An amount and how something compares with it."""

    amount: Amount
    unit: Piece | None
    sign: Piece


def classify(context: Context, at: int) -> Found[Comparison] | None:
    """A sign of comparison before a number."""
    match = _SIGN.match(context.view, at)
    amount = match and amount_at(context, match.end())
    if not (match and amount):
        return None
    unit = _unit(context, amount)
    end = unit.span.end if unit else amount.end
    sign = Piece(_WORDS[match["sign"]], Span(*match.span("sign")))
    return Found(Comparison(amount, unit, sign), Span(at, end), f"comparison {match['sign']}")


def _unit(context: Context, amount: Amount) -> Piece | None:
    """The unit, percent sign or counted noun that belongs to the amount."""
    start = amount.end + (context.view[amount.end : amount.end + 1] == " ")
    for name, column in (("shares", 1), ("units", 2)):
        if found := entries(name).find(context.view, start):
            return Piece(found[0].cells[column], Span(start, found[1]))
    noun = context.after(amount.end)
    if noun in cues("counted") and context.view.startswith(noun, start):
        return Piece(noun, Span(start, start + len(noun)))
    return None


def verbalize(value: Comparison) -> list[SpokenWord]:
    """पाँच प्रतिशत से कम."""
    return verbalize_amount(value.amount) + spoken(value.unit) + spoken(value.sign)


COMPARISON = handler("comparison", Start.SIGN, classify, verbalize)
