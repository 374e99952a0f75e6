"""Which letters of an English word spell which of its sounds.

A Hindi newsreader's vowel follows the spelling as much as the sound (``AH0`` is अ in
*about*, इ in *minister*, ए in *president*), so each phone needs its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audio.normalize.tables_reader import read_table

_SILENT = 2.5
_SILENT_CHEAP = {"e": 0.6, "'": 0.0, "-": 0.0, ".": 0.0, "h": 1.5, "g": 2.0}
_LONGEST_SPELLING = 6
_MOST_PHONES = 3
"""Phones that one spelling of the table stands for at most."""


class SpelledPhone(NamedTuple):
    """One phone and the letters that spell it."""

    phone: str
    """ARPAbet; vowels carry their stress."""
    letters: str
    """Small ASCII letters; empty when no letter spells the phone."""


class _Step(NamedTuple):
    cost: float
    phones: int
    letters: int


_UNSPELLED, _UNLIKELY = _Step(4.0, 1, 0), _Step(6.0, 1, 1)


@cache
def _read_graphemes() -> dict[tuple[str, ...], frozenset[str]]:
    table = (row.cells for row in read_table("english_graphemes"))
    return {tuple(phones.split()): frozenset(letters.split()) for phones, letters, *_ in table}


def _list_spelled(word: str, phones: tuple[str, ...]) -> Iterator[list[list[_Step]]]:
    """For each phone, the last first: what the table lets it and those after it do at each letter.

    Those of fewer phones come first, of them the shorter.
    """
    pieces: dict[str, list[int]] = {}
    for start in range(len(word)):
        for end in range(start + 1, min(start + _LONGEST_SPELLING, len(word)) + 1):
            pieces.setdefault(word[start:end], []).append(start)
    for done in range(len(phones) - 1, -1, -1):
        steps: list[list[_Step]] = [[] for _ in word]
        for count in range(1, min(_MOST_PHONES, len(phones) - done) + 1):
            spellings = _read_graphemes().get(phones[done : done + count], frozenset())
            for letters in sorted(spellings & pieces.keys(), key=len):
                for start in pieces[letters]:
                    steps[start].append(_Step(float(count), count, len(letters)))
        yield steps


def _find_cheapest_path(word: str, phones: tuple[str, ...]) -> list[_Step]:
    """The cheapest way through both, found from the end; of two that cost the same the first."""
    silent = [_Step(_SILENT_CHEAP.get(letter, _SILENT), 0, 1) for letter in word]
    costs = [[0.0] * (len(word) + 1)]
    """By how many phones are left: what the rest costs from each letter on."""
    for start in range(len(word) - 1, -1, -1):
        costs[0][start] = silent[start].cost + costs[0][start + 1]
    ways: list[list[_Step | None]] = [[*silent, None]]
    """The first step of it."""
    for spelled in _list_spelled(word, phones):
        nearer, cost = costs[-1], costs[-1][-1] + _UNSPELLED.cost
        here: list[float] = [cost]
        steps: list[_Step | None] = [_UNSPELLED]
        for start in range(len(word) - 1, -1, -1):
            cost, way = silent[start].cost + cost, silent[start]
            if (other := _UNSPELLED.cost + nearer[start]) < cost:
                cost, way = other, _UNSPELLED
            if (other := _UNLIKELY.cost + nearer[start + 1]) < cost:
                cost, way = other, _UNLIKELY
            for step in spelled[start]:
                other = step.cost + costs[-step.phones][start + step.letters]
                if other < cost:
                    cost, way = other, step
            here.append(cost)
            steps.append(way)
        costs.append(here[::-1])
        ways.append(steps[::-1])
    path, left, start = [], len(phones), 0
    while step_on := ways[left][start]:
        path.append(step_on)
        left, start = left - step_on.phones, start + step_on.letters
    return path


def align(word: str, phones: tuple[str, ...]) -> list[SpelledPhone]:
    """Each phone with its letters; silent letters go with the phone before them.

    ``word`` is in small ASCII letters; takes time in proportion to its length times the
    number of phones.
    """
    units: list[SpelledPhone] = []
    done = start = 0
    bare = tuple(phone.rstrip("012") for phone in phones)
    for step in _find_cheapest_path(word, bare):
        letters = word[start : start + step.letters]
        if step.phones == 0 and units:
            units[-1] = SpelledPhone(units[-1].phone, units[-1].letters + letters)
        for number in range(step.phones):
            last = number == step.phones - 1
            units.append(SpelledPhone(phones[done + number], letters if last else ""))
        done += step.phones
        start += step.letters
    return units
