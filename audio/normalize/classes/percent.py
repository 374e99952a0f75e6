"""Percentages: ``40%``, ``10-15%``, ``40%-50%`` (said once), ``-0.5%``."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.amount import Amount, read_amount, verbalize_amount
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_LINK = regex.compile(r" ?%? ?[-~] ?")


@dataclass(frozen=True, slots=True)
class Percent:
    """An amount in hundredths, or in another share of ``shares.tsv``."""

    amount: Amount
    unit: Wording


def classify(context: Context, at: int) -> Finding[Percent] | None:
    """A number or range before ``%`` or a like sign."""
    amount = read_amount(context, at, _LINK)
    if amount is None:
        return None
    start = amount.end + (context.view[amount.end : amount.end + 1] == " ")
    found = index_spellings("shares").find(context.view, start)
    if found is None or (amount.link and is_of_label(context, at, amount.link)):
        return None
    row, end = found
    unit = Wording(row.cells[1], Span(start, end))
    return Finding(Percent(amount, unit), Span(at, end), f"percent {row.place}")


def is_of_label(context: Context, at: int, link: Span) -> bool:
    """Whether the number before a share is a chapter's: ``Chapter 2 - 100% Coverage``."""
    spaced = link.of(context.view) == " - "
    return spaced and context.find_word_before(at) in read_cues("roman-before")


def verbalize(value: Percent) -> list[SpokenWord]:
    """दस से पंद्रह प्रतिशत."""
    return verbalize_amount(value.amount) + speak_wording(value.unit)


PERCENT = Handler(
    "percent",
    "percent",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(
        Before("decimal", "0.5-1% लोग", "शून्य दशमलव पाँच से एक प्रतिशत लोग"),
        Before("cardinal", "10-15% लोग", "दस से पंद्रह प्रतिशत लोग"),
    ),
)
