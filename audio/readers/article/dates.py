"""Dates as Hindi pages write them: `१५ अगस्त २०२३, 07:30 IST`, `Aug 15, 2023 7:30 PM`."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from audio.hindi.dates import number_months
from audio.tables import read_rows

_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_DIGIT = regex.compile(r"[0-9०-९]")
_WORD = regex.compile(r"\p{Latin}++|(?:(?!\p{Latin})[\p{L}\p{M}])++")
_NUMERIC = regex.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO = regex.compile(
    r"(?<!\d)\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?+)?+ ?(?:Z|[+-]\d{2}:?\d{2})?+)?+"
)
_SHORT = regex.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})(?=$|[\s,])")
"""With two digits for the year: `15/08/25`. In running text that may be anything."""
_YEAR_FIRST = regex.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?=$|[\s,])")
_OFFSET = regex.compile(r"\s?([+-])(\d{2}):?+(\d{2})(?!\d)")
_JOINERS = regex.compile(r"[\u200c\u200d]")
_SPACE_BEFORE_ZONE = regex.compile(r"(?<=:\S*)\s++(?=[+-]\d|Z)")
_DAY_FIRST = regex.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?+[\s.,-]*+([\p{L}\p{M}]++)[\s.॰,'-]*+(\d{4})(?!\d)"
)
_MONTH_FIRST = regex.compile(
    r"([\p{L}\p{M}]++)[\s.॰]*+(\d{1,2})(?:st|nd|rd|th)?+[\s,]++(\d{4})(?!\d)"
)
_TIME = regex.compile(r"(?<![\d:])(\d{1,2})[:.](\d{2})(?::\d{2})?+(?![\d:])")
_PLACE = regex.compile(r"[\p{L}\p{M}]++(?: [\p{L}\p{M}]++){0,2}+\s*+[:,|–-]\s*+")
_NEAR = 30
"""Code points between a date and its time, and between a time and its zone."""
_LONGEST = 160
"""Code points of a line that is but a date."""


class PageDate(NamedTuple):
    """A date that stands in a line of a page."""

    when: datetime
    """Aware if the line names a zone."""
    is_update: bool
    """Whether the line calls it the date of a change."""


DATE_HINT = "write it like 2024-03-15, 15/03/2024 or 15 मार्च 2024, 18:30"
"""What to type where a date was not understood."""


def parse_date(text: str) -> datetime | None:
    """The date that ``text`` is, in ISO form or as papers write one, the day first.

    None for what is more than a date, or none that exists.
    """
    text = _write_out_year(_normalize(text).strip())
    exact = _parse_iso(_SPACE_BEFORE_ZONE.sub("", text))
    if exact is None and is_date_line(text) and (found := find_date(text)):
        return found.when
    return exact


def _write_out_year(line: str) -> str:
    """`15/08/25 …` as `15/08/2025 …`, `2025/8/15 …` as `15/8/2025 …`, other lines as they are."""
    line = _YEAR_FIRST.sub(r"\4/\3/\1", line) if _YEAR_FIRST.match(line) else line
    return _SHORT.sub(r"\1/\3/20\4", line) if _SHORT.match(line) else line


def find_date(text: str) -> PageDate | None:
    """The first date in ``text``; None for none, and for one that is relative (`2 घंटे पहले`)."""
    line = _normalize(text)
    for match in _ISO.finditer(line):
        exact = _parse_iso(match[0])
        if exact:
            return PageDate(exact, _is_update(line[: match.start()]))
    found = _find_calendar_day(line)
    if found is None:
        return None
    day, start, end = found
    return PageDate(_add_time(day, line, start, end), _is_update(line[:start]))


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a date or a time and nothing else."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return False
    line = _normalize(text)
    known = _read_words()
    return all(word.casefold() in known for word in _WORD.findall(line)) and (
        bool(_TIME.search(line)) or find_date(line) is not None or _is_relative(line)
    )


def is_place_and_date(text: str) -> bool:
    """Whether ``text`` is a place, a date and a time: `भोपाल : मार्च 12, 2024, 18:12 IST`."""
    found = _PLACE.match(text)
    if found is None or not _TIME.search(_normalize(text)):
        return False
    rest = text[found.end() :]
    return is_date_line(rest) and find_date(rest) is not None


def _is_relative(line: str) -> bool:
    return bool({"पहले", "ago"} & {word.casefold() for word in _WORD.findall(line)})


def _normalize(text: str) -> str:
    return _JOINERS.sub("", unicodedata.normalize("NFC", text[:2000])).translate(_DIGITS)


def _parse_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip().replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None


def _find_calendar_day(line: str) -> tuple[datetime, int, int] | None:
    """The first day that exists, and where it stands in ``line``."""
    found: list[tuple[datetime, int, int]] = []
    for pattern, order in (
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_NUMERIC, (3, 2, 1)),
        (_NUMERIC, (3, 1, 2)),  # of what stands at one place the first, so only for 08/15/2025
    ):
        for match in pattern.finditer(line):
            year, month, day = (match[group] for group in order)
            number = int(month) if month.isdecimal() else _number_month(month)
            try:
                found.append((datetime(int(year), number, int(day)), *match.span()))
            except ValueError:
                continue
            break
    return min(found, key=lambda entry: entry[1], default=None)


def _number_month(word: str) -> int:
    return number_months().get(word.casefold(), 0)


def _add_time(day: datetime, line: str, start: int, end: int) -> datetime:
    times = list(_TIME.finditer(line, max(0, start - _NEAR), min(len(line), end + _NEAR)))
    times = [match for match in times if match.end() <= start or match.start() >= end]
    if not times:
        return day
    match = min(times, key=lambda match: match.start() < start)
    around = line[max(0, match.start() - 10) : match.end() + _NEAR]
    kinds = [_read_words().get(word.casefold(), "") for word in _WORD.findall(around)]
    hour = int(match[1])
    if "pm" in kinds and hour < 12:
        hour += 12
    elif "am" in kinds and hour == 12:
        hour = 0
    try:
        exact = day.replace(hour=hour, minute=int(match[2]))
    except ValueError:
        return day
    if offset := _OFFSET.match(line, match.end()):
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        if away < timedelta(days=1):
            return exact.replace(tzinfo=timezone(-away if offset[1] == "-" else away))
    zones = [_ZONES[word.casefold()] for word in _WORD.findall(around) if word.casefold() in _ZONES]
    return exact.replace(tzinfo=zones[0]) if zones else exact


_ZONES = {
    "ist": timezone(timedelta(hours=5, minutes=30)),
    "gmt": UTC,
    "utc": UTC,
}


def _is_update(before: str) -> bool:
    """Whether the last label before a date calls it a change's."""
    return any(
        _read_words().get(word.casefold()) == "updated" for word in _WORD.findall(before)[-4:]
    )


@cache
def _read_words() -> dict[str, str]:
    """Each word of a date or a time, and its kind: `{"सोमवार": "weekday", "मई": "month", …}`."""
    table = Path(__file__).with_name("dates.tsv")
    return dict.fromkeys(number_months(), "month") | {
        word: kind for word, kind, _ in read_rows(table)
    }
