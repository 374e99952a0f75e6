"""The sounds of an English word in Devanagari, as a Hindi newsreader says them."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import NamedTuple

from audio import regex
from audio.normalize.english.alignment import SpelledPhone
from audio.normalize.english.syllables import write_syllables
from audio.normalize.tables_reader import read_table

_REACH = 24
"""Letters beside a sound that a row's patterns see."""


class _Rule(NamedTuple):
    phones: tuple[str, ...]
    letters: str
    before: str
    after: str
    spoken: str


class _Word(NamedTuple):
    """A word to speak: its phones, its letters, and where each phone's letters start."""

    phones: list[str]
    letters: str
    starts: list[int]
    """One more than there are phones: the last is the end of the letters."""


@cache
def _read_rules() -> tuple[_Rule, ...]:
    cells = (row.cells for row in read_table("english_sounds"))
    return tuple(
        _Rule(tuple(phones.split()), letters, before, after, spoken)
        for phones, letters, before, after, spoken, *_ in cells
    )


@cache
def _list_rules(phone: str) -> tuple[_Rule, ...]:
    """The rows of the table whose first phone may be ``phone``, in their order."""
    return tuple(rule for rule in _read_rules() if _is_wanted(rule.phones[0], phone))


def _is_wanted(wanted: str, phone: str) -> bool:
    """Whether a phone is that of a row; one without a stress takes any."""
    return wanted in (phone, phone.rstrip("012"))


@cache
def _compile(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _fits(rule: _Rule, word: _Word, at: int) -> bool:
    """Whether a row fits at a phone, which may be its first."""
    if len(rule.phones) > 1:
        phones = word.phones[at : at + len(rule.phones)]
        if len(phones) < len(rule.phones) or not all(map(_is_wanted, rule.phones, phones)):
            return False
    start, end = word.starts[at], word.starts[at + len(rule.phones)]
    if rule.letters and not _compile(rule.letters).fullmatch(word.letters[start:end]):
        return False
    if rule.after and not _compile(rule.after).match(word.letters[end : end + _REACH]):
        return False
    if not rule.before:
        return True
    # The mark stands for what is cut off, so that ^ is only the start of the word.
    seen = "~" + word.letters[start - _REACH : start] if start > _REACH else word.letters[:start]
    return _compile(f"(?:{rule.before})$").search(seen) is not None


def _locate_starts(units: list[SpelledPhone]) -> _Word:
    starts = [0, *accumulate(len(unit.letters) for unit in units)]
    letters = "".join(unit.letters for unit in units)
    return _Word([unit.phone for unit in units], letters, starts)


def write_devanagari(units: list[SpelledPhone]) -> str:
    """A word's phones, each with its letters, in Devanagari (NFC). Linear in their number."""
    word = _locate_starts(units)
    sounds: list[str] = []
    at = 0
    while at < len(word.phones):
        rule = next(rule for rule in _list_rules(word.phones[at]) if _fits(rule, word, at))
        sounds.append(rule.spoken)
        at += len(rule.phones)
    return write_syllables("".join(sounds))
