"""Two or more numbers with hyphens between: ranges, budget years, scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.classes.interval import is_interval
from audio.normalize.classes.percent import is_of_label
from audio.normalize.classes.year import find_year_rule, is_span_of_years
from audio.normalize.context import HINDI, Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.amount import is_rough, read_scale
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_HYPHEN = regex.compile(r" ?[-~] ?(?=\d)|(?<=\d{3})@(?=\d{3,5}(?!\d))")
"""Of prices an ``@`` too: ``4800@5100``."""
_EQUALS = regex.compile(r" ?= ?(?:[\d?x−₹-]|रु)")
_SUM_BEFORE = regex.compile(r"(?r)(?<=[=+] ?|[=+][^।]{1,40} - )\d{1,4}")
"""The 3 of ``= -1 + 3 – 3``; ``= 5 – 10`` is a difference too."""
_OR_NEXT = regex.compile(r"/(?P<next>\d\d)(?![\d/])")
"""The ``/69`` of ``1304-1368/69``."""
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
_VULGAR = frozenset("½¼¾⅓⅔")
_SLASH = regex.compile(r"/(?=\d)")
_FILE_BEFORE = regex.compile(r"(?r)/\d{1,3}-")
"""``89/18-`` before 2-2018: the number of a letter, whose hyphens are no ranges."""
_PART_AFTER = regex.compile(r"-\d")
_ABOUT_BEFORE = regex.compile(
    r"(?r)\((?:(?:लगभग|करीब|क़रीब|संभवतः|अनुमानतः|प्रायः|c\.|ca\.|सी\.) ?"
    r"|[^()\d]{0,40}(?:\p{Latin}|शासन|जन्म|काल|राज) ?[;,:] ?)"
)
"""``(लगभग 1469-1539)``, ``(Louis XVI; 1774-1793)``: when somebody lived or ruled."""
_BEFORE_CHRIST = regex.compile(r"(?r)(?<![\p{L}\p{M}])(?:ई\.? ?पू\.?|ईसा[ \-]?पूर्व) ?")
_NOON = 12
_LIFE = 120
"""How long a man or a reign lasts at most: ``सूरदास 1478-1583, तुलसीदास``."""
SIDE_OF_SCORE = 2
"""Digits of a side of a score at most."""
_AIRCRAFT = regex.compile(r"7\d7|3[1-8]0")
_PAIR = r"(?<![\d\-/.:])(?P<first>\d{1,2})-(?P<second>\d{1,2})"
_PAIR_AFTER = regex.compile(r",? ?" + _PAIR + r"(?![\d\-/]|[.:]\d)")
_PAIR_BEFORE = regex.compile(r"(?r)" + _PAIR + r",? ")
_SET = r"[0-7]\.[0-7](?!\d)"
_NEXT_SET = rf"(?:, ?| (?:और |व |एवं )?){_SET}"
_BEATEN = rf" से (?:{HINDI}{{2,8}} (?:सेटों|गेमों) में )?(?:हरा|मात|पराजित|शिकस्त|जीत)"
_DOTTED_SET = regex.compile(
    rf"(?<![\d.])(?P<won>[0-7])\.(?P<lost>[0-7])(?!\d)"
    rf"(?=(?:{_NEXT_SET}){{1,4}}{_BEATEN}|(?<={_SET}{_NEXT_SET}){_BEATEN})",
    regex.V1,
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in a row, with what is said between each two."""

    numbers: tuple[Numeral, ...]
    links: tuple[Wording, ...]
    """One fewer than the numbers; without words between the sides of a score."""


def read_chain(
    context: Context, at: int, link: regex.Pattern[str]
) -> tuple[list[Numeral], list[Span]]:
    """Numbers from ``at`` on, up to eight, and what links each two of them."""
    numbers: list[Numeral] = []
    links: list[Span] = []
    first = _read_number(context, at)
    while first:
        numbers.append(first)
        match = link.match(context.view, first.span.end) if len(numbers) < 8 else None
        first = _read_number(context, match.end()) if match else None
        if match and first:
            links.append(Span(*match.span()))
    return numbers, links


