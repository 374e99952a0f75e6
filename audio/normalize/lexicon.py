"""What an editor wants said: ``written<TAB>spoken[<TAB>note]``, before any rule.

An empty ``spoken`` keeps the words as they are written. The longest entry wins, and only whole
words match.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from dataclasses import dataclass, field

import regex

from audio.errors import LexiconError, Place
from audio.hindi.orthography import unify

_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]")
_UNSPEAKABLE = regex.compile(r"[\p{N}\p{Latin}%₹$€£°+=&×]")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One row."""

    written: str
    """In NFC and one spelling (``unify``), with single spaces."""
    spoken: str
    """Empty: keep as written."""
    place: str
    """``file:line``."""

    def __str__(self) -> str:
        return f"{self.place}: “{self.written}”"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries of one file, or of several merged."""

    entries: dict[str, LexiconEntry] = field(default_factory=dict)
    """By what is written."""
    _lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Lengths of the entries that start with a character, the longest first."""

    @classmethod
    def parse(cls, text: str, name: str) -> Lexicon:
        """The lexicon in ``text``; ``name`` is what messages call the file.

        Raises:
            LexiconError: a row without a tab, without a written form, with a spoken form that
                a Hindi voice cannot say, or that gives a second reading for the same words.
        """
        entries: dict[str, LexiconEntry] = {}
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            place = Place(name, number)
            entry = _parse_entry(line, place)
            clash = entries.get(entry.written)
            if clash and clash.spoken != entry.spoken:
                raise LexiconError(
                    f"“{entry.written}” has two readings, “{clash.spoken}” at {clash.place} "
                    f"and “{entry.spoken}”",
                    where=place,
                    hint="keep one of them",
                )
            entries.setdefault(entry.written, entry)
        return cls._index(entries)

    @classmethod
    def _index(cls, entries: dict[str, LexiconEntry]) -> Lexicon:
        lengths: dict[str, set[int]] = {}
        for written in entries:
            lengths.setdefault(written[0], set()).add(len(written))
        order = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        return cls(entries, order)

    def merge(self, stronger: Lexicon) -> Lexicon:
        """Both together; where they differ, ``stronger`` wins."""
        return Lexicon._index({**self.entries, **stronger.entries})

    def find(self, text: str, at: int) -> tuple[LexiconEntry, int] | None:
        """The longest entry that stands at ``at`` as whole words, and where it ends."""
        for length in self._lengths.get(text[at : at + 1], ()):
            end = at + length
            entry = self.entries.get(text[at:end]) if end <= len(text) else None
            if entry and _is_whole(text, at, end):
                return entry, end
        return None

    def find_unmatched(self, used: Set[str]) -> tuple[LexiconEntry, ...]:
        """The entries whose rule is not among ``used``, in the order they were written."""
        return tuple(
            entry
            for entry in self.entries.values()
            if not used & {f"lexicon {entry.place}", f"lexicon {entry.place}: kept"}
        )

    def starts(self, character: str) -> bool:
        """Whether an entry starts with ``character``."""
        return character in self._lengths


EMPTY_LEXICON = Lexicon()


def _parse_entry(line: str, place: Place) -> LexiconEntry:
    cells = [
        unify(unicodedata.normalize("NFC", " ".join(cell.split()))) for cell in line.split("\t")
    ]
    if len(cells) not in (2, 3):
        raise LexiconError(
            f"a row has {len(cells)} cells",
            where=place,
            hint="write it as: written, a tab, spoken (and another tab and a note, if wanted)",
        )
    written, spoken = cells[:2]
    if not written:
        raise LexiconError("a row says nothing about what is written", where=place)
    if wrong := _UNSPEAKABLE.search(spoken):
        raise LexiconError(
            f"the spoken form “{spoken}” holds “{wrong[0]}”",
            where=place,
            hint="write it in Devanagari, as it is said",
        )
    return LexiconEntry(written, spoken, str(place))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word runs on over either end of the stretch."""

    def is_joined(at: int) -> bool:
        return bool(_WORDLIKE.match(text[at - 1 : at]) and _WORDLIKE.match(text[at : at + 1]))

    return not is_joined(start) and not is_joined(end)
