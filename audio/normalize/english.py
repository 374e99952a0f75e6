"""English inside Hindi: Latin letters to the Devanagari that a newsreader would speak.

    run of letters ─ table row ─ acronym ─ capitals spelled ─ camelCase split ─
                     inflected table row ─ CMU dictionary ─ letter to sound ▶ Reading

Pure and deterministic; the tables are read on the first Latin letter, not at import.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from audio.normalize.english_alignment import align
from audio.normalize.english_dictionary import pronunciations
from audio.normalize.english_lexicon import find_phrase, fold, letter_names, lexicon
from audio.normalize.english_sounds import devanagari
from audio.normalize.english_spelling import indian, is_indian, is_surely_indian, units

_HUMPS = regex.compile(r"\p{Lu}+(?![\p{Ll}'])|\p{Lu}?[\p{Ll}']+|\p{Lu}+")
_VOWEL = regex.compile(r"[aeiouy]", regex.IGNORECASE)
_HARD_CLUSTER = regex.compile(r"[bcdfghjklmnpqrstvwxz]{4}|^[^aeiouy]{3}|q(?!u)", regex.IGNORECASE)
_LONGEST_SPELLED = 4
"""Unknown capitals up to this length are letters (CBSE, DTAA); longer ones are tried as words."""


class Reading(NamedTuple):
    """What is said for some Latin letters, and by which rule."""

    spoken: str
    """Devanagari words parted by single spaces, NFC."""
    rule: str
    """``english.tsv:123``, ``spelled``, ``cmudict``, ``letter-to-sound`` …; joined by `` + ``."""


def spell(letters: str) -> str:
    """Latin letters by their names, parted by spaces: ``E.E.Z.`` → ``ई ई ज़ेड``.

    Case, accents and anything that is no Latin letter are passed over.
    """
    names = letter_names()
    return " ".join(names[letter] for letter in fold(letters).lower() if letter in names)


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
    word = fold(run).strip("'")
    if not word:
        return Reading("", "empty") if not any(c.isalpha() for c in run) else Reading("अ", "letter")
    return (
        _listed(run)
        or _listed(word)
        or _capitals(word)
        or _humps(word)
        or _inflected(word)
        or _sounded(word)
    )


def _listed(word: str) -> Reading | None:
    """A table's row for the word; acronyms only as written there, or said as a word."""
    english, acronyms = lexicon("english.tsv"), lexicon("acronyms.tsv")
    row = english.exact.get(word)
    if row is None and (acronym := acronyms.exact.get(word)):
        if acronym.spoken == "spell":
            return Reading(spell(word), f"spelled, {acronym.place}")
        return Reading(acronym.spoken, f"acronym word, {acronym.place}")
    if row := row or english.find(word):
        return Reading(row.spoken, row.place)
    acronym = acronyms.find(word)
    if acronym and acronym.spoken != "spell":
        return Reading(acronym.spoken, f"acronym word, {acronym.place}")
    return Reading(spell(word), "letter name") if len(fold(word)) == 1 else None


def _capitals(word: str) -> Reading | None:
    """Unknown capitals: letters, unless they are long and can be said."""
    if not word.replace("'", "").isupper():
        return None
    if len(word) > _LONGEST_SPELLED and _VOWEL.search(word) and not _HARD_CLUSTER.search(word):
        return None
    return Reading(spell(word), "spelled")


def _humps(word: str) -> Reading | None:
    """``SpaceX`` or ``PMOIndia``: the parts that its capitals show, each on its own."""
    parts = _HUMPS.findall(word)
    if len(parts) < 2 or word.isupper():
        return None
    readings = [speak_latin(part) for part in parts]
    spoken = " ".join(reading.spoken for reading in readings if reading.spoken)
    return Reading(spoken, " + ".join(reading.rule for reading in readings))


def _inflected(word: str) -> Reading | None:
    """A table word with -s or 's."""
    small = word.lower()
    if not small.endswith("s"):
        return None
    row = lexicon("english.tsv").find(small[:-1].removesuffix("'"))
    return Reading(row.spoken + "्स", f"{row.place} + s") if row else None


def _sounded(word: str) -> Reading:
    """By the CMU dictionary, else letter by letter."""
    small = word.lower()
    if is_surely_indian(small):
        return Reading(indian(small), "Indian name")
    if known := pronunciations(small):
        return Reading(devanagari(align(small, known[0])), "cmudict")
    if is_indian(small):
        return Reading(indian(small), "Indian name")
    spoken = devanagari(units(small))
    return Reading(spoken, "letter-to-sound") if spoken else Reading(spell(word), "spelled")
