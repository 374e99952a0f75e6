"""The words that tell a sentence's end from a mere mark, read from the tables beside this."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Role(StrEnum):
    """What a word after a mark tells; the table's header comment explains each."""

    POSTPOSITION = "postposition"
    LINKED = "linked"
    CONTINUES = "continues"
    STARTS = "starts"
    SAYS = "says"


class Kind(StrEnum):
    """What a word before a full stop is; the table's header comment explains each."""

    TITLE = "title"
    SHORT = "short"
    LETTER = "letter"
    ENDING = "ending"
    WORD = "word"


class Abbreviation(NamedTuple):
    """One row of ``abbreviations.tsv``."""

    kind: Kind
    before: frozenset[str]
    """Words of which one must follow, ``#`` standing for a number; any may when empty."""


@cache
def words(role: Role) -> frozenset[str]:
    """Every word of ``words.tsv`` that has ``role``, in NFC."""
    return frozenset(word for word, named, _ in _rows("words.tsv", 3) if named == role)


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """Every row of ``abbreviations.tsv`` by what is written before the stop, in NFC."""
    return {
        written: Abbreviation(Kind(kind), frozenset(before.split()))
        for written, kind, before, _ in _rows("abbreviations.tsv", 4)
    }


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    table = files("audio.segment").joinpath(name).read_text("utf-8")
    for line in unicodedata.normalize("NFC", table).split("\n"):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            assert len(cells) == columns, f"{name}: {line!r} does not have {columns} columns"
            yield cells
