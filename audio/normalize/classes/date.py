"""Dates in digits and dates with English month names, read day, month, year."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.hindi.dates import read_month_names
from audio.normalize.classes.era import read_era
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    speak_wording,
    speak_words,
)
from audio.normalize.numbers.words import say_cardinal, say_year
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_FULL = regex.compile(
    r"(?P<a>\d{1,2})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?:(?<=/) (?=(?:19|20)\d\d))?"
    r"(?P<year>\d{4}|\d{2})(?!\d|[/.]\d|-\d(?!\d?(?P=sep)\d{1,2}(?P=sep)\d\d))"
)
_SPACED = regex.compile(
    r"(?:(?P<a>\d{1,2}) ?(?P<sep>[/\-]) ?(?P<b>\d{1,2}) ?(?P=sep) ?"
    r"|(?P<a>0?[1-9]|[1-3]\d)\. ?(?P<b>0[1-9]|1[0-2])\. ?)(?P<year>(?:19|20)\d{2})(?!\d|[/.]\d)"
)
"""``27- 04- 2023``: with spaces where none belong."""
_ISO = regex.compile(
    r"(?P<year>[12]\d{3})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<a>\d{1,2})(?!\d|[/.\-]\d)"
)
_SHORT = regex.compile(r"(?P<a>\d{1,2})(?P<sep>[/\-])(?P<b>\d{1,2})(?![\d%]|[/.\-,]\d)")
_DOTTED = regex.compile(
    r"(?P<a>0[1-9]|[12]\d|3[01])\.(?P<b>0[1-9]|1[0-2])"
    r"(?=(?: को| ?- ?| से | तक)(?P<to>[0-3]\d\.[01]\d)?)"
    r"(?!(?: ?- ?| से )[0-3]\d\.[01]\d ?बजे)"
)
_DOTTED_BEFORE = regex.compile(r"(?r)(?P<from>(?<![\d.])[0-3]\d\.[01]\d)(?: ?- ?| से )")
"""The other of two days: ``05.11 से 26.11 तक``."""
_LATEST_HOUR = "24"
_NOTICE_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?!(?:EXP|MFG|MFD|DATE|DOB|DT)\b)\p{Lu}{2,6}\.? "
)
"""The capitals of ``CEN 02/2018``: the second notice of that year."""
_MONTH_YEAR = regex.compile(r"(?P<b>\d{1,2})[/\-](?P<year>(?:1[89]|20)\d{2})(?!\d|[/.\-]\d)")
_YEAR_MONTH = regex.compile(r"(?P<year>20(?:1[2-9]|[2-4]\d))-(?P<b>0[1-9]|1[0-2])(?!\d|[/.\-]\d)")
"""``2022-06``: a month, for no span of years ends before it begins."""
_NAMED = regex.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ \-]?(?:of )?")
_WITH_HINDI = regex.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th) (?P<month>(?!\p{Latin})[\p{L}\p{M}]+)"
)
_YEAR_AFTER = regex.compile(r"(?:, ?| |-|/)(?P<year>(?:1[1-9]|20)\d{2})(?!\d|[.,]\d)")
_DAY_AFTER = regex.compile(
    r",? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[.:]\d|,\d(?!\d{3}(?!\d))|[ \-]?\p{L})"
)
_PART_BEFORE = regex.compile(r"(?r)(?:\d[/.\-]|\p{Latin}/|\p{Lu}-)")
"""The first part of what is no date: ``CC/12/2023``, ``PWD-2/2023``."""
_LETTER_DATE = regex.compile(r"[0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?![\d.])")
_LETTER_BEFORE = regex.compile(r"(?r)(?<![\d/.,])\d{1,6}/")
_DATE_BEFORE = regex.compile(r"(?r)(?<!\d)\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d\d)?\d\d-")
"""The first of two days: ``3.12.1884-28.2.1963``."""
_SPELLS = frozenset(("सप्ताह", "सप्ताहों", "हफ्ते", "हफ्तों", "माह", "महीने", "वर्ष", "साल"))
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month and a year; a day or a year may be missing."""

    month: Wording
    """Its name, said."""
    day: tuple[str, Span] | None = None
    """ASCII digits."""
    year: tuple[str, Span] | None = None
    """ASCII digits, four or two."""
    era: Wording | None = None


