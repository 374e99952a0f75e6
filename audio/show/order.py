"""The order of a show's editions, in feed, pages and search: by date, or as a serial goes on.

Editions of one date stand in the order of their numbers, then of their files: ``2-rain.md`` before
``10-sun.md``; bulletins come after what they tell of. Apps sort by the time at which items were
published, so no two have the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

import regex

from audio.records import Show
from audio.settings import EPISODE_TYPES
from audio.show.catalogue import CatalogueEntry

_NEVER = datetime(2000, 1, 1)
"""The date of shows whose editions have none."""
_NUMBER = regex.compile(r"(\d++)")
_STEP = timedelta(seconds=1)
_ORDER = ("trailer", *(kind for kind in EPISODE_TYPES if kind != "trailer"))
"""Kinds of editions with the same number, in the order of hearing."""


class _Place(NamedTuple):
    """Where an edition stands in a serial; places sort in the order of hearing."""

    season: int
    number: int
    """Of the episode; of a trailer that which it announces, of a bonus that which it follows."""
    kind: int
    """A trailer comes before its episode, a bonus after it."""


def arrange_entries(entries: Iterable[CatalogueEntry], show: Show) -> tuple[CatalogueEntry, ...]:
    """``entries``, the newest first, each with its ``moment``, and in a serial with its number.

    The newest of a serial is the one to be heard last. What has no date is older than what has.
    """
    if show.is_serial:
        told = sorted(entries, key=_make_date_key)
        pairs = sorted(_find_places(told), key=lambda pair: pair[0])
        # Apple asks every item of a serial for a number: a trailer's is that of what it announces.
        ordered = [
            replace(entry, season=place.season, episode=place.number) for place, entry in pairs
        ]
        dates = _date_before_episodes(ordered)
    else:
        ordered = sorted(entries, key=_make_key)
        dates = [entry.published for entry in ordered]
    return tuple(_set_moments(ordered, dates, ZoneInfo(show.timezone)))[::-1]


def _make_key(entry: CatalogueEntry) -> tuple[object, ...]:
    dated, time, *file = _make_date_key(entry)
    # A bulletin is of the date of the newest that it tells of, and newer than that.
    return (dated, time, entry.is_bulletin, entry.season, entry.episode, *file)


def _make_date_key(entry: CatalogueEntry) -> tuple[object, ...]:
    date = entry.published
    time = date.timestamp() if date else 0.0
    return (date is not None, time, split_numbers(entry.file or entry.guid), entry.guid)


def split_numbers(name: str) -> tuple[tuple[str, int], ...]:
    """``name`` as a key by which ``2-rain`` stands before ``10-sun``: text, number, text …"""
    parts = _NUMBER.split(name)
    numbers = (int(part) for part in parts[1::2])
    return tuple(zip(parts[::2], (*numbers, -1), strict=True))


def _find_places(
    entries: Sequence[CatalogueEntry],
) -> list[tuple[_Place, CatalogueEntry]]:
    """``entries`` with their places; they are sorted by date, and who has no number gets the next.

    A trailer without a number stands first, in its season if it has one.
    """
    others = [entry for entry in entries if not _is_loose_trailer(entry)]
    pairs = list(zip(_count_on(others), others, strict=True))
    seasons = {place.season for place, _ in pairs}
    for entry in filter(_is_loose_trailer, entries):
        season = entry.season or min(seasons, default=0)
        number = min((place.number for place, _ in pairs if place.season == season), default=1)
        pairs.append((_Place(season, number, _ORDER.index(entry.kind)), entry))
    return pairs


def _is_loose_trailer(entry: CatalogueEntry) -> bool:
    return entry.kind == "trailer" and not entry.episode


def _count_on(entries: Iterable[CatalogueEntry]) -> Iterator[_Place]:
    """The places of ``entries``: who has no number gets the one after its predecessor's.

    Who has neither season nor number goes on in the season of the one before.
    """
    reached: dict[int, int] = {}
    current = 0
    for entry in entries:
        season = entry.season or (0 if entry.episode else current)
        current = season
        last = reached.get(season, 0)
        number = entry.episode or (max(last, 1) if entry.kind == "bonus" else last + 1)
        if entry.kind == "full":
            reached[season] = max(last, number)
        yield _Place(season, number, _ORDER.index(entry.kind))


def _date_before_episodes(entries: Sequence[CatalogueEntry]) -> list[datetime | None]:
    """Their dates: a trailer that is newer than what follows it counts as a second older.

    Else all that follows would be moved to after the trailer's date.
    """
    dates: list[datetime | None] = []
    oldest: datetime | None = None
    for entry in reversed(entries):
        date = entry.published
        if entry.kind == "trailer" and date and oldest:
            date = min(date, oldest - _STEP)
        if date:
            oldest = min(date, oldest or date)
        dates.append(date)
    return dates[::-1]


def _set_moments(
    entries: Sequence[CatalogueEntry], dates: Sequence[datetime | None], zone: tzinfo
) -> Iterator[CatalogueEntry]:
    """``entries`` of these ``dates`` in their order, each a second or more after the one before."""
    known = [date for date in dates if date]
    first = min(known) - (len(entries) - len(known)) * _STEP if known else _NEVER
    reached = first.replace(microsecond=0, tzinfo=first.tzinfo or zone) - _STEP
    for entry, date in zip(entries, dates, strict=True):
        reached += _STEP
        if date:
            reached = max(date.replace(microsecond=0), reached)
        yield replace(entry, moment=reached)
