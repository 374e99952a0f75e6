"""English inside Hindi: Latin letters to the Devanagari that a newsreader would speak.

    run of letters ─ table row ─ acronym ─ capitals spelled ─ parts shown by capitals ─
             form of a table word ─ CMU dictionary ─ joined words ─ letter to sound ▶ Reading

Pure and deterministic; the tables are read on the first Latin letter, not at import.
"""

from __future__ import annotations

from functools import lru_cache

from audio import regex
from audio.normalize.english.dictionary import find_phones
from audio.normalize.english.forms import inflect
from audio.normalize.english.known_words import find_dictionary_word, find_table_form
from audio.normalize.english.reading import LatinReading, spell
from audio.normalize.english.word_tables import WordEntry, find_phrase, fold, read_word_table
from audio.normalize.english.words import LONGEST_SPELLED, PREFIXED, is_speakable, speak_word

__all__ = ["LatinReading", "find_known_word", "read_phrase", "speak_latin", "spell"]

_HUMPS = regex.compile(r"\p{Lu}+(?![\p{Ll}'])|\p{Lu}?[\p{Ll}']+|\p{Lu}+")
_TAIL = regex.compile(r"(?<=\p{L})(?:CoV|RNA|DNA)s?$")
"""Ends that have capitals of their own: HCoV, mRNAs."""
_OF = regex.compile(r"\p{Lu}o\p{Lu}{1,5}")
"""Initials with the o of "of": DoPT, GoI."""
_INITIALS = regex.compile(r"(\p{Lu}{2,})'?s")
_VARIANT = regex.compile(r"\p{Lu}{2,4}[ie]|(\p{Lu})\1(\p{Ll})\2")
"""Models of cars and the like: ZXi, CRDi; or the genes of AAbb."""
_VERSUS = regex.compile(r"(\p{Lu}{2,5})vs?(\p{Lu}{2,5})")
"""Two sides of a match: CSKvsSRH, INDvPAK."""
_FINAL_E_ACUTE = regex.compile(r"(?<=\p{Ll})(?:é|e\u0301)$")
"""Charité: the accent says that the letter is not silent; so spelled, the rules know it."""
_EVEN = regex.compile(r"[^aeiouy]?(?:[aeiou][^aeiouy])+[aeiou]?", regex.IGNORECASE)
_SHORT_NAME = 3
"""Capitals up to this length are not a name that the table has in mixed case (DAS, RAJ)."""
_SHORTEST_PART = 2


def read_phrase(text: str, start: int) -> tuple[int, LatinReading] | None:
    """The longest entry of several words that stands at ``start`` in ``text``.

    Returns its end and its reading, or None. Word boundaries are respected on both sides;
    case is not; the words may be parted by up to three spaces.
    """
    found = find_phrase(text, start)
    return (found[0], LatinReading(found[1].spoken, found[1].place)) if found else None


@lru_cache(maxsize=4096)
def speak_latin(run: str) -> LatinReading:
    """One run of Latin letters, which may hold apostrophes and accented letters.

    Never fails and never returns a Latin letter; a run without letters is silent.
    """
    word = fold(_FINAL_E_ACUTE.sub("ay", run)).strip("'")
    if not word:
        return (
            LatinReading("अ", "unknown letter")
            if any(map(str.isalpha, run))
            else LatinReading("", "empty")
        )
    return (
        _say_initials_of(word)
        or _find_listed(run)
        or _find_listed(word)
        or _say_capitals(word)
        or find_table_form(word.lower())
        or _say_parts(word)
        or speak_word(word)
    )


def _say_initials_of(word: str) -> LatinReading | None:
    """Letters for DoT, whatever ``dot`` is, if no table has it in these very capitals."""
    if not _OF.fullmatch(word) or read_word_table("english").find_exact(word):
        return None
    row = read_word_table("acronyms").find_exact(word)
    return _say_acronym(word, row) if row else LatinReading(spell(word), "spelled")


