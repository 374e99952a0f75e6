"""Amounts with a scale in Latin letters and no currency beside it: ``1000 cr``, ``2 लाख Cr``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.numbers.amount import Amount, read_amount, verbalize_amount
from audio.records import Span

_LATIN = regex.compile(r"\p{Latin}")


def classify(context: Context, at: int) -> Finding[Amount] | None:
    """A number or a range with such a scale after it."""
    amount = read_amount(context, at)
    if amount is None or amount.scale is None:
        return None
    if not _LATIN.search(context.view, *amount.scale.span):
        return None
    return Finding(amount, Span(at, amount.end), "scale in Latin letters")


SCALED = Handler(
    "scaled",
    "measure",
    Start.DIGIT,
    classify,
    verbalize_amount,
    before=(
        Before("range", "5-10 bn लोग", "पाँच से दस बिलियन लोग"),
        Before("code", "10cr मिले", "दस करोड़ मिले"),
    ),
)
