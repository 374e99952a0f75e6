"""Tables of rewriting rules over letters: the first row that fits at a spot wins."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from audio import regex
from audio.normalize.tables_reader import read_table

_REACH = 24
"""Letters beside the spot that a row's patterns see: keeps hostile runs linear."""


class SpellingRule(NamedTuple):
    """One row: these letters, between those, stand for something."""

    letters: str
    before: str
    after: str
    """Patterns; empty where anything may stand."""
    result: str

    def fits(self, word: str, at: int) -> bool:
        """Whether the rule's letters stand at ``at`` in ``word``, between what it asks for."""
        if not word.startswith(self.letters, at):
            return False
        end = at + len(self.letters)
        if self.after and not _compile(self.after).match(word[end : end + _REACH]):
            return False
        if not self.before:
            return True
        # The mark stands for what is cut off, so that ^ is only the start of the word.
        seen = word[:at] if at <= _REACH else "~" + word[at - _REACH : at]
        return _compile(f"(?:{self.before})$").search(seen) is not None


@cache
def _compile(pattern: str) -> regex.Pattern[str]:
    """When it is first asked: a word needs few of them."""
    return regex.compile(pattern)


@cache
def _read_rules(table: str) -> dict[str, list[SpellingRule]]:
    """The rows of a table by their first letter, in their order."""
    found: dict[str, list[SpellingRule]] = {}
    for row in read_table(table):
        found.setdefault(row.cells[0][0], []).append(SpellingRule(*row.cells[:4]))
    return found


@cache
def _list_rules(table: str, start: str) -> tuple[SpellingRule, ...]:
    """Those whose letters may stand where ``start``, one letter or two, does."""
    rules = _read_rules(table).get(start[0], [])
    return tuple(rule for rule in rules if start.startswith(rule.letters[:2]))


def rewrite(table: str, word: str) -> list[tuple[str, str]]:
    """A word cut into letters with what they stand for; empty for letters no row knows."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(word):
        rules = _list_rules(table, word[at : at + 2])
        rule = next((rule for rule in rules if rule.fits(word, at)), None)
        letters = rule.letters if rule else word[at]
        found.append((letters, rule.result if rule else ""))
        at += len(letters)
    return found
