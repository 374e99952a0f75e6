"""The words that tell a sentence's end from a mere mark, read from the tables beside this."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio.tables import read_rows


class WordRole(StrEnum):
    """What a word after a mark tells; the table's header comment explains each."""

    POSTPOSITION = "postposition"
    LINKED = "linked"
    CONTINUES = "continues"
    STARTS = "starts"
    SAYS = "says"
    DOMAIN = "domain"
    LABEL = "label"


class AbbreviationKind(StrEnum):
    """What a word before a full stop is; the table's header comment explains each."""

    TITLE = "title"
    SHORT = "short"
    LETTER = "letter"
    ENDING = "ending"
    WORD = "word"


class Abbreviation(NamedTuple):
    """One row of ``abbreviations.tsv``."""

    kind: AbbreviationKind
    before: frozenset[str]
    """Words of which one must follow, ``#`` standing for a number; any may when empty."""


@cache
def read_words(role: WordRole) -> frozenset[str]:
    """Every word of ``words.tsv`` that has ``role``, in NFC."""
    return frozenset(word for word, named, _ in _read_table("words.tsv") if named == role)


@cache
def read_abbreviations() -> dict[str, Abbreviation]:
    """Every row of ``abbreviations.tsv`` by what is written before the stop, in NFC."""
    return {
        written: Abbreviation(AbbreviationKind(kind), frozenset(before.split()))
        for written, kind, before, _ in _read_table("abbreviations.tsv")
    }


def _read_table(name: str) -> Iterator[list[str]]:
    return read_rows(Path(__file__).with_name(name))
