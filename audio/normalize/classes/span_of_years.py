"""Spans of years: ``1990-95``, ``2017/18``, ``(लगभग 1469-1539)``."""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.classes.year import find_year_rule, is_span_of_years
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording
from audio.normalize.numbers.amount import read_scale
from audio.normalize.numbers.chain import Numbers, read_chain, verbalize_numbers
from audio.normalize.numbers.numeral import Numeral
from audio.normalize.tables_reader import read_cues
from audio.records import Span

OR_NEXT = regex.compile(r"/(?P<next>\d\d)(?![\d/])")
"""The ``/69`` of ``1304-1368/69``."""
_SLASH = regex.compile(r"/(?=\d)")
_PART_AFTER = regex.compile(r"-\d")
_ABOUT_BEFORE = regex.compile(
    r"(?r)\((?:(?:लगभग|करीब|क़रीब|संभवतः|अनुमानतः|प्रायः|c\.|ca\.|सी\.) ?"
    r"|[^()\d]{0,40}(?:\p{Latin}|शासन|जन्म|काल|राज) ?[;,:] ?)"
)
"""``(लगभग 1469-1539)``, ``(Louis XVI; 1774-1793)``: when somebody lived or ruled."""
_LIFE = 120
"""How long a man or a reign lasts at most: ``सूरदास 1478-1583, तुलसीदास``."""


def may_be_year(numeral: Numeral) -> bool:
    """Whether a number looks like a year from 1000 to 2099."""
    return numeral.plain and len(numeral.whole) == 4 and "1000" <= numeral.whole <= "2099"


def is_short_year(first: Numeral, second: Numeral) -> bool:
    """``2016-17`` or ``1990-95``: the second with its century left out."""
    if not (first.plain and second.plain and len(first.whole) == 4 and len(second.whole) == 2):
        return False
    return may_be_year(first) and (first.whole[2:] < second.whole or first.whole[2:] == "99")


def mark_years(context: Context, numbers: list[Numeral], end: int) -> list[Numeral]:
    """The numbers, by hundreds where the whole is a span of years."""
    first, second = numbers
    short = is_short_year(first, second)
    if other := OR_NEXT.match(context.view, end):  # 1304-1368/69
        end = other.end()
    alone = context.view[first.span.start - 1 : first.span.start] + context.view[end : end + 1]
    # संवत् 1050-1375: years, though the first alone may be none.
    before = context.find_word_before(first.span.start)
    era = before == "सं." or before in read_cues("era")
    about = context.view[end : end + 1] == ")" and _ABOUT_BEFORE.match(
        context.view, 0, first.span.start
    )
    exact = not (first.whole.endswith("00") and second.whole.endswith("00"))
    ends = context.view[end : end + 1] in ("", ",", ";", ")", "(", "।")
    lived = ends and first.whole[-1:] != "0" and 0 < second.value - first.value < _LIFE
    told = era or alone in ("", "()") or (about and exact) or lived
    spanned = told and may_be_year(first) and may_be_year(second)
    if read_scale(context, end) or not (short or spanned or find_year_rule(context, first, end)):
        return numbers
    if short:
        return [replace(first, as_year=True), _complete_short_year(first, second)]
    return [replace(number, as_year=number.plain and len(number.whole) == 4) for number in numbers]


def _complete_short_year(first: Numeral, second: Numeral) -> Numeral:
    """The second of ``1900-05`` and ``1899-00`` with its century; of ``2016-17`` without."""
    if second.whole == "00":
        return replace(second, whole=str(int(first.whole) + 1), as_year=True)
    if first.whole.endswith("00"):
        return replace(second, whole=first.whole[:2] + second.whole, as_year=True)
    return replace(second, whole=str(int(second.whole)))


def classify_years(context: Context, at: int) -> Finding[Numbers] | None:
    """``2017/18``: a year and the next."""
    numbers, links = read_chain(context, at, _SLASH)
    if len(numbers) != 2 or not is_span_of_years(numbers[0].whole, numbers[1].whole):
        return None
    end = numbers[1].span.end
    if _PART_AFTER.match(context.view, end):
        return None  # पत्र सं. 1234/35-2-2019
    second = numbers[1]
    short = len(second.whole) == len("17")
    years = (
        replace(numbers[0], as_year=True),
        _complete_short_year(numbers[0], second) if short else replace(second, as_year=True),
    )
    return Finding(Numbers(years, (Wording("", links[0]),)), Span(at, end), "budget years")


YEARS = Handler(
    "years",
    "range",
    Start.DIGIT,
    classify_years,
    verbalize_numbers,
    before=(Before("year", "और 1968/69 की", "और उन्नीस सौ अड़सठ उनहत्तर की"),),
)