def classify(context: Context, at: int) -> Finding[Date] | None:
    """A date that can be, in any usual order; one that cannot be is not a date."""
    if context.view[at].isdigit():
        if _PART_BEFORE.match(context.view, 0, at) and not (
            _DATE_BEFORE.match(context.view, 0, at) or is_date_of_letter(context, at)
        ):
            return None
        return _read_digits(context, at) or _read_day_first(context, at)
    return _read_month_first(context, at)


def is_date_of_letter(context: Context, at: int) -> bool:
    """``क्र. 2346/12.04.2018``: the date of a letter after its number and a slash."""
    return bool(_LETTER_DATE.match(context.view, at) and _LETTER_BEFORE.match(context.view, 0, at))


def _read_digits(context: Context, at: int) -> Finding[Date] | None:
    if match := _FULL.match(context.view, at):
        return _read_full(context, match)
    if match := _ISO.match(context.view, at) or _SPACED.match(context.view, at):
        return _make_date(match, "a", "b")
    if match := _SHORT.match(context.view, at):
        padded = len(match["a"]) == len(match["b"]) == 2 and "0" in (match["a"][0], match["b"][0])
        if (match["sep"] == "-" and padded and _stands_as_date(context, match)) or _is_dated(
            context, match
        ):
            return _make_date(match, "a", "b") or _make_date(match, "b", "a")
    if (match := _DOTTED.match(context.view, at)) and _is_day_in_dots(context, match):
        return _make_date(match, "a", "b")
    match = _MONTH_YEAR.match(context.view, at) or _YEAR_MONTH.match(context.view, at)
    if (
        match
        and 1 <= int(match["b"]) <= 12
        and context.find_word_before(at) not in read_cues("id-before", "not-month-before")
        and not _NOTICE_BEFORE.match(context.view, 0, at)
    ):
        month = Wording(read_month_names()[int(match["b"]) - 1], Span(*match.span("b")))
        date = Date(month, year=(match["year"], Span(*match.span("year"))))
        return Finding(date, Span(*match.span()), "month and year")
    return None


def _read_full(context: Context, match: regex.Match[str]) -> Finding[Date] | None:
    """``5/1/2025``, ``5-1-25``; with dots and a short year only where a date is looked for."""
    short = len(match["year"]) == 2
    if short and read_cues("graded").intersection(context.find_words_before(match.start(), 2)):
        return None  # NPK 10-26-26
    if short and match["sep"] == "-" and context.find_word_after(match.end()) in _SPELLS:
        return None  # 6-10-14 सप्ताह
    if short and match["sep"] == ".":
        dated = _is_dated(context, match) or _is_dotted_date(context, match)
        return _make_date(match, "a", "b") if dated else None
    return _make_date(match, "a", "b") or _make_date(match, "b", "a")


def _is_dated(context: Context, match: regex.Match[str]) -> bool:
    before = set(context.find_words_before(match.start(), 2))
    return bool(before & read_cues("date-before")) or (
        context.find_word_after(match.end()) == "को" and "/" in match[0] and len(match["b"]) == 2
    )


def _is_day_in_dots(context: Context, match: regex.Match[str]) -> bool:
    """``05.11 को``, ``05.11 से 26.11 तक``: no decimal has the nought, no two times that month."""
    other = _DOTTED_BEFORE.match(context.view, 0, match.start())
    before = context.find_word_before(other.start() if other else match.start())
    if before in read_cues("day-part", "time-before"):
        return False
    if beside := match["to"] or (other and other["from"]):
        same_month = beside[-2:] == match["b"]
        return same_month or max(beside[:2], match["a"]) > _LATEST_HOUR
    return match["a"][0] == "0" and context.find_word_after(match.end()) == "को"


def _stands_as_date(context: Context, match: regex.Match[str]) -> bool:
    """``06-05`` alone or before को or तक; ``05-10 लोग`` is a range."""
    following = context.find_word_after(match.end())
    return following in ("को", "तक") or not (following or context.find_word_before(match.start()))