def find_known_word(small: str) -> LatinReading | None:
    """A word in small ASCII letters that a table or the CMU dictionary has, or a form of one."""
    return (
        _find_listed(small)
        or _find_acronym(small)
        or find_table_form(small)
        or find_dictionary_word(small)
    )


def _find_acronym(small: str) -> LatinReading | None:
    row = read_word_table("acronyms").find_exact(small.upper())
    return _say_acronym(small, row) if row else None


def _say_acronym(word: str, row: WordEntry) -> LatinReading:
    if row.spoken == "spell":
        return LatinReading(spell(word), f"spelled, {row.place}")
    return LatinReading(row.spoken, f"acronym word, {row.place}")


def _find_listed(word: str) -> LatinReading | None:
    """A table's row for the word: as written there, as an acronym, then in any case.

    Capitals that are spelled are so in any case if no dictionary has a word of these letters (Nia).
    """
    english, acronyms = read_word_table("english"), read_word_table("acronyms")
    if row := english.find_exact(word):
        return LatinReading(row.spoken, row.place)
    if row := acronyms.find_exact(word):
        return _say_acronym(word, row)
    small = fold(word).lower()
    row = english.find_small(small)
    if row and not (word.isupper() and _is_short_name(small)):
        return LatinReading(row.spoken, row.place)
    row = None if word.isupper() else acronyms.find_small(small)
    if row and not (row.spoken == "spell" and find_phones(small)):
        return _say_acronym(word, row)
    return LatinReading(spell(word), "letter name") if len(word) == 1 else None


def _is_short_name(small: str) -> bool:
    """Whether capitals are too short to be a word that the table has as a name (DAS, RAJ)."""
    if len(small) < _SHORT_NAME:
        return True
    return len(small) == _SHORT_NAME and read_word_table("english").find_exact(small) is None


def _say_capitals(word: str) -> LatinReading | None:
    """Unknown capitals: letters, unless they are long or a known word and can be said."""
    if _VARIANT.fullmatch(word):
        return LatinReading(spell(word), "spelled")
    if initials := _INITIALS.fullmatch(word):
        spoken = _find_listed(initials[1]) or LatinReading(spell(initials[1]), "spelled")
        return LatinReading(inflect(spoken.spoken, "s"), f"{spoken.rule} + s")
    if not word.replace("'", "").isupper():
        return None
    speakable = is_speakable(word)
    if speakable and len(word) > LONGEST_SPELLED:
        return None
    if speakable and len(word) > _SHORT_NAME and (find_phones(word) or _is_even(word)):
        return None
    return LatinReading(spell(word), "spelled")


def _is_even(word: str) -> bool:
    """Whether capitals as long as that alternate between consonant and vowel (IRENA)."""
    return len(word) == LONGEST_SPELLED and _EVEN.fullmatch(word) is not None


def _say_parts(word: str) -> LatinReading | None:
    """``SpaceX`` or ``PMOIndia``: the parts that its capitals show, each on its own."""
    if sides := _VERSUS.fullmatch(word):
        first, second = speak_latin(sides[1]), speak_latin(sides[2])
        return LatinReading(f"{first.spoken} बनाम {second.spoken}", "two sides")
    tail = _TAIL.search(word)
    parts = _HUMPS.findall(word[: tail.start()] if tail else word) + ([tail[0]] if tail else [])
    if len(parts) < 2 or word.isupper() or PREFIXED.fullmatch(word):
        return None
    readings = [_say_part(part) for part in parts]
    spoken = " ".join(reading.spoken for reading in readings if reading.spoken)
    return LatinReading(spoken, " + ".join(reading.rule for reading in readings))


def _say_part(letters: str) -> LatinReading:
    """A part shown by capitals; one or two letters that are no word are spelled (RdRp)."""
    if len(letters) <= _SHORTEST_PART and not _find_listed(letters):
        return LatinReading(spell(letters), "spelled")
    return speak_latin(letters)
