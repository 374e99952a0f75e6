"""Words written as one in tags and hosts: ``narendramodi``, ``sarkariresult``, ``biharboard``."""

from __future__ import annotations

from functools import lru_cache

from audio.normalize.english.latin_words import find_known_word, spell
from audio.normalize.english.roman_hindi import find_hindi_word, say_roman_hindi
from audio.normalize.tables_reader import index_rows

_LONGEST = 40
_LONGEST_PART = 16
_SHORTEST_WORD = 3
_SHORTEST_UNLISTED = 5
"""Words of the CMU dictionary alone are too many to be sought in shorter stretches."""
_SHORTEST_HINDI = 4
_MOST_PARTS = 4
_MOST_LETTERS = 4
_SHORTEST_AMONG = 5
_SHORTEST_NAME = 5
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
"""Initials of people, as in ``msdhoni``, are none but these: others may begin a word."""


@lru_cache(maxsize=1024)
def say_glued_words(run: str) -> str:
    """What the fewest known words that make up ``run`` say, in small letters; empty if none do."""
    if not (run.isascii() and run.isalpha() and len(run) <= _LONGEST):
        return ""
    best: list[tuple[int, int, str] | None] = [(0, 0, "")] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST_PART), end):
            before = best[start]
            if before is None or before[0] == _MOST_PARTS:
                continue
            here, letters = best[end], run[start:end]
            if here is not None and here[0] <= before[0]:
                continue
            part = _say_part(letters)
            rank = (before[0] + 1, before[1] + _is_unlisted(letters))
            if part and (here is None or rank < here[:2]):
                best[end] = (*rank, f"{before[2]} {part}".strip())
    whole = best[-1]
    return whole[2] if whole else _say_after_e(run) or _say_after_initials(run)


def _is_unlisted(letters: str) -> bool:
    """Whether no table has a word: ``newstrack`` is news and track, and not new and strack."""
    reading = find_known_word(letters)
    return reading is not None and ".tsv:" not in reading.rule


def _say_after_e(run: str) -> str:
    """What is done over the network: ``etenders`` is ई टेंडर्स."""
    name = run.removeprefix("e")
    may_be = name != run and len(name) >= _SHORTEST_NAME
    return f"{spell('e')} {part}" if may_be and (part := _say_part(name)) else ""


def _say_after_initials(run: str) -> str:
    """Two or three letters that begin no word before a word: ``msdhoni`` is एम एस धोनी."""
    for size in (2, 3):
        initials, name = run[:size], run[size:]
        may_be = _CONSONANTS.issuperset(initials) and len(name) >= _SHORTEST_NAME
        if may_be and (part := _say_part(name)):
            return f"{spell(initials)} {part}"
    return ""


@lru_cache(maxsize=1024)
def say_letters_among_words(run: str) -> str:
    """Known words with a few letters before, between or after them: ``epfindia``, ``ipleaders``."""
    known = index_rows("address_words")
    if not (run.isascii() and run.isalpha() and len(run) <= _LONGEST):
        return ""
    for size in range(2, _MOST_LETTERS + 1):
        for start in range(len(run) - size + 1):
            before, letters, after = run[:start], run[start : start + size], run[start + size :]
            if any(
                0 < len(words) < (_SHORTEST_WORD if words in known else _SHORTEST_AMONG)
                for words in (before, after)
            ):
                continue
            said = [say_glued_words(words) for words in (before, after) if words]
            if said and all(said):
                said.insert(1 if before else 0, spell(letters))
                return " ".join(said)
    return ""


def _say_part(letters: str) -> str:
    """A word of a table, a longer one of the dictionary or a Hindi one; else nothing."""
    if row := index_rows("address_words").get(letters):
        return row.cells[1] or spell(letters)
    if len(letters) < _SHORTEST_WORD:
        return ""
    reading = find_known_word(letters)
    listed = reading is not None and ".tsv:" in reading.rule
    if reading is not None and (listed or len(letters) >= _SHORTEST_UNLISTED):
        return reading.spoken
    return find_hindi_word(letters) if len(letters) >= _SHORTEST_HINDI else ""


def say_name_first(run: str) -> str:
    """A name that no table has before a word for an office or a paper: ``auraiyapolice``."""
    for word in index_rows("handle_ends"):
        name = run.removesuffix(word)
        if name != run and len(name) >= _SHORTEST_WORD:
            return f"{say_roman_hindi(name).spoken} {_say_part(word)}"
    return ""