def _read_number(context: Context, at: int) -> Numeral | None:
    """A number without a slash, with the vulgar fraction that may be joined to it."""
    number = read_numeral(context, at, ratios=False)
    if number and context.view[number.span.end : number.span.end + 1] in _VULGAR:
        return read_numeral(context, at)
    return number


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
        numbers = _strip_padding(_mark_years(context, numbers, end))
    pieces = tuple(Wording(word, link) for link in links)
    if (other := _OR_NEXT.match(context.view, end)) and len(numbers) == 2:
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
    if _is_short_year(first, second):
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
    if not timed and (first.value >= second.value or _is_score(context, numbers, end)):
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


def may_be_year(numeral: Numeral) -> bool:
    """Whether a number looks like a year from 1000 to 2099."""
    return numeral.plain and len(numeral.whole) == 4 and "1000" <= numeral.whole <= "2099"


def _is_short_year(first: Numeral, second: Numeral) -> bool:
    """``2016-17`` or ``1990-95``: the second with its century left out."""
    if not (first.plain and second.plain and len(first.whole) == 4 and len(second.whole) == 2):
        return False
    return may_be_year(first) and (first.whole[2:] < second.whole or first.whole[2:] == "99")


def _is_score(context: Context, numbers: list[Numeral], end: int) -> bool:
    """Small numbers beside words of winning and losing."""
    if any(len(number.whole) > 2 or not number.plain for number in numbers):
        return False
    start, end, falls = _find_run(context, numbers[0].span.start, end)
    if falls or read_cues("score-before") & set(context.find_words_before(start, 3)):
        return True
    following = context.find_words_after(end, 5)
    sides = context.find_words_before(start, 1) + following[:1]
    if len(sides) == 2 and read_cues("side").issuperset(sides):
        return True  # ब्राजील 1-7 जर्मनी
    return following[:1] in (["से"], ["की"], ["पर"]) and bool(
        read_cues("score-after") & set(following)
    )


def _find_run(context: Context, start: int, end: int) -> tuple[int, int, bool]:
    """Where the pairs around this one start and end, and whether one falls: ``21-19 19-21``."""
    falls = False
    for _ in range(4):
        if match := _PAIR_AFTER.match(context.view, end):
            end = match.end()
            falls = falls or int(match["first"]) >= int(match["second"])
        if match := _PAIR_BEFORE.match(context.view, 0, start):
            start = match.start("first")
            falls = falls or int(match["first"]) >= int(match["second"])
    return start, end, falls


def _mark_years(context: Context, numbers: list[Numeral], end: int) -> list[Numeral]:
    """The numbers, by hundreds where the whole is a span of years."""
    first, second = numbers
    short = _is_short_year(first, second)
    if other := _OR_NEXT.match(context.view, end):  # 1304-1368/69
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


def verbalize_numbers(value: Numbers) -> list[SpokenWord]:
    """बीस से पच्चीस; तीन एक."""
    words = verbalize(value.numbers[0])
    for link, number in zip(value.links, value.numbers[1:], strict=True):
        words += speak_wording(link) + verbalize(number)
    return words


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


def classify_sets(context: Context, at: int) -> Finding[Numbers] | None:
    """``6.3, 6.4 से हराकर``: two sets or more, with a dot for the hyphen."""
    match = _DOTTED_SET.match(context.view, at)
    if match is None:
        return None
    won, lost = (Numeral(match[name], Span(*match.span(name))) for name in ("won", "lost"))
    dot = Wording("", Span(won.span.end, lost.span.start))
    return Finding(Numbers((won, lost), (dot,)), Span(*match.span()), "score of a set")


SETS = Handler(
    "sets",
    "range",
    Start.DIGIT,
    classify_sets,
    verbalize_numbers,
    before=(Before("decimal", "को 6.3, 6.4 से हराकर", "को छह तीन, छह चार से हराकर"),),
)
YEARS = Handler(
    "years",
    "range",
    Start.DIGIT,
    classify_years,
    verbalize_numbers,
    before=(Before("year", "और 1968/69 की", "और उन्नीस सौ अड़सठ उनहत्तर की"),),
)
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
