"""Two or more numbers with hyphens between: ranges, budget years, scores."""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.classes.interval import is_interval
from audio.normalize.classes.percent import is_of_label
from audio.normalize.classes.score import SIDE_OF_SCORE, is_score
from audio.normalize.classes.span_of_years import OR_NEXT, is_short_year, mark_years, may_be_year
from audio.normalize.classes.year import is_span_of_years
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording
from audio.normalize.numbers.amount import is_rough
from audio.normalize.numbers.chain import Numbers, read_chain, verbalize_numbers
from audio.normalize.numbers.numeral import Numeral
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_HYPHEN = regex.compile(r" ?[-~] ?(?=\d)|(?<=\d{3})@(?=\d{3,5}(?!\d))")
"""Of prices an ``@`` too: ``4800@5100``."""
_EQUALS = regex.compile(r" ?= ?(?:[\d?x−₹-]|रु)")
_SUM_BEFORE = regex.compile(r"(?r)(?<=[=+] ?|[=+][^।]{1,40} - )\d{1,4}")
"""The 3 of ``= -1 + 3 – 3``; ``= 5 – 10`` is a difference too."""
_TENTHS = regex.compile(
    r"10 ?-(?:[2-9]|10(?<=(?:[=≈~×x(]|(?:ंगस्ट्रॉम|त्रिज्या|तरंगदैर्ध्य|तरंगदैर्घ्य|व्यास|परमाणु|नाभिक)[^।]{0,30})"
    r" ?10 ?-10))(?= ?(?:मीटर|मी\.?|सेमी|सेकंड|सेकेंड|किग्रा|किलोग्राम|ग्राम|मोल|कूलॉम|न्यूटन"
    r"|m|cm|kg|s|M|N|C)(?![\p{L}\p{M}\p{N}]))"
)
"""``10-9 मीटर``: a power that is no longer raised, since no range falls.

``10-10 ग्राम`` is ten each, save in physics.
"""
_DAY_AFTER = regex.compile(
    r"(?<=(?<!\d)[12]\d{3} ?- ?)(?:0?[1-9]|[12]\d|3[01]) [\p{L}\p{M}]{2,8},? [12]\d{3}(?!\d)"
)
_FILE_BEFORE = regex.compile(r"(?r)/\d{1,3}-")
"""``89/18-`` before 2-2018: the number of a letter, whose hyphens are no ranges."""
_BEFORE_CHRIST = regex.compile(r"(?r)(?<![\p{L}\p{M}])(?:ई\.? ?पू\.?|ईसा[ \-]?पूर्व) ?")
_NOON = 12
_AIRCRAFT = regex.compile(r"7\d7|3[1-8]0")


def classify(context: Context, at: int) -> Finding[Numbers] | None:
    """Numbers with hyphens between: से in a range, nothing in a score."""
    numbers, links = read_chain(context, at, _HYPHEN)
    if len(numbers) < 2:
        return None
    if _TENTHS.match(context.view, at):
        between = (Wording("की घात माइनस", links[0]),)
        return Finding(Numbers(tuple(numbers[:2]), between), Span(at, numbers[1].span.end), "power")
    numbers[1:] = [_restore_padding(number, numbers[0]) for number in numbers[1:]]
    end = numbers[-1].span.end
    if _is_difference(context, links[0], end) or (
        context.view[end : end + 1] == "%" and is_of_label(context, at, links[0])
    ):
        return None
    if "@" in links[0].of(context.view) and not _are_prices(numbers):
        return None
    if _is_between_days(context, links[0]):
        return None
    word, rule = _choose_link(context, numbers, end)
    if word == "से" or rule in ("budget years", "rough numbers"):
        numbers = _strip_padding(mark_years(context, numbers, end))
    pieces = tuple(Wording(word, link) for link in links)
    if (other := OR_NEXT.match(context.view, end)) and len(numbers) == 2:
        last = numbers[1]
        if last.as_year and is_span_of_years(last.whole, other["next"]):
            numbers.append(Numeral(other["next"], Span(*other.span("next"))))
            pieces += (Wording("या", Span(end, end + 1)),)
            end = other.end()
    return Finding(Numbers(tuple(numbers), pieces), Span(at, end), rule)


def _are_prices(numbers: list[Numeral]) -> bool:
    """Whether two numbers are the least and the most of a price: ``4800@5100``."""
    low, high = numbers[0].value, numbers[1].value
    return len(numbers) == 2 and low < high <= 2 * low


def _is_between_days(context: Context, link: Span) -> bool:
    """``15 जून 2023-20 जुलाई 2024``, ``1469 - 22 सितंबर 1539``."""
    if _DAY_AFTER.match(context.view, link.end):
        return True
    return is_interval(context, link.end - 1) or is_interval(context, link.end - 2)


