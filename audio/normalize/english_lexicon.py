"""The tables of words that Hindi papers print in Latin letters, read on first use."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

_SPECIAL = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "ŋ": "ng", "Ŋ": "Ng", "ə": "a", "Ə": "A", "’": "'", "ʼ": "'", "‘": "'",
    }
)  # fmt: skip
_LETTER = regex.compile(r"LETTER (?:SMALL CAPITAL )?([A-Z]{1,2})\b")
_FIRST_WORD = regex.compile(r"[\p{Latin}\p{M}]+")
_WORD_BEFORE = regex.compile(r"[\p{Latin}\p{N}]")
_WORD_AFTER = regex.compile(r"[\p{Latin}\p{N}\p{M}]")


class Row(NamedTuple):
    """One row of a table."""

    spoken: str
    """Devanagari, NFC."""
    place: str
    """``file:line``."""


class Phrase(NamedTuple):
    """An entry that is more than one run of letters, such as ``Make in India`` or ``Wi-Fi``."""

    pattern: regex.Pattern[str]
    row: Row


def fold_letter(letter: str) -> str:
    """One Latin letter of any kind as ASCII letters; empty when Unicode names no such letter."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if c.isascii() and c.isalpha())
    if plain:
        return plain
    match = _LETTER.search(unicodedata.name(letter, ""))
    return match[1].lower() if match else ""


def fold(text: str) -> str:
    """``text`` with every Latin letter as ASCII (``Müller`` → ``Muller``), marks dropped."""
    if text.isascii():
        return text
    translated = unicodedata.normalize("NFC", text).translate(_SPECIAL)
    return "".join(c if c.isascii() else fold_letter(c) for c in translated)


def table_rows(name: str) -> list[tuple[int, list[str]]]:
    """The rows of a package table with their line numbers; comments and blank lines left out."""
    text = files("audio.normalize").joinpath("tables", name).read_text(encoding="utf-8")
    return [
        (number, line.split("\t"))
        for number, line in enumerate(text.split("\n"), 1)
        if line and line[0] != "#"
    ]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rows of one table, by their written form."""

    exact: dict[str, Row]
    """As written in the table."""
    folded: dict[str, Row]
    """In small ASCII letters; of rows that differ in case alone, the one in small letters."""
    phrases: dict[str, tuple[Phrase, ...]]
    """By their first run of letters in small letters; the longest first."""

    def find(self, written: str) -> Row | None:
        """The row for a word in exactly this case, else in any case."""
        return self.exact.get(written) or self.folded.get(fold(written).lower())


def _pattern(written: str) -> regex.Pattern[str]:
    parts = (regex.escape(part) for part in written.split(" "))
    return regex.compile(r"[\s\u00a0]{1,3}".join(parts), regex.IGNORECASE)


def _phrases(rows: list[tuple[str, Row]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for written, row in sorted(rows, key=lambda entry: -len(entry[0])):
        first = _FIRST_WORD.match(written)
        if first:
            phrase = Phrase(_pattern(written), row)
            found.setdefault(first[0].lower(), []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


@cache
def lexicon(name: str) -> Lexicon:
    """The table ``name``, read once."""
    exact: dict[str, Row] = {}
    folded: dict[str, Row] = {}
    phrases: list[tuple[str, Row]] = []
    for number, (written, spoken, *_) in table_rows(name):
        row = Row(spoken, f"{name}:{number}")
        if not written.replace("'", "").isalpha():
            phrases.append((written, row))
            continue
        exact[written] = row
        small = fold(written).lower()
        if small == written:
            folded[small] = row
        else:
            folded.setdefault(small, row)
    return Lexicon(exact, folded, _phrases(phrases))


@cache
def letter_names() -> dict[str, str]:
    """The name of each Latin letter, by small letter."""
    return {letter: name for _, (letter, name, *_) in table_rows("latin_letters.tsv")}


def find_phrase(text: str, start: int) -> tuple[int, Row] | None:
    """The longest entry of several runs that stands at ``start``: its end and its row."""
    first = _FIRST_WORD.match(text, start)
    if first is None or (start and _WORD_BEFORE.match(text[start - 1])):
        return None
    for phrase in lexicon("english.tsv").phrases.get(first[0].lower(), ()):
        match = phrase.pattern.match(text, start)
        if match and not _WORD_AFTER.match(text, match.end()):
            return match.end(), phrase.row
    return None
