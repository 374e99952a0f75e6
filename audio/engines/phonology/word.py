"""A word's phonemes where espeak, left alone, would say it otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

from audio import regex
from audio.engines.phonology.espeak_reading import ends_in_vowel, find_espeak_silent
from audio.engines.phonology.mnemonics import (
    has_nasal_consonant,
    is_lowered,
    keeps_final,
    write_mnemonics,
)
from audio.engines.phonology.silence import find_silent
from audio.engines.phonology.spelling import INHERENT, Letter, fold, read_letters
from audio.hindi.common_words import COMMON_WORDS
from audio.tables import read_rows

_VERSION = 7
"""Raised with every change of the code that changes phonemes."""
_FOLDER = Path(__file__).with_name("tables")
_ORDINAL = regex.compile(r"(?<=..[क-ह]\u093c?)व[ाेी][ंँ]$")
_INITIALISM = regex.compile(
    r"(?=.*(?:ई|ए|ओ)(?:आई|ई|ए|ओ))(?:आई|आर|ए|ई|ओ|एच|एम|एन|एल|एस|एक्स|एफ़?|बी|सी|डी|जी|जे|के|पी|टी|वी"
    r"|क्यू|यू|वाई|डब्ल्यू|ज़ेड){3,}"
)
"""Letters of the English alphabet, some vowels beside others: espeak runs these together."""
_LOAN_NUKTA = regex.compile(r"(?<![डढ])\u093c")
"""Exceptions are found with it and without it."""


@cache
def read_version() -> str:
    """Changes with the tables and the code."""
    digest = hashlib.sha256(f"{_VERSION}".encode())
    for path in (COMMON_WORDS, *sorted(_FOLDER.iterdir())):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def phonemize(word: str) -> str:
    """The phonemes of a folded word in ``[[…]]``; nothing where espeak says it rightly."""
    letters = read_letters(word)
    if not letters:
        return ""
    known = _find_exception(word, letters)
    if known is not None:
        return f"[[{write_mnemonics(letters, known)}]]"
    silent = find_silent(letters)
    is_right = silent == find_espeak_silent(letters) and not _is_misread(letters, silent)
    if is_right and not _INITIALISM.fullmatch(word):
        return ""
    return f"[[{write_mnemonics(letters, silent)}]]"


def find_silent_vowels(word: str) -> Set[int]:
    """Places of the letters of a folded word whose inherent vowel is silent, but the last letter's.

    By the table of exceptions, or else by the weights.
    """
    letters = read_letters(word)
    known = _find_exception(word, letters)
    return find_silent(letters) if known is None else known


def _find_exception(word: str, letters: Sequence[Letter]) -> Set[int] | None:
    """The silent vowels by the table of exceptions, or of an ordinal: its number is said whole."""
    if ordinal := _ORDINAL.search(word):
        known = _find_exception(word[: ordinal.start()], letters[:-1])
        silent = find_silent(letters[:-1]) if known is None else known
        return silent | {len(letters) - 2}
    exceptions = _read_exceptions()
    word = _LOAN_NUKTA.sub("", word)
    if word in exceptions:
        return exceptions[word]
    for size in range(len(word), 0, -1):
        known = exceptions.get(f"{word[:size]}*")
        if known is not None:
            inside = len(read_letters(word[:size])) - 1
            return known | {place for place in find_silent(letters) if place >= inside}
    return None


@cache
def _read_exceptions() -> dict[str, Set[int]]:
    """Word, or its start and ``*`` → places of the letters whose inherent vowel is silent."""
    rows = (
        [_LOAN_NUKTA.sub("", fold(cell)) for cell in cells]
        for cells in read_rows(_FOLDER / "said.tsv")
    )
    return {word: _compare(word, said) for word, said in rows}


def _compare(word: str, said: str) -> Set[int]:
    pairs = zip(read_letters(word.rstrip("*")), read_letters(said.rstrip("*")), strict=True)
    return {
        place for place, (letter, spoken) in enumerate(pairs) if letter.is_bare and not spoken.vowel
    }


def _is_misread(letters: Sequence[Letter], silent: Set[int]) -> bool:
    """Whether espeak misreads more than the inherent vowels."""
    if ends_in_vowel(letters) and not keeps_final(letters):
        return True
    return any(
        _has_misread_nasal(letters, index)
        or is_lowered(letters, index, silent)
        or letters[index].vowel == "ऍ"
        or letters[index][:2] == ("र", "ऋ")
        for index in range(len(letters))
    )


def _has_misread_nasal(letters: Sequence[Letter], index: int) -> bool:
    letter = letters[index]
    if letter.nasal == "ँ":
        return True
    if letter.nasal != "ं":
        return False
    if index == len(letters) - 1:
        return not letter.consonant or letter.vowel == INHERENT
    return letter.vowel in ("इ", "उ", "ऋ") or has_nasal_consonant(letters, index)
