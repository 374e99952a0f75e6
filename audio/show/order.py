"""The order of a show's editions, in feed, pages and search: by date, or as a serial goes on.

Editions of one date stand in the order of their numbers, then of their files: ``2-rain.md`` before
``10-sun.md``; bulletins come after what they tell of. Apps sort by the time at which items were
published, so no two have the same (see ``moments``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from audio import regex
from audio.records import Show
from audio.settings import EPISODE_TYPES
from audio.show.catalogue import CatalogueEntry
from audio.show.moments import set_moments

_NUMBER = regex.compile(r"(\d++)")
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

    Those that have a moment keep it, if the order allows. The newest of a serial is the one to be
    heard last. What has no date is older than what has.
    """
    if show.is_serial:
        told = sorted(entries, key=_make_date_key)
        pairs = sorted(_find_places(told), key=lambda pair: pair[0])
        ordered = [_number(entry, place) for place, entry in pairs]
    else:
        ordered = list(_sort_by_date(entries))
    return tuple(set_moments(ordered, ZoneInfo(show.timezone)))[::-1]


def _number(entry: CatalogueEntry, place: _Place) -> CatalogueEntry:
    """``entry`` with its number in a serial; a bulletin, which is no part of it, has none.

    Apple asks every item of a serial for one: a trailer's is that of what it announces.
    """
    if entry.is_bulletin and not entry.episode:
        return entry
    return replace(entry, season=place.season, episode=place.number)


def _sort_by_date(entries: Iterable[CatalogueEntry]) -> Iterator[CatalogueEntry]:
    """Yield ``entries`` by date, number and file; of these what was published before others stays.

    What is the first of its date and comes later stands last: it cannot be older than its date.
    """
    for _, group in groupby(sorted(entries, key=_make_key), key=_get_date_and_number):
        standing = list(group)
        kept = [entry for entry in standing if entry.moment]
        kept.sort(key=lambda entry: entry.moment.timestamp() if entry.moment else 0)
        yield from _insert(standing, kept) if kept else standing


def _insert(
    standing: Sequence[CatalogueEntry], kept: list[CatalogueEntry]
) -> Sequence[CatalogueEntry]:
    """``kept``, and of ``standing`` the others, each behind the one that it stands behind there."""
    behind: dict[str, list[CatalogueEntry]] = {}
    guid = ""
    for entry in standing:
        if entry.moment:
            guid = entry.guid
        else:
            behind.setdefault(guid, []).append(entry)
    first = behind.pop("", [])
    return [*(one for entry in kept for one in (entry, *behind.get(entry.guid, ()))), *first]


def _make_key(entry: CatalogueEntry) -> tuple[object, ...]:
    return (*_get_date_and_number(entry), *_get_file(entry))


def _make_date_key(entry: CatalogueEntry) -> tuple[object, ...]:
    return (*_get_date(entry), *_get_file(entry))


def _get_date_and_number(entry: CatalogueEntry) -> tuple[object, ...]:
    return (*_get_date(entry), entry.season, entry.episode)


def _get_date(entry: CatalogueEntry) -> tuple[object, ...]:
    # A bulletin is of the date of the newest that it tells of, and newer than that.
    date = entry.published
    return (date is not None, date.timestamp() if date else 0.0, entry.is_bulletin)


def _get_file(entry: CatalogueEntry) -> tuple[object, ...]:
    return (split_numbers(entry.file or entry.guid), entry.guid)


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


def _count_on(entries: Sequence[CatalogueEntry]) -> Iterator[_Place]:
    """The places of ``entries``: who has no number gets the next that no other has.

    Who has neither season nor number goes on in the season of the one before.
    """
    reached: dict[int, int] = {}
    taken = {(one.season, one.episode) for one in entries if one.kind == "full"}
    current = 0
    for entry in entries:
        season = entry.season or (0 if entry.episode else current)
        current = season
        last = reached.get(season, 0)
        free = (number for number in count(last + 1) if (season, number) not in taken)
        number = entry.episode or (max(last, 1) if entry.kind == "bonus" else next(free))
        if entry.kind == "full":
            reached[season] = max(last, number)
        yield _Place(season, number, _ORDER.index(entry.kind))
