"""Which letters of an English word spell which of its sounds.

A Hindi newsreader's vowel follows the spelling as much as the sound (``AH0`` is अ in
*about*, इ in *minister*, ए in *president*), so each phone needs its letters.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from audio.normalize.tables_reader import read_table

_SILENT = 2.5
_SILENT_CHEAP = {"e": 0.6, "'": 0.0, "-": 0.0, ".": 0.0, "h": 1.5, "g": 2.0}
_UNSPELLED = 4.0
_UNLIKELY = 6.0
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


@cache
def _read_graphemes() -> dict[tuple[str, ...], frozenset[str]]:
    table = (row.cells for row in read_table("english_graphemes"))
    return {tuple(phones.split()): frozenset(letters.split()) for phones, letters, *_ in table}


def _list_steps(word: str, phones: tuple[str, ...], at: tuple[int, int]) -> list[_Step]:
    """The ways on from ``at`` (phones done, letters done)."""
    done, start = at
    steps = []
    if start < len(word):
        steps.append(_Step(_SILENT_CHEAP.get(word[start], _SILENT), 0, 1))
    if done == len(phones):
        return steps
    steps.append(_Step(_UNSPELLED, 1, 0))
    if start < len(word):
        steps.append(_Step(_UNLIKELY, 1, 1))
    for count in range(1, min(_MOST_PHONES, len(phones) - done) + 1):
        spellings = _read_graphemes().get(phones[done : done + count], frozenset())
        steps += [
            _Step(float(count), count, length)
            for length in range(1, min(_LONGEST_SPELLING, len(word) - start) + 1)
            if word[start : start + length] in spellings
        ]
    return steps


def _find_cheapest_path(word: str, phones: tuple[str, ...]) -> list[_Step]:
    """The cheapest way through both, found from the end."""
    best: dict[tuple[int, int], tuple[float, _Step | None]] = {
        (len(phones), len(word)): (0.0, None)
    }
    for done in range(len(phones), -1, -1):
        for start in range(len(word), -1, -1):
            for step in _list_steps(word, phones, (done, start)):
                rest = best[done + step.phones, start + step.letters][0]
                known = best.get((done, start))
                if known is None or step.cost + rest < known[0]:
                    best[done, start] = (step.cost + rest, step)
    path, at = [], (0, 0)
    while step_on := best[at][1]:
        path.append(step_on)
        at = (at[0] + step_on.phones, at[1] + step_on.letters)
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
