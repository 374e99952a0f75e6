"""Two known words written as one: ``moneycontrol``, ``takeover``."""

from __future__ import annotations

from audio import regex
from audio.normalize.english.dictionary import find_phones
from audio.normalize.english.known_words import find_exact, say_by_dictionary
from audio.normalize.english.reading import LatinReading
from audio.normalize.english.word_tables import read_word_table

_VOWEL = regex.compile("[aeiouy]")
_CONSONANT = regex.compile("[b-df-hj-np-tv-z]")
_SPOKEN_CONSONANT = regex.compile("[क-मरलश-हं]")
_BREATHED = regex.compile("[bcdgkpst]h")
_SHORTEST_HALF = 3
_SHORTEST_UNLISTED_HALF = 4
_LONGEST = 40
_SECOND_HALVES = ("out", "off", "over", "up", "owner", "made")
"""Words that a compound keeps apart: ``checkout`` is चेकआउट, and no syllable of its own."""


def say_compound(small: str) -> LatinReading | None:
    """A common word and ``out``, ``off``, ``over`` …: ``takeover``, not ``devout``."""
    second = next(filter(small.endswith, _SECOND_HALVES), "")
    first = small.removesuffix(second)
    if not second or len(first) < _SHORTEST_HALF:
        return None
    row, more = find_exact(first), find_exact(second)
    return (
        LatinReading(row.spoken + more.spoken, f"{row.rule} + {second}") if row and more else None
    )


def say_joined(small: str, *, of_words: bool) -> LatinReading | None:
    """Two words, cut as near the middle as can be.

    ``of_words``: neither is a name nor in the dictionary alone (Dayanand is not day and Anand).
    """
    if not 2 * _SHORTEST_HALF <= len(small) <= _LONGEST:
        return None
    cuts = range(_SHORTEST_HALF, len(small) - _SHORTEST_HALF + 1)
    # Last a first word in s: gymshark is gym and shark, substack sub and stack.
    for cut in sorted(cuts, key=lambda cut: (small[cut - 1] == "s", abs(2 * cut - len(small)))):
        first, second = small[:cut], small[cut:]
        if of_words and not (find_exact(first) and find_exact(second)):
            continue
        if _is_half(first) and _is_half(second) and (said := _join(first, second)):
            return said
    return None


def _is_half(small: str) -> bool:
    """Whether it is known as a part of a longer word; a short one only if a table lists it."""
    if row := read_word_table("english").find_small(small):
        return _is_sounded(small, row.spoken)
    return len(small) >= _SHORTEST_UNLISTED_HALF and bool(find_phones(small))


def _is_sounded(small: str, spoken: str) -> bool:
    """Whether a table's reading can be these letters and not what they shorten (col, sept)."""
    heard = _SPOKEN_CONSONANT.findall(spoken)
    return " " not in spoken and len(heard) <= len(_CONSONANT.findall(small)) + small.count("x")


def _join(first: str, second: str) -> LatinReading | None:
    """What both say, if they are not halves by chance: Kristian is not ``kris`` and ``tian``."""
    before, after = _say_half(first), _say_half(second)
    if before is None or after is None:
        return None
    if before.rule == after.rule == "cmudict":
        if min(len(first), len(second)) <= _SHORTEST_UNLISTED_HALF:
            return None
    elif len(second) == _SHORTEST_HALF:
        if _BREATHED.match(first[-1] + second):  # Pathum is no hum
            return None
        if _VOWEL.match(second) and not find_exact(second):  # Kristian is no Ian
            return None
    return LatinReading(before.spoken + after.spoken, f"{before.rule} + {after.rule}")


def _say_half(small: str) -> LatinReading | None:
    row = read_word_table("english").find_small(small)
    return LatinReading(row.spoken, row.place) if row else say_by_dictionary(small)
