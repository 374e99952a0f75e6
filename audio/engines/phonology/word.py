"""A word's phonemes where espeak, left alone, would say it otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

from audio.engines.phonology.espeak_reading import find_espeak_silent
from audio.engines.phonology.mnemonics import has_nasal_consonant, is_lowered, write_mnemonics
from audio.engines.phonology.silence import find_silent
from audio.engines.phonology.spelling import INHERENT, LONG, Letter, read_letters

_VERSION = 1
"""Raised with every change of the code that changes phonemes."""
_FOLDER = Path(__file__).with_name("tables")


@cache
def read_version() -> str:
    """Changes with the tables and the code."""
    digest = hashlib.sha256(f"{_VERSION}".encode())
    for path in sorted(_FOLDER.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def phonemize(word: str) -> str:
    """The phonemes of a folded word in ``[[…]]``; nothing where espeak says it rightly."""
    letters = read_letters(word)
    if not letters:
        return ""
    silent = find_silent(letters)
    if silent == find_espeak_silent(letters) and not _is_misread(letters, silent):
        return ""
    return f"[[{write_mnemonics(letters, silent)}]]"


def phonemize_respelled(said: str) -> str:
    """The phonemes of a word that is spelled as it is said; nothing if it is no such spelling.

    Every inherent vowel in it is said but that of its last letter: ``मुक़द्मा``.
    """
    letters = read_letters(said)
    return f"[[{write_mnemonics(letters, frozenset())}]]" if letters else ""


def _is_misread(letters: Sequence[Letter], silent: Set[int]) -> bool:
    """Whether espeak misreads more than the inherent vowels."""
    return any(
        _has_misread_nasal(letters, index) or is_lowered(letters, index, silent)
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
    return letter.vowel in ("इ", "उ", "ऋ") or (letter.vowel == "आ" and has_nasal_consonant(letters, index))
