"""Which words in Devanagari the classes are asked about; all others are copied unasked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from audio import regex
from audio.normalize.context import HINDI
from audio.normalize.letter_names import may_be_letters
from audio.normalize.tables_reader import read_table

_WORD = regex.compile(rf"{HINDI}+", regex.V1)


@dataclass(frozen=True)
class Gate:
    """What opens a class to a word in Devanagari: any one of these.

    Few words of a text open one, and that is what makes the scan fast: a class is shown the words
    that open its own gate, and no others.
    """

    tables: tuple[str, ...] = ()
    """Tables that list the word, or start a spelling with it: ``किमी``, ``रु``."""
    signs: str = ""
    """Characters of which one follows the word at once: the hyphen of ``कोविड-19``."""
    letters: bool = False
    """Whether two names of letters start the word: ``बीजेपी``."""

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        """The first words of spellings, each with what follows it there at once, if anything."""
        found: dict[str, set[str]] = {}
        spellings = (
            spelling
            for table in self.tables
            for row in read_table(table)
            for spelling in row.cells[0].split("|")
        )
        for spelling in spellings:
            if match := _WORD.match(spelling):
                found.setdefault(match[0], set()).add(spelling[match.end() : match.end() + 1])
        return found

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(self.signs)

    def opens(self, word: str, following: str) -> bool:
        """Whether it opens for ``word``, which the character ``following`` (or none) follows."""
        if following in self._signs:
            return True
        if (listed := self._words.get(word)) and ("" in listed or following in listed):
            return True
        return self.letters and may_be_letters(word)
