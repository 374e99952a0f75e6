"""Years, and the question that decides their reading: a year or a count?

``1947 में`` is उन्नीस सौ सैंतालीस, ``1947 लोग`` एक हज़ार नौ सौ सैंतालीस. Outside 1100–1999 the two
are read alike.
"""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.conjunctions import AND, AND_OR, BETWEEN
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.neighbours import holds
from audio.normalize.numbers.numeral import Numeral, read_numeral
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_NEXT_NUMBER = regex.compile(
    rf"(?:, | ?से ?| (?:{AND_OR}|to) )(?P<next>\d{{4}}|\d\d(?!\d))(?:-\d{{2}}(?:\d\d)?)?"
    r"(?![\d.]|,\d|-\d)"
)
_SPAN_BEFORE = regex.compile(r"(?r)(?<![\d.,/])1[1-9]\d\d-(?:\d\d)?\d\d" + BETWEEN)
"""Years in a list before this one: ``1712-13, 1739 और 1752``."""
_HEADING = regex.compile(
    r" ?: ?(?=[\p{L}\d\"'])| [-—] (?=\p{L})| \((?=\d{1,2} \p{L}|\p{L}+\) ?[-—:])", regex.V1
)
"""What follows a year at the start of an entry: ``1969: 14 बैंकों का``, ``1526 - पानीपत``,
``1526 (21 अप्रैल)``."""
_CALLED = regex.compile(r" [^।,;:?!\d]{0,40}?(?<=[ ])(?:साल|वर्ष) (?:था|है|रहा|रहेगा|साबित)(?!\p{L})")
"""What makes a year of the number that opens a sentence: ``1975 ऐसा ही एक साल था``."""
_MATCH = regex.compile(r" [^।\d]{4,60} \d{1,2}-\d{1,2}(?= )")
"""A row of a table: ``1966 इंग्लैंड 4-2 जर्मनी``."""
_OF_ACT = regex.compile(
    r" के (?:[\p{L}\p{M}]{2,15} ){0,3}(?:एक्ट|ऐक्ट|अधिनियम|कानून|क़ानून)(?![\p{L}\p{M}])"
)
"""``यह धारा 1861 के पुलिस एक्ट की है``."""
_TO_DAY = regex.compile(
    r" ?- ?(?:0?[1-9]|[12]\d|3[01]) (?P<month>[\p{L}\p{M}]{2,8}),? [12]\d{3}(?!\d)"
)
"""``1469 - 22 सितंबर 1539``: to a day of another year."""
_OPENING = regex.compile(r"(?r)\A[\s\"'(\[*•\-]{0,4}")
_CLOSING = regex.compile(r"[\s\"')\].।*]{0,4}\Z")
_BRACKET = regex.compile(r"(?r)[\p{L}\p{M}\"'] ?[(\[]", regex.V1)
_NUMBERED_TITLE = regex.compile(r"(?r)[\p{L}\p{M}] \d{1,3} ?\(", regex.V1)
"""``श्री 420 (1955)``."""
_BRACKETED = regex.compile(r"[)\]]|, ?[\p{L}]|; ")
_BETWEEN_YEARS = rf"(?: ?[,•·] ?| {AND} )"
_SERIES_BEFORE = regex.compile(
    rf"(?r)(?<![\d.,/\-])(?:(?P<year>(?:1[5-9]|20)\d\d){_BETWEEN_YEARS}){{1,12}}"
)
_SERIES_AFTER = regex.compile(
    rf"(?:{_BETWEEN_YEARS}(?P<year>(?:1[5-9]|20)\d\d)(?![\d./\-%]|,\d)){{1,12}}"
)
_LEAST_OF_SERIES = 3
_LAST_YEAR = "2035"
_MONEY_BEFORE = regex.compile(r"(?r)(?:[₹$£€]|रु\.?|Rs\.?) ?")
_FIRST_ALONE = "1400"
"""Alone in a line, a lesser number is as likely a count."""
_BETWEEN = 4
"""How far after a year the name of an event may end: ``1984 सिख विरोधी दंगों``."""

