"""Words in other scripts, written in Devanagari as they sound: ``தமிழ்`` is तमिळ्, ``Москва`` मोस्क्वा.

The scripts of India share their order of letters (ISCII, Indian Standard 13194:1991), which Unicode
keeps: a letter stands in its block where the same one stands in Devanagari's. Those of three more
have a table; what they do not write, the short vowels of Urdu, is not guessed.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from audio import regex
from audio.tables import read_rows

FOREIGN_LETTERS = Path(__file__).with_name("foreign_letters.tsv")

FOREIGN_RUN = regex.compile(
    r"[\p{L}\p{M}\u200c\u200d--\p{Latin}--\p{Devanagari}--[\U0001D400-\U0001D7FF]]+", regex.V1
)
"""Letters of scripts that Hindi is not written in."""
_PLAIN = regex.compile(r"[\p{N}[\p{L}&&[\p{Latin}\p{Devanagari}\p{Common}]]]", regex.V1)
_INDIC = range(0x0980, 0x0D80)
"""Bengali to Malayalam: eight blocks of 128 code points."""
_DEVANAGARI = 0x0900
_ALIKE = str.maketrans(
    {
        "ऎ": "ए",
        "ऒ": "ओ",
        "ॆ": "े",
        "ॊ": "ो",
        "ऩ": "न",
        "ऱ": "र",
        "ऴ": "ळ",
        "॰": "ं",  # the Gurmukhi tippi
        "ॱ": "",  # the Gurmukhi addak
    }
)
"""Letters of the South that Hindi readers, and its voices, have no sound for."""
_CHILLU = {"ൺ": "ण", "ൻ": "न", "ർ": "र", "ൽ": "ल", "ൾ": "ळ", "ൿ": "क", "ৎ": "त", "ৰ": "र", "ৱ": "व"}
_VOWEL_SIGNS = dict(zip("आइईउऊऋएऐओऔ", "ािीुूृेैोौ", strict=True))
_VIRAMA = "्"


def write_in_devanagari(run: str) -> str:
    """How a run of letters of one script sounds; empty when nothing here can tell.

    >>> write_in_devanagari("ಬೆಂಗಳೂರು")
    'बेंगळूरु'
    """
    if all(ord(letter) in _INDIC or letter in "\u200c\u200d" for letter in run):
        return _shift(run)
    letters = [_find_letter(letter) for letter in unicodedata.normalize("NFC", run.casefold())]
    if None in letters:
        return ""
    return _join([letter for letter in letters if letter])


def is_speakable(text: str) -> bool:
    """Whether ``text`` has a digit or a letter that can be said: a sentence must, to be one."""
    if _PLAIN.search(text):
        return True
    return any(write_in_devanagari(run[0]) for run in FOREIGN_RUN.finditer(text))


def _find_letter(letter: str) -> tuple[str, str] | None:
    """The script and the sound of a letter, with or without its accent."""
    table = _read_letters()
    return table.get(letter) or table.get(unicodedata.normalize("NFD", letter)[0])


def _shift(run: str) -> str:
    shifted = (
        _CHILLU.get(letter) or chr(_DEVANAGARI + (ord(letter) - _INDIC.start) % 0x80)
        for letter in run
        if letter not in "\u200c\u200d"
    )
    return unicodedata.normalize("NFC", "".join(shifted)).translate(_ALIKE)


def _join(letters: list[tuple[str, str]]) -> str:
    """Consonants and vowels as Devanagari writes them together: म ओ स क व आ is मोस्क्वा.

    Arabic's letters leave vowels out, so that nothing is known of two consonants in a row; and
    an alif at the start may stand for any short one.
    """
    said = ""
    for script, sound in letters:
        after_consonant = said and _is_consonant(said[-1])
        if after_consonant and sound[:1] in _VOWEL_SIGNS:
            said += _VOWEL_SIGNS[sound[0]] + sound[1:]
        elif after_consonant and sound and script != "Arabic" and _is_consonant(sound[0]):
            said += _VIRAMA + sound
        else:
            said += sound
    return f"अ{said[1:]}" if letters[0] == ("Arabic", "आ") else said


def _is_consonant(letter: str) -> bool:
    return "क" <= letter <= "ह" or letter in "क़ख़ग़ज़ड़ढ़फ़य़\u093c"


@cache
def _read_letters() -> dict[str, tuple[str, str]]:
    return {letter: (script, sound) for script, letter, sound in read_rows(FOREIGN_LETTERS)}
