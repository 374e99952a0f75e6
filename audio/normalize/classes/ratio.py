"""Numbers with colons between, which are no time: ``16:9``, ``2:1``."""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.classes.score import SIDE_OF_SCORE
from audio.normalize.classes.span_of_years import may_be_year
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording
from audio.normalize.numbers.chain import Numbers, read_chain, verbalize_numbers
from audio.normalize.numbers.numeral import Numeral
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_COLON = regex.compile(r" ?: ?(?=\d)")
_EQUALS_BEFORE = regex.compile(r"(?r)[=■] ?")
"""Before ``2:3`` of ``a:b = 2:3``."""
_WORKED_OUT = regex.compile(r" ?[=∷]| (?:होगा|होगी|होंगे)(?![\p{L}\p{M}])")
_FIRST_LIKELY_YEAR = "1800"
"""From here on a number before a colon without a space is a year: ``लंदन 2012:6``."""


def classify(context: Context, at: int) -> Finding[Numbers] | None:
    """Numbers with colons between, which are no time: ``16:9``, ``2:1``."""
    numbers, links = read_chain(context, at, _COLON)
    if len(numbers) < 2 or context.view[numbers[-1].span.end :][:1].isalpha():
        return None
    heading = _is_heading(context, numbers, links[0])
    if heading and context.view[links[0].end - 1] == " ":
        return None
    if heading:  # लंदन 2012:6
        numbers[0] = replace(numbers[0], as_year=True)
    large = any(len(number.whole) > SIDE_OF_SCORE for number in numbers)
    word = "अनुपात" if (large or _is_worked_out(context, numbers)) and not heading else ""
    pieces = tuple(Wording(word, link) for link in links)
    span = Span(at, numbers[-1].span.end)
    return Finding(Numbers(tuple(numbers), pieces), span, "ratio")


def _is_worked_out(context: Context, numbers: list[Numeral]) -> bool:
    """Whether the ratio is that of a sum: ``a:b = 2:3``, ``उत्तर 13:5 होगा``."""
    view, end = context.view, numbers[-1].span.end
    beside = _EQUALS_BEFORE.match(view, 0, numbers[0].span.start) or _WORKED_OUT.match(view, end)
    return bool(beside) or "ratio" in view.lower()


def _is_heading(context: Context, numbers: list[Numeral], colon: Span) -> bool:
    """Whether the colon only introduces what follows: ``साल 2024: 45 फीसदी``, ``2019: 303``.

    So it does after a year, and wherever a space follows it alone, save near a word for a ratio.
    """
    first = numbers[0]
    several = len(numbers) > 2 and not may_be_year(first)  # 19: 19: 19
    if several or _EQUALS_BEFORE.match(context.view, 0, first.span.start):
        return False
    near = {
        *context.find_words_before(first.span.start, 3),
        *context.find_words_after(numbers[-1].span.end, 3),
    }
    if any("नुपात" in word for word in near):  # लिंगानुपात too
        return False
    if may_be_year(first):
        return first.whole >= _FIRST_LIKELY_YEAR or context.view[colon.end - 1] == " "
    if context.view[colon.end - 1] != " ":
        return False
    if context.view[colon.start] == " " and len(first.whole) <= SIDE_OF_SCORE:
        return False
    return near.isdisjoint(read_cues("ratio"))


RATIO = Handler(
    "ratio",
    "ratio",
    Start.DIGIT,
    classify,
    verbalize_numbers,
    before=(
        Before("cardinal", "16:9 का पर्दा", "सोलह नौ का पर्दा"),
        Before("year", "लंदन 2012:6 पदक", "लंदन दो हज़ार बारह छह पदक"),
    ),
)