_FIRST_GOVERNMENT = "1920"
_OF_COUNTS = ("counted", "currency-word", "unit-before")
_LAW_OR_ERA = regex.compile(
    r"(?r)(?<!\p{L})(?:[Aa]ct|ACT|Code|Procedure|Constitution|Rules|"
    r"Bill|Ordinance|Regulations?|Amendment\)?),? "
    r"|(?r)(?<!\p{L})(?:वि\. ?सं\.|ए\. ?आई\. ?आर\.|ए आई आर) ?"
    r"|(?r)(?<!\p{L})(?:चैत्र|वैशाख|ज्येष्ठ|आषाढ़?|श्रावण|भाद्रपद|भाद्र"
    r"|आश्विन|कार्तिक|मार्गशीर्ष|अग्रहायण|पौष|माघ|फाल्गुन"
    r"|जनवरी|फ़?रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सित(?:ं|म्)बर|अक्[टत]ूबर|नव(?:ं|म्)बर|दिस(?:ं|म्)बर)"
    r" \d{1,2}, ?"
)
"""``Motor Vehicles Act, 1988``, ``वि. सं. 1631``, ``चैत्र 1, 1879``."""
_IMPRINT_BEFORE = regex.compile(r"(?r)[\p{L}\p{M})'\"], ?")
_PAGE_AFTER = regex.compile(r",? ?\(?(?:पृष्ठ|पृ\.|पेज|pp?\.)(?![\p{L}\p{M}])")
"""``दिल्ली, 1986 पृ. 45``: the year of a book before a page of it."""
_REPORT = regex.compile(
    r"\)? (?:Supp\.? )?(?:\(?\d{1,2}\)? )?"
    r"(?:(?P<name>(?:[\p{L}\p{M}]{1,4}\. ?){2,4})|(?P<name>\p{L}[\p{L}\p{M}]{1,6}))(?![\p{L}\p{M}])"
)
"""What follows the year of a law report: ``(1997) 6 SCC 241``, ``1994 Cri LJ 230``."""


_SAMVAT_BEFORE = regex.compile(r"(?r)सं\. ?")


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
    following = " ".join(context.find_words_after(end, 2))
    if following == "के आसपास" and numeral.whole[3] not in "05" and numeral.whole > "1500":
        return "year about which"  # 1829 के आसपास; no estimate is so exact
    told = before[0] in read_cues("era") or _LAW_OR_ERA.match(  # संवत् 1638 के लगभग
        context.view, 0, numeral.span.start
    )
    if following in read_cues("count-after") and not told:
        return ""
    return _find_rule_near(context, numeral, end, before)


def _find_rule_near(context: Context, numeral: Numeral, end: int, before: list[str]) -> str:
    """As ``find_year_rule``, for four digits that may be a year after the words ``before``."""
    samvat = before[0] == "सं." and (
        before[1] in read_cues("samvat") or _is_of_samvat(context, numeral)  # रचनाकाल सं. 1715 है
    )
    told = before[0] in read_cues("year-before")
    if samvat or (told and before[1] not in read_cues("not-year-before")):
        return f"year after {before[0]}"
    if (
        _LAW_OR_ERA.match(context.view, 0, numeral.span.start)
        or _OF_ACT.match(context.view, end)
        or _is_of_book(context, numeral, end)
        or _TO_DAY.match(context.view, end)
        or (
            _SPAN_BEFORE.match(context.view, 0, numeral.span.start)
            and not _is_counted(context, end, numeral)
        )
    ):
        return "year in a list or of a law"
    if alone := _find_rule_alone(context, numeral, end):
        return alone
    if read_cues("count-before") & set(before):
        return ""
    edition = before[0] in read_cues("edition-before") or before[1] in read_cues("pageant")
    if edition and not _is_counted(context, end, numeral):
        return f"year after {before[0]}"
    return (
        _find_rule_after(context, numeral, end, alone=not before[0])
        or _find_event(context, numeral, end)
        or _find_series(context, numeral, end)
    )


def _is_of_book(context: Context, numeral: Numeral, end: int) -> bool:
    page = _PAGE_AFTER.match(context.view, end)
    return bool(page and _IMPRINT_BEFORE.match(context.view, 0, numeral.span.start))


def _is_of_samvat(context: Context, numeral: Numeral) -> bool:
    """``सं. 1513 से``: no number of a letter, but a year of the Vikrama era."""
    sign = _SAMVAT_BEFORE.match(context.view, 0, numeral.span.start)
    return sign is not None and holds(context, "samvat-clause", *sign.span())


def _find_rule_alone(context: Context, numeral: Numeral, end: int) -> str:
    """Why a number is a year that nothing explains: alone in its line, a heading, in brackets."""
    view, at = context.view, numeral.span.start
    titled = numeral.whole >= "1900" and _NUMBERED_TITLE.match(view, 0, at)
    if titled or _BRACKET.match(view, 0, at):
        work = context.find_word_after(end) in read_cues("work")
        return "year in brackets" if work or _BRACKETED.match(view, end) else ""
    if _is_round(numeral) or not _OPENING.match(view, 0, at):
        return ""
    score = _MATCH.match(view, end)
    if score and context.find_word_after(score.end()) in read_cues("side"):
        return "year of a match"
    if _CLOSING.match(view, end):
        return "year alone" if numeral.whole >= _FIRST_ALONE else ""
    if _HEADING.match(view, end):
        return "year before what happened"
    return "year by what it is called" if _CALLED.match(view, end) else ""


