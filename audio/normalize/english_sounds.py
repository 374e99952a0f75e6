"""The sounds of an English word in Devanagari, as a Hindi newsreader says them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from audio.normalize.english_alignment import Unit
from audio.normalize.english_lexicon import table_rows
from audio.normalize.english_syllables import write


class _Rule(NamedTuple):
    phones: tuple[str, ...]
    letters: str
    before: str
    after: str
    spoken: str


class _Context(NamedTuple):
    """Where a rule is tried: the units from here on, and the letters already spoken."""

    units: list[Unit]
    before: str


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """The rows of the table by their first phone without stress, in their order."""
    found: dict[str, list[_Rule]] = {}
    for _, (phones, letters, before, after, spoken, *_) in table_rows("english_sounds.tsv"):
        rule = _Rule(tuple(phones.split()), letters, before, after, spoken)
        found.setdefault(rule.phones[0].rstrip("012"), []).append(rule)
    return {phone: tuple(rules) for phone, rules in found.items()}


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _fits(rule: _Rule, context: _Context) -> bool:
    count = len(rule.phones)
    units = context.units[:count]
    if len(units) < count or not all(
        wanted in (unit.phone, unit.phone.rstrip("012"))
        for wanted, unit in zip(rule.phones, units, strict=True)
    ):
        return False
    letters = "".join(unit.letters for unit in units)
    if rule.letters and not _compiled(rule.letters).fullmatch(letters):
        return False
    if rule.before and not _compiled(f"(?:{rule.before})$").search(context.before):
        return False
    after = "".join(unit.letters for unit in context.units[count:])
    return not rule.after or _compiled(rule.after).match(after) is not None


def devanagari(units: list[Unit]) -> str:
    """A word's phones, each with its letters, in Devanagari (NFC)."""
    sounds: list[str] = []
    at = 0
    while at < len(units):
        before = "".join(unit.letters for unit in units[:at])
        context = _Context(units[at:], before)
        rules = _rules()[units[at].phone.rstrip("012")]
        rule = next(rule for rule in rules if _fits(rule, context))
        sounds.append(rule.spoken)
        at += len(rule.phones)
    return write("".join(sounds))
