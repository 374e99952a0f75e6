"""Years, and the question that decides their reading: a year or a count?

``1947 में`` is उन्नीस सौ सैंतालीस, ``1947 लोग`` एक हज़ार नौ सौ सैंतालीस. Outside 1100–1999 the two
are read alike.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.numbers.numeral import Numeral, read_numeral
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.tables_reader import read_cues

_NEXT_NUMBER = regex.compile(r" (?:से|और|या|तथा|एवं|व) (?P<next>\d{4})(?![\d,.]|-\d)")

_REPORT = regex.compile(r"\)? \(?\d{1,2}\)? (?P<name>[A-Z]{2,5})\b")
"""What follows the year of a law report: ``(1997) 6 SCC 241``."""


def is_span_of_years(first: str, second: str) -> bool:
    """Whether ASCII digits are a year and the one after it: ``2016`` and ``17`` or ``2017``."""
    if len(first) != 4 or not "1100" <= first <= "2099" or len(second) not in (2, 4):
        return False
    return str(int(first) + 1).endswith(second)


def find_year_rule(context: Context, numeral: Numeral, end: int) -> str:
    """Why the number that ends (with all that belongs to it) at ``end`` is a year; else empty."""
    if not (numeral.plain and len(numeral.whole) == 4 and "1100" <= numeral.whole <= "2099"):
        return ""
    before = [*context.find_words_before(numeral.span.start, 2), "", ""][:2]
    if " ".join(context.find_words_after(end, 2)) in read_cues("count-after"):
        return ""
    if before[0] in read_cues("year-before") and before[1] not in read_cues("not-year-before"):
        return f"year after {before[0]}"
    if read_cues("count-before") & set(before):
        return ""
    return _find_rule_after(context, end, alone=not before[0])


def _find_rule_after(context: Context, end: int, *, alone: bool) -> str:
    for _ in range(4):
        match = _NEXT_NUMBER.match(context.view, end)
        if match is None:
            break
        end = match.end()
    report = _REPORT.match(context.view, end)
    if report and report["name"] in read_cues("report"):
        return f"year of {report['name']}"
    first, second = context.find_word_after(end), context.find_word_after(end, 2)
    if not first:
        return "" if alone else "year by shape"
    if f"{first} {second}" in read_cues("count-after"):
        return ""
    if first in read_cues("year-after"):
        return f"year before {first}"
    event = first not in _read_common_words() and second in read_cues("event")
    return f"year of a {second}" if event else ""


def _read_common_words() -> frozenset[str]:
    """What is no name of an event after a number: a count, a case or a unit goes with these."""
    return (
        read_cues("postposition")
        | read_cues("counted")
        | read_cues("currency-word")
        | read_cues("unit-before")
    )


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """``1947`` where it is a year."""
    numeral = read_numeral(context, at, ratios=False)
    if numeral is None or not (rule := find_year_rule(context, numeral, numeral.span.end)):
        return None
    return Finding(replace(numeral, as_year=True), numeral.span, rule)


YEAR = Handler(
    "year",
    "year",
    Start.DIGIT,
    classify,
    verbalize_numeral,
    before=(Before("cardinal", "1857 का विद्रोह", "अठारह सौ सत्तावन का विद्रोह"),),
)
