"""Dates as Hindi pages write them: `१५ अगस्त २०२३, 07:30 IST`, `Aug 15, 2023 7:30 PM`."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import NamedTuple

from audio import regex
from audio.hindi.dates import number_months
from audio.readers.article.clock_time import (
    DAYPARTS,
    cut_clock_times,
    find_clock_time,
    has_clock_time,
)
from audio.readers.article.clock_words import write_digits
from audio.readers.article.date_words import (
    find_kinds,
    has_only_date_words,
    read_date_words,
    split_date_words,
)
from audio.readers.article.pieces import quote

_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789", "\u200c\u200d")
"""Joiners say nothing in a date."""
_NUMBER = regex.compile(r"\d++")
_DIGIT = regex.compile(r"[0-9०-९]")
_NUMERIC = regex.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO = regex.compile(
    r"(?<!\d)\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?+)?+ ?(?:Z|[+-]\d{2}:?\d{2})?+)?+"
)
_ISO_DAY = len("2024-03-15")
_SHORT = regex.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})(?=$|[\s,])")
"""With two digits for the year: `15/08/25`. In running text that may be anything."""
_SHORT_NAMED = regex.compile(
    r"(?<!\d)(?:\d{1,2}(?:st|nd|rd|th)?+[\s.,/-]*+(?P<month>[\p{L}\p{M}]++)[\s.॰,/'’‘-]++"
    r"|(?P<month>[\p{L}\p{M}]++)[\s.॰]*+\d{1,2}(?:st|nd|rd|th)?+(?:,\s*+['’‘]?+|\s++['’‘]))"
    r"(?P<year>\d{2})(?=$|[\s,])"
)
"""`15-Aug-25`, `15 अगस्त '25`, `Aug 15, 25`."""
_ERA = regex.compile(r"(?<=\d\s?+ई)0(?!\d)")
"""The sign that cuts `ई०` short, which is a zero."""
_HOURS = regex.compile(r"(?<![\d:])(\d{2})(\d{2})(?=\s?+hrs\b)", regex.IGNORECASE)
"""`1930 hrs`."""
_YEAR_FIRST = regex.compile(
    r"(?!\d{4}-\d{2}-\d{2}(?!\d))(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?=$|[\s,])"
)
"""`2025/08/15`, and what is not quite ISO: `2025-8-5`."""
_SPACE_BEFORE_ZONE = regex.compile(r"(?<=:\S*)\s++(?=[+-]\d|Z)")
_DAY_FIRST = regex.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?+[\s.,/-]*+([\p{L}\p{M}]++)"
    r"[\s.॰,/'’‘-]*+(?:सन्?+\s++)?+(\d{4})(?!\d)"
)
_MONTH_FIRST = regex.compile(
    r"([\p{L}\p{M}]++)[\s.॰]*+(\d{1,2})(?:st|nd|rd|th)?+[\s,'’‘]++(\d{4})(?!\d)"
)
_HALF_DAY = regex.compile(r"(?<=\d\s?)([ap])\.\s?m\b\.?+", regex.IGNORECASE)
"""`p.m.`, which is read as `pm`."""
_PLACE = regex.compile(r"[\p{L}\p{M}]++(?: [\p{L}\p{M}]++){0,2}+\s*+[:,|–-]\s*+")
_AFTER_HOUR = frozenset({"am", "pm", "बजे", "बजकर", "hr", "hrs", "hours"})
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

    None for what is more than a date, or none that exists: also if digits of it, or a part of the
    day, belong neither to the day nor to its time, as in `1 मार्च 2024, 25:30`.
    """
    text = _write_out(_normalize(text).strip())
    exact = _parse_iso(_SPACE_BEFORE_ZONE.sub("", text))
    if exact is not None:
        return exact
    stamp = _find_stamp(text) if is_date_line(text) else None
    return stamp.when if stamp and not stamp.leaves_any(text) else None


def describe_unread(text: str) -> str:
    """Why ``parse_date`` finds no date in ``text``, as `“15 अगस्त” has no year`."""
    told, line = quote(" ".join(text.split())), _write_out(_normalize(text).strip())
    if _find_stamp(line):
        return f"{told} holds more than a day and its time"
    numbers = _NUMBER.findall(line)
    if any(_number_month(word) for word in split_date_words(line)):
        if not any(len(number) == len("2024") for number in numbers):
            return f"{told} has no year"
        if len(numbers) == 1:
            return f"{told} has no day"
    elif not (_NUMERIC.search(line) or _ISO.search(line)):
        return f"{told} is no date"
    if parse_date(cut_clock_times(line)):
        return f"{told} is a time that does not exist"
    return f"{told} is a day that does not exist"