def _is_round(numeral: Numeral) -> bool:
    """Whether a number looks like an estimate: ``1500``, ``1250``; from 1900 on few are."""
    return int(numeral.whole) % 50 == 0 and numeral.whole < "1900"


def _is_counted(context: Context, end: int, numeral: Numeral) -> bool:
    return _is_round(numeral) or _may_be_counted(context.find_word_after(end))


def _may_be_counted(word: str) -> bool:
    """Whether a number before the word tells how many: a noun in the plural, a unit."""
    if word.endswith(("ों", "याँ", "यां")):
        return True
    return word in read_cues(*_OF_COUNTS) and word not in read_cues("postposition")


def _find_event(context: Context, numeral: Numeral, end: int) -> str:
    """Why a year is one by the event named after it, up to ``_BETWEEN`` words on."""
    words = context.find_words_after(end, _BETWEEN)
    if words and words[0] in read_cues("theirs"):
        words = words[1:2]  # 1530 उसकी मृत्यु
    for number, word in enumerate(words):
        if word == "सरकार" and numeral.whole >= _FIRST_GOVERNMENT:
            acts = words[number + 1 : number + 2] in (["द्वारा"], ["ने"])
            return "year of a government" if number or acts else ""  # 1977 जनता पार्टी सरकार
        if " ".join(words[number : number + 2]) in read_cues("count-after"):
            return ""  # 1762 कर्मचारी हड़ताल पर
        if word in read_cues("event", "event-far"):
            certain = number < 2 and word in read_cues("event")
            return "" if _is_round(numeral) and not certain else f"year of a {word}"
        if number == 1 and word in ("का", "की", "के") and not words[0].endswith("ों"):
            continue  # 1556 पानीपत की दूसरी लड़ाई
        if word.endswith("ों") or word in read_cues("postposition", "opener", *_OF_COUNTS):
            return ""
    return ""


def _find_series(context: Context, numeral: Numeral, end: int) -> str:
    """Why a number is a year where three or more rise in a row: ``1952 • 1956 • 1960``."""
    view = context.view
    before = _SERIES_BEFORE.match(view, 0, numeral.span.start)
    after = _SERIES_AFTER.match(view, end)
    years = [
        *(before.captures("year")[::-1] if before else []),
        numeral.whole,
        *(after.captures("year") if after else []),
    ]
    last = after.end() if after else end
    rising = len(years) >= _LEAST_OF_SERIES and all(map(str.__lt__, years, years[1:]))
    if not rising or years[-1] > _LAST_YEAR or all(year.endswith("0") for year in years):
        return ""
    priced = _MONEY_BEFORE.match(view, 0, before.start() if before else numeral.span.start)
    counted = _may_be_counted(context.find_word_after(last))
    return "" if priced or counted else "year in a series"


def _find_rule_after(context: Context, numeral: Numeral, end: int, *, alone: bool) -> str:
    for _ in range(4):
        match = _NEXT_NUMBER.match(context.view, end)
        if match is None:
            break
        if len(match["next"]) == _CENTURY and match["next"] <= numeral.whole[2:]:
            break  # 1951, 56 तथा 61 में, but 1951, 25 को
        end = match.end()
    report = _REPORT.match(context.view, end)
    if report and report["name"].replace(".", "").replace(" ", "") in read_cues("report"):
        return f"year of {report['name']}"
    first, second = context.find_word_after(end), context.find_word_after(end, 2)
    if not first:
        return "" if alone else "year by shape"
    if f"{first} {second}" in read_cues("count-after"):
        return ""
    if first in read_cues("year-after"):
        return f"year before {first}"
    return ""


_HALVES = regex.compile(r"(?:1[1-9]|20) (?P<rest>\d\d)(?![\d.,/:\-])")
_ERA_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])सन् ?")
_CENTURY = 2


def _join_halves(context: Context, numeral: Numeral) -> Numeral | None:
    """``सन् १९ ४२``: a year that was torn in two where it was scanned."""
    start = numeral.span.start
    halves = _HALVES.match(context.view, start)
    if halves is None or not _ERA_BEFORE.match(context.view, 0, start):
        return None
    return replace(numeral, whole=numeral.whole + halves["rest"], span=Span(start, halves.end()))


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """``1947`` where it is a year."""
    numeral = read_numeral(context, at, ratios=False)
    if numeral and len(numeral.whole) == _CENTURY:
        numeral = _join_halves(context, numeral)
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
