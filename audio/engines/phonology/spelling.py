"""A Hindi word as letters: each a consonant with the vowel and the nasal that follow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audio import regex

INHERENT = "अ"
"""The vowel of a consonant that no sign follows: /ə/."""
LONG = frozenset("आईऊएऐऑओऔ")
_SIGNS = dict(zip("ािीुूृॄॅॆेैॉॊोौ", "आइईउऊऋऋऍएएऐऑओओऔ", strict=True))
_SIGN_OF = {vowel: sign for sign, vowel in _SIGNS.items()} | {
    "": "्", INHERENT: "", "ऋ": "ृ", "ए": "े", "ओ": "ो"
}  # fmt: skip
_LETTER = regex.compile(
    r"(?P<consonant>[क-ह]\u093c?)|(?P<vowel>[अ-ऋएऐऑओऔऍॲ])|(?P<sign>[ा-ॄॅ-्])"
    r"|(?P<nasal>[ँंः])"
)
_INVISIBLE = regex.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_PRECOMPOSED = {
    code: f"{base}\u093c"
    for code, base in zip((*range(0x958, 0x960), 0x929, 0x931), "कखगजडढफयनर", strict=True)
}
_LATE_NUKTA = regex.compile("([\u0900-\u0903\u093e-\u094d]+)(\u093c+)")
_STRAY_NUKTA = regex.compile("(?<![कखगजडढफ])\u093c")
"""A nukta that follows another one, or a letter that has none."""


class Letter(NamedTuple):
    """A consonant, its vowel and what nasalizes it: ``कों`` is ``("क", "ओ", "ं")``."""

    consonant: str
    """With its nukta; empty for a vowel at a word's start or after another one."""
    vowel: str
    """As an independent letter; empty after a virama."""
    nasal: str = ""
    """``ं``, ``ँ``, ``ः`` or nothing."""

    @property
    def written(self) -> str:
        """The letter as it stands in a word."""
        if not self.consonant:
            return self.vowel + self.nasal
        return self.consonant + _SIGN_OF[self.vowel] + self.nasal

    @property
    def is_bare(self) -> bool:
        """Whether the letter is a consonant with its inherent vowel, which may not be said."""
        return bool(self.consonant) and self.vowel == INHERENT and not self.nasal


def fold(word: str) -> str:
    """One spelling for all ways to type it: no joiners, one combining nukta at its consonant.

    A nukta that makes no other sound is dropped, and झ़ is ज़.
    """
    word = _INVISIBLE.sub("", word).translate(_PRECOMPOSED)
    word = _LATE_NUKTA.sub(r"\2\1", word)
    return _STRAY_NUKTA.sub("", word.replace("झ\u093c", "ज\u093c"))


def read_letters(word: str) -> tuple[Letter, ...]:
    """The letters of a folded word; none when it is not a word in Devanagari."""
    letters: list[Letter] = []
    at = 0
    while at < len(word):
        found = _LETTER.match(word, at)
        if found is None or not _add_letter(letters, found):
            return ()
        at = found.end()
    return tuple(letters)


def find_candidates(letters: Sequence[Letter]) -> list[int]:
    """Places of letters within a word whose inherent vowel is said in some words, not in others.

    The word's first vowel is always said, and its last letter's is no question of place.
    """
    first = next((i for i, letter in enumerate(letters) if letter.vowel), len(letters))
    return [i for i in range(first + 1, len(letters) - 1) if letters[i].is_bare]


def _add_letter(letters: list[Letter], found: regex.Match[str]) -> bool:
    sign = found[0]
    if found["consonant"]:
        letters.append(Letter(sign, INHERENT))
    elif found["vowel"]:
        letters.append(Letter("", "ऍ" if sign == "ॲ" else sign))
    elif not letters:
        return False
    elif found["nasal"]:
        letters[-1] = letters[-1]._replace(nasal=letters[-1].nasal or sign)
    else:
        if not letters[-1].is_bare:
            return False
        letters[-1] = letters[-1]._replace(vowel=_SIGNS.get(sign, ""))
    return True
