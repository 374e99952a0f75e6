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
_SANSKRIT_END = regex.compile("[^aeiou]{2}$|asan$")
_VARIANTS = (
    (regex.compile("(?<=i)y(?=[aeou])"), ""),
    (regex.compile("(?<=[BDGJKTc]):"), ""),
    (regex.compile("(?<=[^aeiou])y$"), "i"),
    (regex.compile("(?<=e)y$"), ""),
    (regex.compile("ou"), "au"),
    (regex.compile("nd[ae]r$"), "ndra"),
)
"""What is typed now so, now so: ``Siddhi`` and ``Sidhi``, ``Swamy``, ``Dubey``, ``Narender``."""
_SHORTEST, _SHORTEST_PART, _LONGEST = 4, 3, 24
_SHORTEST_BARE = 5
"""Sounds of a name but for its a, below which more of these would make it another."""
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
    folded = _NASAL.sub("n", sounds.translate(_FOLDED))
    for written, other in _VARIANTS:
        folded = written.sub(other, folded)
    return folded


def find_name(word: str) -> str:
    """The name or word of the table that is typed so, in small letters; else empty."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    key = fold_typed(word)
    row = _read_names().get(key) or _find_fuller(key)
    return _choose(word, row.words.split()) if row else ""


def _find_fuller(key: str) -> _Row | None:
    """A name that is typed with vowels that are not said: ``bhuvaneshvar``, ``padmasana``."""
    bare = key.replace("a", "")
    if len(bare) < _SHORTEST_BARE:
        return None
    fitting = [one for one in _index_bare().get(bare, ()) if _is_fuller(key, one)]
    return _read_names()[max(fitting, key=len)] if fitting else None


def _is_fuller(key: str, plain: str) -> bool:
    """Whether ``key`` is ``plain`` with more vowels inside, or as Sanskrit has at its end."""
    if key.endswith("a") and not plain.endswith("a") and not _SANSKRIT_END.search(plain):
        return False  # Rizwana is not Rizwan
    letters = iter(key)
    return key[0] == plain[0] and all(letter in letters for letter in plain)


@cache
def _index_bare() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in _read_names():
        found.setdefault(key.replace("a", ""), []).append(key)
    return found


def _choose(typed: str, words: list[str]) -> str:
    """Of words typed alike the first that ends so and has the long vowels that were typed as such.

    An f, q or z that was typed gives the word the nukta that print leaves out.
    """
    long_vowels = typed.count("aa")

    def miss(word: str) -> tuple[bool, int]:
        is_joined = word.endswith("्र")  # इंद्र, not इंदर
        ends_otherwise = word.endswith("र") and is_joined is not typed.endswith("a")
        return ends_otherwise, max(0, long_vowels - word.count("ा") - word.count("आ"))

    word = min(words, key=miss)
    if typed.endswith(("nder", "ndar")):
        word = regex.sub("द्र$", "दर", word)
    for letter, plain, dotted in (("f", "फ", "फ़"), ("q", "क", "क़"), ("z", "ज", "ज़")):
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
