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
    before: regex.Pattern[str] | None
    after: regex.Pattern[str] | None
    result: str

    def fits(self, word: str, at: int) -> bool:
        """Whether the rule's letters stand at ``at`` in ``word``, between what it asks for."""
        if not word.startswith(self.letters, at):
            return False
        end = at + len(self.letters)
        if self.after and not self.after.match(word[end : end + _REACH]):
            return False
        if not self.before:
            return True
        # The mark stands for what is cut off, so that ^ is only the start of the word.
        seen = word[:at] if at <= _REACH else "~" + word[at - _REACH : at]
        return self.before.search(seen) is not None


@cache
def _read_rules(table: str, initial: str) -> tuple[SpellingRule, ...]:
    """The rows of a table whose letters start with ``initial``, in their order."""
    return tuple(
        SpellingRule(
            letters,
            regex.compile(f"(?:{before})$") if before else None,
            regex.compile(after) if after else None,
            result,
        )
        for letters, before, after, result, *_ in (row.cells for row in read_table(table))
        if letters[0] == initial
    )


def rewrite(table: str, word: str) -> list[tuple[str, str]]:
    """A word cut into letters with what they stand for; empty for letters no row knows."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(word):
        rule = next((rule for rule in _read_rules(table, word[at]) if rule.fits(word, at)), None)
        letters = rule.letters if rule else word[at]
        found.append((letters, rule.result if rule else ""))
        at += len(letters)
    return found
