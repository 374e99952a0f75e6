"""English inside Hindi: Latin letters to the Devanagari that a newsreader would speak.

    run of letters ─ table row ─ acronym ─ capitals spelled ─ parts shown by capitals ─
             form of a table word ─ CMU dictionary ─ joined words ─ letter to sound ▶ Reading

Pure and deterministic; the tables are read on the first Latin letter, not at import.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from audio.normalize.english_alignment import align
from audio.normalize.english_dictionary import pronunciations
from audio.normalize.english_forms import inflect, stems
from audio.normalize.english_lexicon import Row, find_phrase, fold, letter_names, lexicon
from audio.normalize.english_sounds import devanagari
from audio.normalize.english_spelling import indian, is_indian, is_surely_indian, units

_HUMPS = regex.compile(r"\p{Lu}+(?![\p{Ll}'])|\p{Lu}?[\p{Ll}']+|\p{Lu}+")
_PREFIXED = regex.compile(r"(Mc|Mac|O'|D'|Fitz|De|Le|La|Van|Di|Du)\p{Lu}\p{Ll}+('s)?")
_INITIALS = regex.compile(r"(\p{Lu}{2,})'?s")
_VOWEL = regex.compile(r"[aeiouy]", regex.IGNORECASE)
_HARD_CLUSTER = regex.compile(
    r"[^aeiouy]{4}|^[^aeiouy]{3}|q(?!u)"
    r"|^(?!ps|[^aeiouy][hlrw]|s[ckmnpt]|[kg]n)[^aeiouy]{2}"
    r"|(?<!nd|nt|rs|rd|rk|rt|ng|ck|st|nk|mp|rt|nt|tc|rm|rn|ct|pt|lt|ld|rl|gh|ll|nc|rc|ts)"
    r"(?<=[^aeiouy]{2})[^aeiouy]$",
    regex.IGNORECASE,
)
_FINAL_E_ACUTE = regex.compile(r"(?<=\p{Ll})(?:é|e\u0301)$")
"""Charité: the accent says that the letter is not silent; so spelled, the rules know it."""
_LONGEST_SPELLED = 4
"""Unknown capitals up to this length are letters (CBSE, DTAA); longer ones are tried as words."""
_SHORT_NAME = 3
"""Capitals up to this length are not a name that the table has in mixed case (DAS, RAJ)."""
_SHORTEST_PART = 2
_SHORTEST_HALF = 3
_LONGEST_WORD = 40
"""Longer runs are no words; what joins two words is sought only below this length."""


class Reading(NamedTuple):
    """What is said for some Latin letters, and by which rule."""

    spoken: str
    """Devanagari words parted by single spaces (a hyphen may stand in a table's word), NFC."""
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
    word = fold(_FINAL_E_ACUTE.sub("ay", run)).strip("'")
    if not word:
        return (
            Reading("अ", "unknown letter") if any(map(str.isalpha, run)) else Reading("", "empty")
        )
    return (
        _listed(run)
        or _listed(word)
        or _capitals(word)
        or _form(word.lower())
        or _parts(word)
        or _word(word)
    )


def _acronym(word: str, row: Row) -> Reading:
    if row.spoken == "spell":
        return Reading(spell(word), f"spelled, {row.place}")
    return Reading(row.spoken, f"acronym word, {row.place}")


def _listed(word: str) -> Reading | None:
    """A table's row for the word: as written there, as an acronym, then in any case."""
    english, acronyms = lexicon("english.tsv"), lexicon("acronyms.tsv")
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
    return len(small) == _SHORT_NAME and lexicon("english.tsv").exactly(small) is None


def _capitals(word: str) -> Reading | None:
    """Unknown capitals: letters, unless they are long or a known word and can be said."""
    if initials := _INITIALS.fullmatch(word):
        spoken = _listed(initials[1]) or Reading(spell(initials[1]), "spelled")
        return Reading(inflect(spoken.spoken, "s"), f"{spoken.rule} + s")
    if not word.replace("'", "").isupper():
        return None
    speakable = _VOWEL.search(word) and not _HARD_CLUSTER.search(word)
    if speakable and len(word) > _LONGEST_SPELLED:
        return None
    if len(word) == _LONGEST_SPELLED and pronunciations(word) and speakable:
        return None
    return Reading(spell(word), "spelled")


def _parts(word: str) -> Reading | None:
    """``SpaceX`` or ``PMOIndia``: the parts that its capitals show, each on its own."""
    parts = _HUMPS.findall(word)
    if len(parts) < 2 or word.isupper() or _PREFIXED.fullmatch(word):
        return None
    readings = [_part(part) for part in parts]
    spoken = " ".join(reading.spoken for reading in readings if reading.spoken)
    return Reading(spoken, " + ".join(reading.rule for reading in readings))


def _part(letters: str) -> Reading:
    """A part shown by capitals; one or two letters that are no word are spelled (RdRp)."""
    if len(letters) <= _SHORTEST_PART and not _listed(letters):
        return Reading(spell(letters), "spelled")
    return speak_latin(letters)


def _word(word: str) -> Reading:
    """A word that no table lists, nor a form of one."""
    small = word.lower().replace("'", "") if _PREFIXED.fullmatch(word) else word.lower()
    known = _known(small)
    if is_surely_indian(small):
        return Reading(indian(small), "Indian name")
    if known or (known := _known_form(small)):
        return known
    if not _VOWEL.search(small):
        return Reading(spell(word), "spelled")
    if is_indian(small):
        return Reading(indian(small), "Indian name")
    if joined := _joined(small):
        return joined
    spoken = devanagari(units(small))
    return Reading(spoken, "letter-to-sound") if spoken else Reading(spell(word), "spelled")


def _known(small: str) -> Reading | None:
    """By the CMU dictionary: of several pronunciations, the first."""
    known = pronunciations(small)
    return Reading(devanagari(align(small, known[0])), "cmudict") if known else None


def _form(small: str) -> Reading | None:
    """A form of a table word; not of a chance likeness (canvas is no plural of Canva)."""
    english = lexicon("english.tsv")
    for stem, ending in stems(small):
        row = english.small(stem)
        if row and (not pronunciations(small) or pronunciations(stem)):
            return Reading(inflect(row.spoken, ending), f"{row.place} + {ending}")
    return None


def _known_form(small: str) -> Reading | None:
    """A form of a word that the CMU dictionary has only bare."""
    for stem, ending in stems(small):
        if known := _known(stem):
            return Reading(inflect(known.spoken, ending), f"{known.rule} + {ending}")
    return None


def _half(small: str) -> Reading | None:
    """A known word as a part of a longer one; a short one only if a table lists it."""
    if row := lexicon("english.tsv").small(small):
        return Reading(row.spoken, row.place)
    return _known(small) if len(small) > _SHORTEST_HALF else None


def _joined(small: str) -> Reading | None:
    """Two known words written as one (``moneycontrol``), cut as near the middle as can be."""
    if not 2 * _SHORTEST_HALF <= len(small) <= _LONGEST_WORD:
        return None
    cuts = range(_SHORTEST_HALF, len(small) - _SHORTEST_HALF + 1)
    for cut in sorted(cuts, key=lambda cut: abs(2 * cut - len(small))):
        first = _half(small[:cut])
        second = _half(small[cut:]) if first else None
        if first and second:
            return Reading(first.spoken + second.spoken, f"{first.rule} + {second.rule}")
    return None
