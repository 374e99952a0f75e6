"""The time of day that stands beside a date: `शाम 7 बजे`, `07:30 IST`, `5pm`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from audio import regex
from audio.readers.article.date_words import find_kinds, split_date_words

_TIME = regex.compile(r"(?<![\d:])(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d{1,6})?+)?+(?![\d:])")
_HOUR = regex.compile(
    r"(?<![\d:./-])(\d{1,2})(?=\s?+(?:बजे|hrs\b|[ap]\.?\s?m\b))"
    r"|(?:सुबह|प्रातः?|तड़के|दोपहर|शाम|सायं|रात)\s?+(\d{1,2})(?![\d:./-])",
    regex.IGNORECASE,
)
"""An hour without minutes, which only a word beside it tells from a day."""
_OFFSET = regex.compile(
    r"(?:\s?[ap]m)?+\s?\(?(?:GMT|UTC|IST)?+\s?([+-])(\d{1,2}):?+(\d{2})(?!\d)", regex.IGNORECASE
)
_NEAR = 30
"""Code points between a date and its time, and between a time and its zone."""
_DAYPART = 16
"""Code points before a time in which the part of the day is named."""
_DAY = 24
"""Hours."""
_ZONES = {
    "ist": timezone(timedelta(hours=5, minutes=30)),
    "gmt": UTC,
    "utc": UTC,
    "z": UTC,
}
DAYPARTS = frozenset({"am", "pm", "noon", "evening", "night"})
"""Kinds of the words that say in which half of the day an hour is."""


class ClockTime(NamedTuple):
    """A time of day, and where its digits stand in their line."""

    hour: int
    minute: int
    second: int
    zone: timezone | None
    spans: tuple[tuple[int, int], ...]
    """Of the time and, if it is written in digits, of its zone."""

    def set(self, day: datetime) -> datetime | None:
        """``day`` at this time; None if no day has it, as 25:30."""
        try:
            return day.replace(
                hour=self.hour, minute=self.minute, second=self.second, tzinfo=self.zone
            )
        except ValueError:
            return None


def has_clock_time(line: str) -> bool:
    """Whether hours and minutes stand in ``line``."""
    return _TIME.search(line) is not None


def cut_clock_times(line: str) -> str:
    """``line`` without hours and minutes, also such as do not exist."""
    return _TIME.sub("", line)


def find_clock_time(line: str, start: int, end: int) -> ClockTime | None:
    """The time in ``line`` that is nearest after the date at ``start``, ``end``, else before it."""
    near = max(0, start - _NEAR), min(len(line), end + _NEAR)
    for pattern in (_TIME, _HOUR):
        found = [
            match
            for match in pattern.finditer(line, *near)
            if match.end() <= start or match.start() >= end
        ]
        if found:
            return _read_time(line, min(found, key=lambda match: match.start() < start), start)
    return None


def _read_time(line: str, match: regex.Match[str], date: int) -> ClockTime:
    """The time of ``match``; the date begins at ``date``."""
    before = line[max(0, match.start() - _DAYPART) : match.start()]
    after = line[match.end() : date if match.end() <= date else match.end() + _NEAR]
    # `AM` and `बजे` follow the hour, सुबह stands before it: each belongs to the nearest.
    kinds = [kind for kind in find_kinds(match[0]) if kind]
    kinds += [*reversed(find_kinds(before)), *find_kinds(after)]
    daypart = next((kind for kind in kinds if kind in DAYPARTS), "")
    is_full = match.re.pattern == _TIME.pattern
    hour = _set_daypart(int(match[1] or match[2]), daypart)
    minute, second = (int(match[2]), int(match[3] or 0)) if is_full else (0, 0)
    spans: tuple[tuple[int, int], ...] = (match.span(),)
    words = split_date_words(f"{before} {after}")
    zone = next((_ZONES[word] for word in words if word in _ZONES), None)
    offset = _OFFSET.match(line, match.end())
    if offset is not None and int(offset[2]) < _DAY:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        zone = timezone(-away if offset[1] == "-" else away)
        spans += (offset.span(),)
    return ClockTime(hour, minute, second, zone, spans)


def _set_daypart(hour: int, daypart: str) -> int:
    """The hour of twenty-four: 8 at night is 20, 2 at night 2, 12 at night 0, 12 at noon 12."""
    if daypart == "am" or (daypart == "night" and hour < 6):
        return 0 if hour == 12 else hour
    if daypart == "night" and hour == 12:
        return 0
    is_late = daypart in {"pm", "evening", "night"} or (daypart == "noon" and hour < 6)
    return hour + 12 if is_late and hour < 12 else hour
