"""Percentages: ``40%``, ``10-15%``, ``40%-50%`` (said once), ``-0.5%``."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Found, Piece, Start, handler, spoken
from audio.normalize.numbers.amount import Amount, amount_at, verbalize_amount
from audio.normalize.tables_reader import entries
from audio.records import Span, SpokenWord

_LINK = regex.compile(r" ?%? ?[-~] ?")


@dataclass(frozen=True, slots=True)
class Percent:
    """An amount in hundredths, or in another share of ``shares.tsv``."""

    amount: Amount
    unit: Piece


def classify(context: Context, at: int) -> Found[Percent] | None:
    """A number or range before ``%`` or a like sign."""
    amount = amount_at(context, at, _LINK)
    if amount is None:
        return None
    start = amount.end + (context.view[amount.end : amount.end + 1] == " ")
    found = entries("shares").find(context.view, start)
    if found is None:
        return None
    row, end = found
    unit = Piece(row.cells[1], Span(start, end))
    return Found(Percent(amount, unit), Span(at, end), f"percent {row.place}")


def verbalize(value: Percent) -> list[SpokenWord]:
    """दस से पंद्रह प्रतिशत."""
    return verbalize_amount(value.amount) + spoken(value.unit)


PERCENT = handler("percent", Start.DIGIT | Start.SIGN, classify, verbalize)
