"""The tables of words that Hindi papers print in Latin letters, read on first use."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from audio import regex
from audio.normalize.tables_reader import find_table, read_table
from audio.tables import read_numbered_rows

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


class WordEntry(NamedTuple):
    """One row of a table."""

    spoken: str
    """Devanagari, NFC."""
    place: str
    """``file:line``."""


class Phrase(NamedTuple):
    """An entry that is more than one run of letters, such as ``Make in India`` or ``Wi-Fi``."""

    written: str
    row: WordEntry

    def match(self, text: str, start: int) -> int | None:
        """Where the phrase ends if it stands at ``start`` in ``text``, in any case."""
        found = _compile_pattern(self.written).match(text, start)
        return found.end() if found else None


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


@dataclass(frozen=True, slots=True)
class WordTable:
    """The rows of one table, by their written form."""

    name: str
    written: dict[str, tuple[int, str]]
    """As written in the table: the line and what is spoken."""
    folded: dict[str, tuple[int, str]]
    """In small ASCII letters; of rows that differ in case alone, the one in small letters."""
    phrases: dict[str, list[Phrase]]
    """By their first run of letters in small letters; the longest first."""

    def find_exact(self, written: str) -> WordEntry | None:
        """The row written in exactly this case."""
        return self._make_entry(self.written.get(written))

    def find_small(self, small: str) -> WordEntry | None:
        """The row for a word already in small ASCII letters, whatever the row's case."""
        return self._make_entry(self.folded.get(small))

    def _make_entry(self, entry: tuple[int, str] | None) -> WordEntry | None:
        return WordEntry(entry[1], f"{self.name}.tsv:{entry[0]}") if entry else None


def _read_first_word(text: str, start: int = 0) -> str:
    """The run of letters at ``start``, in small letters; empty when there is none."""
    found = _FIRST_WORD.match(text, start)
    return found[0].lower() if found else ""


@cache
def _compile_pattern(written: str) -> regex.Pattern[str]:
    parts = (regex.escape(part) for part in written.split(" "))
    return regex.compile(r"[\s\u00a0]{1,3}".join(parts), regex.IGNORECASE)


@cache
def read_word_table(name: str) -> WordTable:
    """The table ``name``, read once."""
    written: dict[str, tuple[int, str]] = {}
    folded: dict[str, tuple[int, str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for number, (word, spoken, *_) in read_numbered_rows(find_table(name)):
        if not word.isalpha() and not word.replace("'", "").isalpha():
            phrase = Phrase(word, WordEntry(spoken, f"{name}.tsv:{number}"))
            phrases.setdefault(_read_first_word(word), []).append(phrase)
            continue
        entry = written[word] = (number, spoken)
        small = word.lower() if word.isascii() else fold(word).lower()
        if small == word:
            folded[small] = entry
        else:
            folded.setdefault(small, entry)
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase.written))
    return WordTable(name, written, folded, phrases)


@cache
def read_letter_names() -> dict[str, str]:
    """The name of each Latin letter, by small letter."""
    return {letter: name for letter, name, *_ in (row.cells for row in read_table("latin_letters"))}


def find_phrase(text: str, start: int) -> tuple[int, WordEntry] | None:
    """The longest entry of several runs that stands at ``start``: its end and its row."""
    if start and _WORD_BEFORE.match(text[start - 1]):
        return None
    for phrase in read_word_table("english").phrases.get(_read_first_word(text, start), ()):
        end = phrase.match(text, start)
        if end is not None and not _WORD_AFTER.match(text, end):
            return end, phrase.row
    return None
