"""The words of dates and times of day, each with its kind; they stand in ``dates.tsv``."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from audio import regex
from audio.hindi.dates import number_months
from audio.tables import read_rows

_WORD = regex.compile(r"\p{Latin}++|(?:(?!\p{Latin})[\p{L}\p{M}])++")


def has_only_date_words(line: str) -> bool:
    """Whether every word of ``line`` is of a date or a time."""
    known = read_date_words()
    return all(match[0].casefold() in known for match in _WORD.finditer(line))


def split_date_words(line: str) -> list[str]:
    """The words of ``line`` in small letters: `5pm IST` are `pm` and `ist`."""
    return [word.casefold() for word in _WORD.findall(line)]


def find_kinds(line: str) -> list[str]:
    """The kind of each word of ``line``; empty for a word that is of no date."""
    known = read_date_words()
    return [known.get(word, "") for word in split_date_words(line)]


@cache
def read_date_words() -> dict[str, str]:
    """Each word of a date or a time, and its kind: `{"सोमवार": "weekday", "मई": "month", …}`."""
    table = Path(__file__).with_name("dates.tsv")
    return dict.fromkeys(number_months(), "month") | {
        unicodedata.normalize("NFC", word): kind for word, kind, _ in read_rows(table)
    }
