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


class _Sound(NamedTuple):
    vowel: str
    """Empty for a consonant."""
    consonant: str = ""
    letter: int = -1
    """The place of the letter whose inherent vowel it is."""
    is_long: bool = False


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
    ends = [*(bool(sound.vowel) for sound in sounds[place + 1 : place + 3]), True, True]
    closed = place + 1 < len(sounds) and not ends[0] and (place + 2 >= len(sounds) or not ends[1])
    return sounds[place].is_long + closed


def _read_sounds(letters: Sequence[Letter], index: int) -> list[_Sound]:
    consonant, vowel, nasal = letters[index]
    sounds: list[_Sound] = []
    if consonant:
        sounds.append(_Sound("", consonant))
        if consonant == "ढ\u093c":  # two phonemes to espeak
            sounds.append(_Sound("", "h"))
    if vowel == INHERENT and index == len(letters) - 1 and letters[index].is_bare:
        before = letters[index - 1] if index else None
        if before is None or before.vowel or consonant not in _SONORANTS:
            return sounds
    if vowel:
        bare = letters[index].is_bare or (not consonant and vowel == INHERENT and not nasal)
        is_long = vowel in LONG or (bool(nasal) and vowel != INHERENT)
        sounds.append(_Sound(vowel, letter=index if bare else -1, is_long=is_long))
        if nasal == "ँ" or (nasal == "ं" and vowel == INHERENT):
            sounds.append(_Sound("", nasal))
    return sounds