def _write_out(line: str) -> str:
    """A typed date as pages write it: `15-Aug-25` as `15-Aug-2025`."""
    line = _HOURS.sub(r"\1:\2", _ERA.sub(".", line))
    line = _YEAR_FIRST.sub(r"\4/\3/\1", line) if _YEAR_FIRST.match(line) else line
    line = _SHORT.sub(r"\1/\3/20\4", line) if _SHORT.match(line) else line
    named = next((one for one in _SHORT_NAMED.finditer(line) if _number_month(one["month"])), None)
    if named is None or _names_other(line[named.end() :]):
        return line
    return f"{line[: named.start('year')]}20{line[named.start('year') :]}"


def _names_other(rest: str) -> bool:
    """Whether what follows two digits makes them an hour or a day: `बजे`, `दिसंबर`."""
    word = next(iter(split_date_words(rest)), "")
    return rest.lstrip(" ,").casefold().startswith(word) and (
        word in _AFTER_HOUR or bool(_number_month(word))
    )


def find_date(text: str) -> PageDate | None:
    """The first date in ``text``; None for none, and for one that is relative (`2 घंटे पहले`)."""
    line = _normalize(text)
    stamp = _find_stamp(line)
    return stamp and PageDate(stamp.when, _is_update(line[: stamp.spans[0][0]]))


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a date or a time and nothing else."""
    if len(text) > _LONGEST or not (_DIGIT.search(text) or "बज" in text):
        return False
    line = _normalize(text)
    return has_only_date_words(line) and (
        has_clock_time(line) or find_date(line) is not None or _is_relative(line)
    )


def is_place_and_date(text: str) -> bool:
    """Whether ``text`` is a place, a date and a time: `भोपाल : मार्च 12, 2024, 18:12 IST`."""
    found = _PLACE.match(text)
    if found is None or not has_clock_time(_normalize(text)):
        return False
    rest = text[found.end() :]
    return is_date_line(rest) and find_date(rest) is not None


def _is_relative(line: str) -> bool:
    return not {"पहले", "ago"}.isdisjoint(split_date_words(line))


def _normalize(text: str) -> str:
    line = unicodedata.normalize("NFC", text[:2000]).translate(_DIGITS)
    line = write_digits(line)
    return _HALF_DAY.sub(r"\1m", line) if "m" in line or "M" in line else line


def _parse_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip().replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None


class _Stamp(NamedTuple):
    """A date with its time, and where their digits stand in the line: the day's first."""

    when: datetime
    spans: tuple[tuple[int, int], ...]
    has_time: bool

    def leaves_any(self, line: str) -> bool:
        """Whether ``line`` has digits besides these, or names a part of a day without its time."""
        rest = list(line)
        for start, end in self.spans:
            rest[start:end] = " " * (end - start)
        is_vague = not self.has_time and not DAYPARTS.isdisjoint(find_kinds(line))
        return is_vague or _DIGIT.search("".join(rest)) is not None


def _find_stamp(line: str) -> _Stamp | None:
    for match in _ISO.finditer(line):
        exact = _parse_iso(match[0])
        if exact and exact.tzinfo:
            return _Stamp(exact, (match.span(),), has_time=True)
        if exact:
            day = exact.replace(hour=0, minute=0, second=0, microsecond=0)
            return _add_time(day, line, (match.start(), match.start() + _ISO_DAY))
    found = _find_calendar_day(line)
    return found and _add_time(found[0], line, found[1:])


def _add_time(day: datetime, line: str, span: tuple[int, int]) -> _Stamp:
    clock = find_clock_time(line, *span)
    when = clock and clock.set(day)
    if clock is None or when is None:
        return _Stamp(day, (span,), has_time=False)
    return _Stamp(when, (span, *clock.spans), has_time=True)


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


def _is_update(before: str) -> bool:
    """Whether the last label before a date calls it a change's."""
    known = read_date_words()
    return any(known.get(word) == "updated" for word in split_date_words(before)[-4:])
