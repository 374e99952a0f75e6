"""English inside Hindi: Latin letters to the Devanagari that a newsreader would speak.

    run of letters ─ table row ─ acronym ─ capitals spelled ─ parts shown by capitals ─
             form of a table word ─ CMU dictionary ─ joined words ─ letter to sound ▶ Reading

Pure and deterministic; the tables are read on the first Latin letter, not at import.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from audio.normalize.english.dictionary import pronunciations
from audio.normalize.english.forms import inflect
from audio.normalize.english.lexicon import Row, find_phrase, fold, lexicon
from audio.normalize.english.words import (
    LONGEST_SPELLED,
    PREFIXED,
    Reading,
    dictionary_word,
    form,
    is_speakable,
    speak_word,
    spell,
)

__all__ = ["Reading", "known_word", "phrase_at", "speak_latin", "spell"]

_HUMPS = regex.compile(r"\p{Lu}+(?![\p{Ll}'])|\p{Lu}?[\p{Ll}']+|\p{Lu}+")
_TAIL = regex.compile(r"(?<=\p{L})(?:CoV|RNA|DNA)s?$")
"""Ends that have capitals of their own: HCoV, mRNAs."""
_INITIALS = regex.compile(r"(\p{Lu}{2,})'?s")
_FINAL_E_ACUTE = regex.compile(r"(?<=\p{Ll})(?:é|e\u0301)$")
"""Charité: the accent says that the letter is not silent; so spelled, the rules know it."""
_EVEN = regex.compile(r"[^aeiouy]?(?:[aeiou][^aeiouy])+[aeiou]?", regex.IGNORECASE)
_SHORT_NAME = 3
"""Capitals up to this length are not a name that the table has in mixed case (DAS, RAJ)."""
_SHORTEST_PART = 2


def phrase_at(text: str, start: int) -> tuple[int, Reading] | None:
    """The longest entry of several words that stands at ``start`` in ``text``.

    Returns its end and its reading, or None. Word boundaries are respected on both sides;
    case is not; the words may be parted by up to three spaces.
    """
    found = find_phrase(text, start)
    return (found[0], Reading(found[1].spoken, found[1].place)) if found else None


@lru_cache(maxsize=4096)
def speak_latin(run: str) -> Reading:
    """One run of Latin letters, which may hold apostrophes and accented letters.

    Never fails and never returns a Latin letter; a run without letters is silent.
    """
    word = fold(_FINAL_E_ACUTE.sub("ay", run)).strip("'")
    if not word:
        return (
            Reading("अ", "unknown letter") if any(map(str.isalpha, run)) else Reading("", "empty")
        )
    return (
        _listed(run)
        or _listed(word)
        or _capitals(word)
        or form(word.lower())
        or _parts(word)
        or speak_word(word)
    )


def known_word(small: str) -> Reading | None:
    """A word in small ASCII letters that a table or the CMU dictionary has, or a form of one."""
    return _listed(small) or _acronym_of(small) or form(small) or dictionary_word(small)


def _acronym_of(small: str) -> Reading | None:
    row = lexicon("acronyms").exactly(small.upper())
    return _acronym(small, row) if row else None


def _acronym(word: str, row: Row) -> Reading:
    if row.spoken == "spell":
        return Reading(spell(word), f"spelled, {row.place}")
    return Reading(row.spoken, f"acronym word, {row.place}")


def _listed(word: str) -> Reading | None:
    """A table's row for the word: as written there, as an acronym, then in any case."""
    english, acronyms = lexicon("english"), lexicon("acronyms")
    if row := english.exactly(word):
        return Reading(row.spoken, row.place)
    if row := acronyms.exactly(word):
        return _acronym(word, row)
    small = fold(word).lower()
    row = english.small(small)
    if row and not (word.isupper() and _is_short_name(small)):
        return Reading(row.spoken, row.place)
    if not word.isupper() and (row := acronyms.small(small)) and row.spoken != "spell":
        return _acronym(word, row)
    return Reading(spell(word), "letter name") if len(word) == 1 else None


def _is_short_name(small: str) -> bool:
    """Whether capitals are too short to be a word that the table has as a name (DAS, RAJ)."""
    if len(small) < _SHORT_NAME:
        return True
    return len(small) == _SHORT_NAME and lexicon("english").exactly(small) is None


def _capitals(word: str) -> Reading | None:
    """Unknown capitals: letters, unless they are long or a known word and can be said."""
    if initials := _INITIALS.fullmatch(word):
        spoken = _listed(initials[1]) or Reading(spell(initials[1]), "spelled")
        return Reading(inflect(spoken.spoken, "s"), f"{spoken.rule} + s")
    if not word.replace("'", "").isupper():
        return None
    speakable = is_speakable(word)
    if speakable and len(word) > LONGEST_SPELLED:
        return None
    if speakable and len(word) > _SHORT_NAME and (pronunciations(word) or _is_even(word)):
        return None
    return Reading(spell(word), "spelled")


def _is_even(word: str) -> bool:
    """Whether capitals as long as that alternate between consonant and vowel (IRENA)."""
    return len(word) == LONGEST_SPELLED and _EVEN.fullmatch(word) is not None


def _parts(word: str) -> Reading | None:
    """``SpaceX`` or ``PMOIndia``: the parts that its capitals show, each on its own."""
    tail = _TAIL.search(word)
    parts = _HUMPS.findall(word[: tail.start()] if tail else word) + ([tail[0]] if tail else [])
    if len(parts) < 2 or word.isupper() or PREFIXED.fullmatch(word):
        return None
    readings = [_part(part) for part in parts]
    spoken = " ".join(reading.spoken for reading in readings if reading.spoken)
    return Reading(spoken, " + ".join(reading.rule for reading in readings))


def _part(letters: str) -> Reading:
    """A part shown by capitals; one or two letters that are no word are spelled (RdRp)."""
    if len(letters) <= _SHORTEST_PART and not _listed(letters):
        return Reading(spell(letters), "spelled")
    return speak_latin(letters)
