"""The names of letters as Hindi writes them: बी, जे, पी make बीजेपी."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.context import HINDI
from audio.normalize.tables_reader import index_rows, read_table


@cache
def build_letter_pattern() -> str:
    """A regular expression for one letter name in any of its spellings."""
    spellings = sorted((row.cells[0] for row in read_table("letter_names")), key=len, reverse=True)
    return "(?:" + "|".join(spellings) + ")"


def may_be_letters(word: str) -> bool:
    """Whether a word starts with two letter names: the cheap test before ``classify``."""
    return _compile_two().match(word) is not None


def is_letter_name(word: str) -> bool:
    """Whether a word is the name of one letter: ``बी``."""
    return word in index_rows("letter_names")


@cache
def _compile_two() -> regex.Pattern[str]:
    return regex.compile(f"{build_letter_pattern()}{{2}}")


@cache
def _compile_last_letter() -> regex.Pattern[str]:
    letter = build_letter_pattern()
    return regex.compile(rf"(?r)(?<!{HINDI})(?<!{letter} ){letter}", regex.V1)


def ends_in_a_letter(spoken: str) -> bool:
    """Whether the last word is one letter name and the word before it is none."""
    return _compile_last_letter().match(spoken) is not None
