"""Package tables: tab-separated rows under ``tables/``, each ending in an attested example.

A row is known by its place, ``units.tsv:12``, which rules quote when they explain themselves.
Tables are read on first use and kept.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.hindi.dates import MONTHS
from audio.tables import read_numbered_rows

FOLDER = Path(__file__).with_name("tables")


class TableRow(NamedTuple):
    """One row of a table."""

    cells: tuple[str, ...]
    place: str
    """``file:line``."""


def find_table(name: str) -> Path:
    """Find the file of a table: in ``tables/``, unless other packages read it too."""
    return MONTHS if name == MONTHS.stem else FOLDER / f"{name}.tsv"


@cache
def read_table(name: str) -> tuple[TableRow, ...]:
    """Every row of a table, in order."""
    path = find_table(name)
    return tuple(
        TableRow(tuple(cells), f"{path.name}:{number}")
        for number, cells in read_numbered_rows(path)
    )


@cache
def index_rows(name: str) -> dict[str, TableRow]:
    """The rows of a table by their first cell; a later row for the same cell wins."""
    return {row.cells[0]: row for row in read_table(name)}


@cache
def read_cues(*roles: str) -> frozenset[str]:
    """The words of ``cues.tsv`` that play one of the ``roles`` beside a number."""
    return frozenset(
        row.cells[0]
        for row in read_table("cues")
        if not set(roles).isdisjoint(row.cells[1].split())
    )


_JOINED = regex.compile(r"[\p{L}\p{M}\u200c\u200d]{2}|\p{Nd}{2}")
_SEAM = regex.compile(r"\p{Devanagari}[A-Za-z]")
"""Where a Devanagari word ends though letters follow: ``किमीkg``."""


class SpellingIndex:
    """A table searched at a place in a text, the longest entry first.

    A first cell may list several spellings, parted by ``|``. An entry that ends in a letter
    or a digit matches only where the word or the number ends.
    """

    def __init__(self, name: str) -> None:
        self._rows: dict[str, TableRow] = {}
        for row in read_table(name):
            for spelling in row.cells[0].split("|"):
                self._rows[spelling] = row
        lengths: dict[str, set[int]] = defaultdict(set)
        for spelling in self._rows:
            lengths[spelling[:2]].add(len(spelling))
        for first in [first for first in lengths if first[0] in lengths]:
            lengths[first].add(1)
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        """Lengths of the spellings that start with two letters or are one, the longest first."""

    def get(self, spelling: str) -> TableRow | None:
        """The row that lists just this spelling."""
        return self._rows.get(spelling)

    def find(self, text: str, at: int) -> tuple[TableRow, int] | None:
        """The row whose spelling stands at ``at``, and where it ends."""
        lengths = self._lengths.get(text[at : at + 2]) or self._lengths.get(text[at : at + 1], [])
        for length in lengths:
            end = at + length
            row = self._rows.get(text[at:end]) if end <= len(text) else None
            if row and (_SEAM.match(text, end - 1) or not _JOINED.match(text, end - 1)):
                return row, end
        return None


@cache
def index_spellings(name: str) -> SpellingIndex:
    """The table ``name`` for searching, made once."""
    return SpellingIndex(name)
