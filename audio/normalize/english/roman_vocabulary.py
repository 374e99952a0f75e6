"""Common words of Hindi found by how they are typed in Latin letters: ``shantipurn`` शांतिपूर्ण.

Typing leaves out what spelling tells apart (a is अ or आ, t is त or ट), so a word is sought by its
consonants first; of those that have them the vowels decide.
"""

from __future__ import annotations

from functools import cache, lru_cache

from audio import regex
from audio.hindi.common_words import read_common_words
from audio.hindi.romanize import make_slug
from audio.normalize.tables_reader import read_table

_SOUNDS = {
    "क": "k",
    **dict.fromkeys("चछ", "c"),
    **dict.fromkeys("टत", "t"),
    **dict.fromkeys("ठथ", "T"),
    **dict.fromkeys("डद", "d"),
    **dict.fromkeys("ढध", "D"),
    **dict.fromkeys("शष", "S"),
    **dict.fromkeys("रऋ\u0943", "r"),
    **dict.fromkeys("नणमङञ\u0901\u0902", "n"),
    **dict(zip("खगघजझपफबभलवसह", "KgGjJpfbBlvsh", strict=True)),
}
"""A letter a consonant, one for those that are typed alike; none for y, which comes and goes."""
_TYPED = {"kh": "K", "gh": "G", "chh": "c", "ch": "c", "jh": "J", "th": "T", "dh": "D", "ph": "f"}
_TYPED |= {"bh": "B", "sh": "S", "x": "kS", "q": "k", "z": "j", "w": "v", "m": "n", "c": "k"}
_CONSONANT = regex.compile(r"chh|[kgcjtdpbs]h|[b-df-hj-np-tv-xz]")
_DOUBLED = regex.compile(r"([b-df-hj-np-tv-z])\1")
_LONG_VOWELS = (("aa", "a"), ("ee", "i"), ("ii", "i"), ("oo", "u"), ("uu", "u"), ("ou", "au"))
_PLAIN = (("chh", "ch"), ("ph", "f"), ("w", "v"), ("z", "j"), ("x", "ksh"), ("q", "k"), ("y", ""))
_NASAL = regex.compile(r"m(?![aeiou])")
_ENDS_IN_CONSONANT = regex.compile(r"[क-ह]\u093c?$")
_SHORTEST = 4


@lru_cache(maxsize=1024)
def find_common_word(typed: str, *, surely: bool = False) -> str:
    """The word that ``typed``, in small ASCII letters, stands for; empty if it is none of them.

    With ``surely`` its vowels are all those of the word, of whatever length.
    """
    if len(typed) < _SHORTEST or typed[0] == typed[1]:
        return ""
    consonants = _read_consonants(typed)
    found = [*_index_consonants().get(consonants, [])]
    if typed.endswith(("n", "m")):  # mein, baatein: a nasal vowel, which is not in the index
        found += _index_consonants().get(consonants[:-1], [])
    if surely:  # khata is not खट्टा, nor gaddi गाड़ी
        doubled = bool(_DOUBLED.search(typed))
        found = [word for word in found if doubled is bool(_HINDI_DOUBLED.search(word))]
    written = _fold_vowels(typed)
    alike = [(word, _romanize(word, written)) for word in found]
    for loose in (
        ("",) if surely else ("", "a", "au")
    ):  # hungama: the short vowel as English writes it
        bare = _leave_out(loose, written)
        if fitting := [word for word, roman in alike if _leave_out(loose, roman) == bare]:
            return min(fitting, key=lambda word: _count_missed(word, typed))
    return ""


def _leave_out(vowels: str, roman: str) -> str:
    """All but these vowels inside; what begins and ends the word stays."""
    return roman[:1] + roman[1:-1].translate(dict.fromkeys(map(ord, vowels))) + roman[-1:]


def _romanize(word: str, written: str) -> str:
    """A word in Latin letters, with an a at its end only if it is long or was typed."""
    roman = _romanize_fully(word)
    is_inherent = _ENDS_IN_CONSONANT.search(word) and not written.endswith("a")
    return roman.removesuffix("a") if is_inherent else roman


@lru_cache(maxsize=1024)
def _romanize_fully(word: str) -> str:
    return _fold_vowels(make_slug(word))


def _count_missed(word: str, typed: str) -> int:
    """By how many a word's long vowels inside differ from those that were typed as long."""
    return abs(word[:-1].count("ा") - typed[:-1].count("aa"))


@cache
def _index_consonants() -> dict[str, list[str]]:
    """The words by their consonants: ``{"SntprN": ["शांतिपूर्ण"], …}``."""
    index: dict[str, list[str]] = {}
    formal = (word for row in read_table("roman_words") for word in row.cells[0].split())
    words = [*read_common_words(), *formal]
    for word, sounds in zip(words, _list_sounds("\n".join(words)).split("\n"), strict=True):
        index.setdefault(sounds, []).append(word)
    return index


_DOUBLES = ("कख", "चछ", "टठ", "तथ", "दध", *(letter * 2 for letter in _SOUNDS))
"""What is one consonant that is typed twice: अच्छा, कच्चा."""
_HINDI_DOUBLED = regex.compile("|".join("\u094d".join(double) for double in _DOUBLES))
_NASAL_AT_END = regex.compile(r"[\u0901\u0902]+$", regex.MULTILINE)


def _list_sounds(lines: str) -> str:
    """The consonants of words in Devanagari, one a line, the nasal at a word's end left out."""
    plain = lines.replace("ज्ञ", "ग")
    for double in _DOUBLES:
        plain = plain.replace("\u094d".join(double), double[1])
    sounds = {ord(letter): _SOUNDS.get(letter, "") for letter in {*plain} - {"\n"}}
    return _NASAL_AT_END.sub("", plain).translate(sounds)


def _read_consonants(typed: str) -> str:
    """The same of a word in Latin letters."""
    once = _DOUBLED.sub(r"\1", typed.replace("cch", "ch").replace("chch", "ch"))
    return "".join(
        _TYPED.get(match[0], "" if match[0] == "y" else match[0])
        for match in _CONSONANT.finditer(once)
    )


def _fold_vowels(roman: str) -> str:
    """Latin letters as they are compared: vowels without their length, one letter a sound."""
    for written, folded in (*_PLAIN, *_LONG_VOWELS):
        roman = roman.replace(written, folded)
    return _DOUBLED.sub(r"\1", _NASAL.sub("n", roman))
