"""Which inherent vowels espeak-ng 1.52 leaves out by itself.

Its rule (``phsource/ph_hindi_base``, phoneme ``V``), in its own words: an unstressed vowel of a
word goes where the sound before the last one is a vowel and the next vowel is not inherent too;
it stays after ह. Stress falls on the heaviest syllable but the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audio.engines.phonology.spelling import INHERENT, LONG, Letter

_SONORANTS = frozenset("यरलवनमणञङळ")
"""After another consonant at a word's end espeak says their vowel."""


_LONG_STOPS = frozenset(
    f"{first}{second}" for first, second in zip("कगचचजटटडडततददप", "कगचछजटठडढतथदधप", strict=True)
)
"""Pairs of stops that are one long sound to espeak."""


class _Sound(NamedTuple):
    vowel: str
    """Empty for a consonant."""
    consonant: str = ""
    letter: int = -1
    """The place of the letter whose inherent vowel it is."""
    is_long: bool = False
    """A long vowel or stop."""


def find_espeak_silent(letters: Sequence[Letter]) -> frozenset[int]:
    """Places of the letters whose inherent vowel espeak does not say (but the last letter's)."""
    sounds = [sound for index in range(len(letters)) for sound in _read_sounds(letters, index)]
    vowels = [place for place, sound in enumerate(sounds) if sound.vowel]
    if not vowels:
        return frozenset()
    stressed = vowels[find_stress([_weigh(sounds, place) for place in vowels])]
    silent: set[int] = set()
    said: list[_Sound] = []
    for place, sound in enumerate(sounds):
        if sound.letter > 0 and place != stressed and _goes(said, sounds[place + 1 :]):
            silent.add(sound.letter)
        else:
            said.append(sound)
    return frozenset(silent)


def ends_in_vowel(letters: Sequence[Letter]) -> bool:
    """Whether espeak says the inherent vowel of a word's last letter."""
    last = letters[-1]
    follows = len(letters) > 1 and not letters[-2].vowel
    return last.is_bare and follows and last.consonant in _SONORANTS


def find_stress(weights: Sequence[int]) -> int:
    """Which syllable of a word is stressed, by the weight of each."""
    if len(weights) == 1:
        return 0
    heaviest = max(weights[:-1])
    if weights[-1] == 2 and heaviest < 2:
        return len(weights) - 1
    if heaviest <= 0:
        return 0
    return max(index for index, weight in enumerate(weights[:-1]) if weight == heaviest)


def _goes(said: Sequence[_Sound], rest: Sequence[_Sound]) -> bool:
    following = next((sound.vowel for sound in rest if sound.vowel), "")
    between = len(said) >= 2 and said[-2].vowel and not said[-1].vowel
    return bool(between and said[-1].consonant != "ह" and following not in ("", INHERENT))


def _weigh(sounds: Sequence[_Sound], place: int) -> int:
    after = sounds[place + 1 : place + 3]
    is_closed = bool(after) and not after[0].vowel
    is_closed = is_closed and (after[0].is_long or len(after) == 1 or not after[1].vowel)
    return sounds[place].is_long + is_closed


def _is_doubled(letters: Sequence[Letter], index: int) -> bool:
    """Whether a letter is the first half of a long stop, which is one sound to espeak."""
    if letters[index].vowel or index + 1 == len(letters):
        return False
    return letters[index].consonant + letters[index + 1].consonant in _LONG_STOPS


def _read_sounds(letters: Sequence[Letter], index: int) -> list[_Sound]:
    consonant, vowel, nasal = letters[index]
    sounds: list[_Sound] = []
    if consonant and not _is_doubled(letters, index):
        is_second = index > 0 and _is_doubled(letters, index - 1)
        sounds.append(_Sound("", consonant, is_long=is_second))
        if consonant == "ढ\u093c":  # two phonemes to espeak
            sounds.append(_Sound("", "h"))
    if index == len(letters) - 1 and letters[index].is_bare and not ends_in_vowel(letters):
        return sounds
    if vowel:
        bare = vowel == INHERENT and nasal != "ः"
        is_long = vowel in LONG or (bool(nasal) and vowel != INHERENT)
        sounds.append(_Sound(vowel, letter=index if bare else -1, is_long=is_long))
        if nasal == "ँ" or (nasal == "ं" and vowel == INHERENT):
            sounds.append(_Sound("", nasal))
    return sounds