def _is_difference(context: Context, link: Span, end: int) -> bool:
    """``8 − 3``, ``8-3=5``: a sum to be worked out."""
    spaced = link.of(context.view) == " - "
    added = spaced and _SUM_BEFORE.match(context.view, 0, link.start)
    true = spaced and "−" in link.of(context.text)
    return bool(true or added) or bool(_EQUALS.match(context.view, end))


def _choose_link(context: Context, numbers: list[Numeral], end: int) -> tuple[str, str]:
    """What is said for the hyphen, and why."""
    if len(numbers) > 2 or _is_of_file(context, numbers[0], end):
        return "", "numbers in a row"
    first, second = numbers
    if _is_aircraft(context, first, second, end):
        return "", "model of an aircraft"
    if is_short_year(first, second):
        following = int(second.whole) == (int(first.whole) + 1) % 100
        hyphen_is_silent = following and not first.whole.endswith("00")
        return ("", "budget years") if hyphen_is_silent else ("से", "span of years")
    if is_span_of_years(first.whole, second.whole) and _is_of_season(context, first, end):
        return "", "budget years"
    before_christ = _BEFORE_CHRIST.match(context.view, 0, first.span.start)  # ई.पू. 563-483
    after = context.find_word_after(end)
    hours = after == "बजे" or _are_hours(context, numbers, end)
    falls = (first.fraction or second.fraction) and after in read_cues("percent")
    timed = hours or before_christ or (falls and first.value > second.value)  # 4-2.5 फीसदी
    if not timed and (first.value >= second.value or is_score(context, numbers, end)):
        return "", "score"
    steep = first.value + 1 < second.value and context.find_word_after(end) == "डिग्री"  # 2-4 डिग्री
    rough = is_rough(first, second) and not (hours or steep)
    return ("", "rough numbers") if rough else ("से", "range")


def _is_of_file(context: Context, first: Numeral, end: int) -> bool:
    """``89/18-2-2018``, ``फा. सं. 12-34/2019``: parts of the number of a letter or file.

    Larger numbers are those of several cases: ``अपील सं. 10866-10867/2010``.
    """
    if _FILE_BEFORE.match(context.view, 0, first.span.start):
        return True
    parted = len(first.whole) <= SIDE_OF_SCORE and context.view[end : end + 1] == "/"
    return parted and context.find_word_before(first.span.start) in read_cues("id-before")


def _are_hours(context: Context, numbers: list[Numeral], end: int) -> bool:
    """``सुबह 10-1``: over noon, where no score is told of."""
    if any(len(number.whole) > 2 or int(number.whole) > _NOON for number in numbers):
        return False
    of_day = context.find_word_beside(numbers[0].span.start) in read_cues("day-part")
    return of_day and read_cues("score-after").isdisjoint(context.find_words_after(end, 5))


def _is_of_season(context: Context, first: Numeral, end: int) -> bool:
    """``वित्त वर्ष 1999-2000``, ``2019-2020 सत्र``: one year or season, not a stretch of two."""
    near = (context.find_word_before(first.span.start), context.find_word_after(end))
    return not read_cues("season").isdisjoint(near)


def _is_aircraft(context: Context, first: Numeral, second: Numeral, end: int) -> bool:
    """``बोइंग 737-800``."""
    if not (first.plain and second.plain and _AIRCRAFT.fullmatch(first.whole)):
        return False
    before, after = context.find_word_before(first.span.start), context.find_word_after(end)
    return bool({before, after} & read_cues("aircraft"))


def _restore_padding(numeral: Numeral, first: Numeral) -> Numeral:
    """``1905-06 की``: the nought of a short year, which no other number keeps."""
    start, end = numeral.span
    if not (numeral.plain and end - start == len("06") > len(numeral.whole)):
        return numeral
    return replace(numeral, whole=f"0{numeral.whole}") if may_be_year(first) else numeral


def _strip_padding(numbers: list[Numeral]) -> list[Numeral]:
    """``05-10 लोग``: noughts that only fill up two digits are not said."""
    if any(len(number.whole) != 2 or not number.plain for number in numbers):
        return numbers
    return [replace(number, whole=number.whole.removeprefix("0")) for number in numbers]


RANGE = Handler(
    "range",
    "range",
    Start.DIGIT,
    classify,
    verbalize_numbers,
    before=(
        Before("decimal", "2.5-3.5 गुना", "ढाई से साढ़े तीन गुना"),
        Before("year", "वर्ष 2016-17 में", "वर्ष दो हज़ार सोलह सत्रह में"),
    ),
)
