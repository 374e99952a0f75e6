"""What an editor wants said: ``written<TAB>spoken[<TAB>note]``, before any rule.

An empty ``spoken`` keeps the words as they are written. The longest entry wins, and only whole
words match, Latin ones in capitals or small letters; a row in just the text's letters wins.
Rows of a table without any tab are parted by commas or semicolons, as spreadsheets save them.
"""

from __future__ import annotations

import csv
import string
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from audio import regex
from audio.errors import LexiconError, Place
from audio.hindi.orthography import unify

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_LARGE = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_LATIN = regex.compile(r"[A-Za-z]")
_COMMENT = regex.compile(r"#|\s*+$")
_QUOTED = regex.compile(r'^"((?:[^"]|"")++)"$')
"""A cell as spreadsheets save one that holds a comma or a quotation mark."""
_HEADER = ("written", "spoken")
_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]")
_UNIT_START = regex.compile(r"\p{Nd}[\p{Devanagari}&&\p{L}]", regex.V1)
"""``5मिमी``."""
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


def find_row_file(row: str) -> str:
    """The file that an entry, as text, is in: ``names.tsv`` of ``names.tsv:3: “IMD”``."""
    return row.partition(": “")[0].rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries of one file, or of several merged."""

    entries: dict[str, LexiconEntry] = field(default_factory=dict)
    """By what is written."""
    _lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Lengths of the entries that start with a character, the longest first."""
    _folded: dict[str, LexiconEntry] = field(default_factory=dict)
    """Entries with Latin letters, by what is written in small ones."""

    @classmethod
    def parse(cls, text: str, name: str) -> Lexicon:
        """The lexicon in ``text``; ``name`` is what messages call the file.

        Raises:
            LexiconError: a row of one cell, without a written form, with a spoken form that
                a Hindi voice cannot say, or that gives a second reading for the same words.
        """
        entries: dict[str, LexiconEntry] = {}
        for number, cells in _read_cells(text):
            place = Place(name, number)
            entry = _parse_entry(cells, place)
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
        folded: dict[str, LexiconEntry] = {}
        for written, entry in entries.items():
            lengths.setdefault(written[0], set()).add(len(written))
            small = written.translate(_SMALL)
            if _LATIN.search(written):
                folded[small] = entry
                for first in {small[0], small[0].translate(_LARGE)}:
                    lengths.setdefault(first, set()).add(len(written))
        order = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        return cls(entries, order, folded)

    def merge(self, stronger: Lexicon) -> Lexicon:
        """Both together; where they differ, ``stronger`` wins."""
        return Lexicon._index({**self.entries, **stronger.entries})

    def find(self, text: str, at: int) -> tuple[LexiconEntry, int] | None:
        """The longest entry that stands at ``at`` as whole words, and where it ends."""
        for length in self._lengths.get(text[at : at + 1], ()):
            end = at + length
            entry = self._get_entry(text[at:end]) if end <= len(text) else None
            if entry and _is_whole(text, at, end):
                return entry, end
        return None

    def _get_entry(self, written: str) -> LexiconEntry | None:
        return self.entries.get(written) or self._folded.get(written.translate(_SMALL))

    def find_unmatched(self, used: Set[str]) -> tuple[LexiconEntry, ...]:
        """The entries whose rule is not among ``used``, in the order they were written."""
        return tuple(
            entry
            for entry in self.entries.values()
            if not used & {f"lexicon {entry.place}", f"lexicon {entry.place}: kept"}
        )


EMPTY_LEXICON = Lexicon()


def _read_cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that says something, with the number of its line, from 1."""
    lines = text.removeprefix("\ufeff").splitlines()
    rows = [(n, line) for n, line in enumerate(lines, start=1) if not _COMMENT.match(line)]
    separator = _find_separator([line for _, line in rows])
    for index, (number, line) in enumerate(rows):
        if separator == "\t":
            cells = [_QUOTED.sub(_unquote, cell) for cell in line.split("\t")]
        else:
            cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
        cells = [unify(unicodedata.normalize("NFC", " ".join(cell.split()))) for cell in cells]
        while len(cells) > 3 and not cells[-1]:
            cells.pop()  # columns that a spreadsheet saves empty
        if index or tuple(map(str.casefold, cells[:2])) != _HEADER:
            yield number, cells


def _find_separator(lines: Sequence[str]) -> str:
    """A tab if any row has one, else what stands in most rows."""
    if any("\t" in line for line in lines):
        return "\t"
    return max(",;", key=lambda mark: sum(mark in line for line in lines))


def _unquote(match: regex.Match[str]) -> str:
    return str(match[1]).replace('""', '"')


def _parse_entry(cells: Sequence[str], place: Place) -> LexiconEntry:
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
    """Whether no word runs on over either end of the stretch; a number before it is no word."""

    def is_joined(at: int) -> bool:
        return bool(_WORDLIKE.match(text[at - 1 : at]) and _WORDLIKE.match(text[at : at + 1]))

    return (bool(_UNIT_START.match(text, start - 1)) or not is_joined(start)) and not is_joined(end)
