"""The moments at which a show's editions count as published, rising in the order of hearing.

Apps sort by them and show as new what has moved, so an edition keeps the one that it was first
published with as long as its article keeps its date. What comes between others later gets one
between theirs, where there is room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from audio.show.catalogue import CatalogueEntry

_STEP = timedelta(seconds=10)
"""Between editions of one date, so that there is room between them."""
_LEAST = timedelta(seconds=1)
"""Between any two: what a feed can tell."""
_NEVER = datetime(2000, 1, 1)
"""The date of shows whose editions have none."""


def set_moments(entries: Sequence[CatalogueEntry], zone: tzinfo) -> Iterator[CatalogueEntry]:
    """Yield ``entries``, which stand in the order of hearing, each with its moment.

    As few as can be have another than their date, first of all those whose articles have none.
    """
    kept = _find_rising({n: one.moment for n, one in enumerate(entries) if one.moment}, {})
    dates = {n: _cut(one.published) for n, one in enumerate(entries) if one.published}
    held = dict(kept)
    for is_dated in (True, False):
        of_kind = {n: date for n, date in dates.items() if entries[n].is_dated is is_dated}
        held |= _find_rising(of_kind, held)
    wanted = list(_fill_gaps(held, len(entries), zone))
    for entry, moment in zip(entries, _part_equal(wanted, kept), strict=True):
        yield entry if entry.moment == moment else replace(entry, moment=moment)


def _cut(date: datetime) -> datetime:
    return date.replace(microsecond=0)


def _find_rising(
    times: Mapping[int, datetime], held: Mapping[int, datetime]
) -> dict[int, datetime]:
    """The most of ``times``, by place, that rise one after another and fit between the ``held``."""
    tails: list[int] = []  # of the rising rows of each length, the last place of the lowest
    before: dict[int, int | None] = {}
    for place in _list_fitting(times, held):
        length = bisect_right(tails, times[place], key=times.__getitem__)
        before[place] = tails[length - 1] if length else None
        tails[length:] = [place, *tails[length + 1 :]] if length < len(tails) else [place]
    found: dict[int, datetime] = {}
    last = tails[-1] if tails else None
    while last is not None:
        found[last] = times[last]
        last = before[last]
    return found


def _list_fitting(times: Mapping[int, datetime], held: Mapping[int, datetime]) -> Iterator[int]:
    """Yield the places of ``times`` no earlier than one held before, no later than one after."""
    places = sorted({*times, *held})
    latest: dict[int, datetime] = {}
    reached: datetime | None = None
    for place in reversed(places):
        reached = held.get(place, reached)
        if reached:
            latest[place] = reached
    reached = None
    for place in places:
        reached = held.get(place, reached)
        if place in held or place not in times:
            continue
        time = times[place]
        if (reached or time) <= time <= latest.get(place, time):
            yield place


def _fill_gaps(held: Mapping[int, datetime], count: int, zone: tzinfo) -> Iterator[datetime]:
    """The moment of each of ``count`` places: what is ``held``, or one between its neighbours'."""
    known = sorted(held)
    if not count:
        return
    if not known:
        held, known = {0: _NEVER.replace(tzinfo=zone)}, [0]
    first, last = known[0], known[-1]
    for place in range(first):
        yield held[first] - (first - place) * _STEP
    for left, right in zip(known, [*known[1:], last], strict=True):
        yield held[left]
        # Near the one before it: often both are of one date, and the next is of a later.
        part = min(_STEP, (held[right] - held[left]) / max(1, right - left))
        for place in range(left + 1, right):
            yield _cut(held[left] + (place - left) * part)
    for place in range(last + 1, count):
        yield held[last] + (place - last) * _STEP


def _part_equal(wanted: Sequence[datetime], kept: Mapping[int, datetime]) -> Iterator[datetime]:
    """``wanted``, which do not fall, so that all rise, and those at the places ``kept`` stay.

    Where there is no room before one that is kept, it moves as little as can be.
    """
    ends = [*sorted(kept), len(wanted)]
    reached: datetime | None = None
    start = 0
    for end in ends:
        limit = kept.get(end)
        for moment in _rise(wanted[start:end], reached, limit):
            reached = moment
            yield moment
        if limit:
            reached = max(limit, reached + _LEAST) if reached else limit
            yield reached
        start = end + 1


def _rise(
    wanted: Sequence[datetime], after: datetime | None, limit: datetime | None
) -> list[datetime]:
    """``wanted``, each after the one before it, between ``after`` and, if it can be, ``limit``."""
    told: list[datetime] = []
    reached = after
    for moment in wanted:
        reached = moment if reached is None or moment > reached else reached + _STEP
        told.append(reached)
    if limit is None:
        return told
    before, step = limit, _LEAST if after else _STEP
    for place in reversed(range(len(told))):
        told[place] = before = min(told[place], before - step)
    if not told or after is None or told[0] > after:
        return told
    part = max(_LEAST, (limit - after) / (len(told) + 1))
    return [_cut(after + n * part) for n in range(1, len(told) + 1)]
