"""Words that a table or the dictionary has, and their forms: ``googling``, ``dna``."""

from __future__ import annotations

from audio import regex
from audio.normalize.english.alignment import align
from audio.normalize.english.dictionary import find_phones
from audio.normalize.english.forms import find_stems, inflect
from audio.normalize.english.reading import LatinReading, spell
from audio.normalize.english.sounds import write_devanagari
from audio.normalize.english.word_tables import read_word_table

_IZATION = regex.compile("i[zs]ations?$")
"""What India says as ``ize`` in it, America weaker: इम्यूनाइज़ेशन."""
_NAMES_OF_LETTERS = {
    **dict.fromkeys("bcdeptvz", "{} IY"),
    **dict.fromkeys("flmnsx", "EH {}"),
    "a": "EY",
    "e": "IY",
    "g": "JH IY",
    "h": "EY CH",
    "i": "AY",
    "j": "JH EY",
    "k": "K EY",
    "o": "OW",
    "q": "K Y UW",
    "r": "AA R",
    "u": "Y UW",
    "x": "EH K S",
    "y": "W AY",
}
"""What each letter is called in English, in the dictionary's phones."""
_LONGEST_INITIALISM = 4


def find_known(small: str) -> LatinReading | None:
    """A word in small letters that a table or the dictionary has, or a form of one."""
    return find_exact(small) or find_table_form(small) or find_dictionary_word(small)


def find_exact(small: str) -> LatinReading | None:
    """A word that the table of English words has in small letters."""
    row = read_word_table("english").find_exact(small)
    return LatinReading(row.spoken, row.place) if row else None


def find_dictionary_word(small: str) -> LatinReading | None:
    """A word that the CMU dictionary has, or a form of one."""
    return say_by_dictionary(small) or find_dictionary_form(small)


def find_table_form(small: str) -> LatinReading | None:
    """A form of a table word; not of a chance likeness (canvas is no plural of Canva)."""
    english = read_word_table("english")
    for stem, ending in find_stems(small):
        row = english.find_small(stem)
        if row and (not find_phones(small) or find_phones(stem)):
            return LatinReading(inflect(row.spoken, ending), f"{row.place} + {ending}")
    return None


def find_dictionary_form(small: str) -> LatinReading | None:
    """A form of a word that the CMU dictionary has only bare."""
    for stem, ending in find_stems(small):
        if known := say_by_dictionary(stem):
            return LatinReading(inflect(known.spoken, ending), f"{known.rule} + {ending}")
    return None


def say_by_dictionary(small: str) -> LatinReading | None:
    """By the CMU dictionary."""
    phones = find_phones(small)
    if not phones:
        return None
    if len(small) <= _LONGEST_INITIALISM and _is_spelled_out(small, phones):
        return LatinReading(spell(small), "spelled, cmudict")
    if _IZATION.search(small) and "EY1" in phones:
        weak = phones.index("EY1") - 2
        phones = (*phones[:weak], "AY2", *phones[weak + 1 :])
    return LatinReading(write_devanagari(align(small, phones)), "cmudict")


def _is_spelled_out(small: str, phones: tuple[str, ...]) -> bool:
    """Whether the dictionary names the letters one by one (dna, hiv)."""
    names = (_NAMES_OF_LETTERS.get(letter, "") for letter in small)
    named = " ".join(
        name.format("S" if letter == "c" else letter.upper())
        for letter, name in zip(small, names, strict=True)
    )
    return named == " ".join(phone.rstrip("012") for phone in phones)