def _is_dotted_date(context: Context, match: regex.Match[str]) -> bool:
    """``10.02.25 से``, ``05.09.23``, but not ``एंड्रॉयड 4.4.12 से`` or ``धारा 2.3.11 से``."""
    following = context.find_words_after(match.end(), 2)
    padded = len(match[0]) == len("21.09.23") and "0" in (match["a"][0], match["b"][0])
    if not padded and following[:1] not in (["को"], ["से"], ["तक"]):
        return False
    if " ".join(following) in read_cues("count-after"):
        return False
    before = context.find_word_before(match.start())
    labels = read_cues("version-before", "law", "id-before", "roman-before")
    return not before or not (before.isascii() or before in labels)


def _make_date(match: regex.Match[str], day: str, month: str) -> Finding[Date] | None:
    number = int(match[month])
    if not 1 <= number <= 12 or not 1 <= int(match[day]) <= _LONGEST[number - 1]:
        return None
    written = match.groupdict().get("year")
    date = Date(
        Wording(read_month_names()[number - 1], Span(*match.span(month))),
        (match[day], Span(*match.span(day))),
        (written, Span(*match.span("year"))) if written else None,
    )
    return Finding(date, Span(*match.span()), "date in digits")


def _read_day_first(context: Context, at: int) -> Finding[Date] | None:
    """``15 Aug 2024``, ``1st April``, ``15-Aug-2024``, ``15th अगस्त``."""
    if match := _WITH_HINDI.match(context.view, at):
        month = Wording(match["month"], Span(*match.span("month")))
        if month.words not in read_cues("month"):
            return None
        return _add_year(context, (match["day"], Span(*match.span("day"))), month, match.end())
    match = _NAMED.match(context.view, at)
    found = match and index_spellings("months").find(context.view, match.end())
    if not (match and found) or not 1 <= int(match["day"]) <= 31:
        return None
    month = Wording(found[0].cells[1], Span(match.end(), found[1]))
    return _add_year(context, (match["day"], Span(*match.span("day"))), month, found[1])


def _read_month_first(context: Context, at: int) -> Finding[Date] | None:
    """``August 15, 2024``, ``Aug 2024``."""
    month = index_spellings("months").find(context.view, at)
    if month is None or not context.view[at].isascii() or context.view[at - 1 : at].isalnum():
        return None
    row, end = month
    name = Wording(row.cells[1], Span(at, end))
    if match := _DAY_AFTER.match(context.view, end):
        if not 1 <= int(match["day"]) <= 31:
            return None
        return _add_year(context, (match["day"], Span(*match.span("day"))), name, match.end())
    return _add_year(context, None, name, end) if _YEAR_AFTER.match(context.view, end) else None


def _add_year(
    context: Context, day: tuple[str, Span] | None, month: Wording, end: int
) -> Finding[Date]:
    """A date whose day and month end at ``end``, with the year that may follow."""
    found = _YEAR_AFTER.match(context.view, end)
    year_after = (found["year"], Span(*found.span("year"))) if found else None
    start = min(month.span.start, day[1].start) if day else month.span.start
    end = found.end() if found else end
    era, _ = (read_era(context, end) if found else None) or (None, "")
    span = Span(start, era.span.end if era else end)
    return Finding(Date(month, day, year_after, era), span, "date with an English month")


def verbalize(date: Date) -> list[SpokenWord]:
    """पंद्रह अगस्त दो हज़ार चौबीस."""
    words: list[SpokenWord] = []
    if date.day:
        words += speak_words(say_cardinal(str(int(date.day[0]))), date.day[1])
    words += speak_wording(date.month)
    if date.year:
        words += speak_words(say_year(date.year[0]), date.year[1])
    return words + speak_wording(date.era)


DATE = Handler(
    "date",
    "date",
    Start.DIGIT | Start.LATIN,
    classify,
    verbalize,
    before=(
        Before("fraction", "दिनांक 2/10 को", "दिनांक दो अक्टूबर को"),
        Before("ordinal", "1st April से", "एक अप्रैल से"),
        Before("version", "12.05.2023 को", "बारह मई दो हज़ार तेईस को"),
    ),
)
