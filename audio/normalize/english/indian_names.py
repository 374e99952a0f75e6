"""Names of India in Latin letters, by the words and parts that they are made of.

Typing leaves out what spelling tells apart (a is अ or आ, t is त or ट), so a name is sought by the
letters that all writers type alike: ``indian_names.tsv``, made of the names in
``scripts/training/indian_names.txt``. A name that it has not is cut into parts that it has
(``amarpatan`` अमरपाटन), the fewest and of them the most even.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from audio import regex
from audio.normalize.english.indian_letters import cut_word
from audio.normalize.english.syllables import join_ending
from audio.normalize.tables_reader import find_table
from audio.tables import read_rows

_TABLE = "indian_names"
_FOLDED = str.maketrans("AIU", "aiu")
_NASAL = regex.compile("m(?=[pbfBvsSh])")
_GLIDE = regex.compile("(?<=i)y(?=[aeou])")
_SHORTEST, _SHORTEST_PART, _LONGEST = 4, 3, 24
_SHORTEST_REST = 3
_VOWEL = regex.compile("[aeiou]")
_BREATHED = regex.compile("[bcdgjkpst]h")
"""Two letters of one sound, between which no part ends."""


class _Row(NamedTuple):
    words: str
    """Typed alike, the likeliest first."""
    kind: str
    """``part`` of names, or ``name``."""


@cache
def _read_names() -> dict[str, _Row]:
    return {key: _Row(words, kind) for key, words, kind in read_rows(find_table(_TABLE))}


@lru_cache(maxsize=4096)
def fold_typed(letters: str) -> str:
    """Small ASCII letters without what one writer types and another does not."""
    sounds = "".join(token.sound for token in cut_word(letters))
    return _GLIDE.sub("", _NASAL.sub("n", sounds.translate(_FOLDED)))


def find_name(word: str) -> str:
    """The name or word of the table that is typed so, in small letters; else empty."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    row = _read_names().get(fold_typed(word))
    return _choose(word, row.words.split()) if row else ""


def _choose(typed: str, words: list[str]) -> str:
    """Of words typed alike the first that has the long vowels that were typed as such.

    An f or a q that was typed gives the word the nukta that print leaves out.
    """
    long_vowels = typed.count("aa")
    word = min(words, key=lambda word: max(0, long_vowels - word.count("ा") - word.count("आ")))
    for letter, plain, dotted in (("f", "फ", "फ़"), ("q", "क", "क़")):
        if letter in typed and word.count(plain) == 1 and dotted not in word:
            word = word.replace(plain, dotted)
    return word


@lru_cache(maxsize=1024)
def find_parts(word: str) -> str:
    """A name that the table has not, put together of two that it has; else empty."""
    if not 2 * _SHORTEST_PART <= len(word) <= _LONGEST:
        return ""
    found = [*_list_pairs(word)]
    return max(found)[1] if found else ""


def _list_pairs(word: str) -> Iterator[tuple[int, str]]:
    """The ways to cut a word in two, each with how long its shorter part is."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if _BREATHED.match(word, cut - 1):
            continue
        second = _find_part(word[cut:])
        first = _find_part(word[:cut]) if second else ""
        if first:
            yield min(cut, len(word) - cut), join_ending(first, second)


def _find_part(letters: str) -> str:
    row = _read_names().get(fold_typed(letters))
    if row is None or (len(letters) < _SHORTEST and row.kind != "part"):
        return ""
    return _choose(letters, row.words.split())


def cut_part(word: str) -> tuple[str, str]:
    """What stands before a part of the table at a word's end, and that part as it is said."""
    for cut in range(_SHORTEST_REST, len(word) - _SHORTEST_PART + 1):
        row = _read_names().get(fold_typed(word[cut:]))
        if (
            row
            and row.kind == "part"
            and _VOWEL.search(word[:cut])
            and not _BREATHED.match(word, cut - 1)
        ):
            return word[:cut], _choose(word[cut:], row.words.split())
    return word, ""
