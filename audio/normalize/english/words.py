"""Words in Latin letters that no table lists: forms, dictionary words, joined words, guesses."""

from __future__ import annotations

from audio import regex
from audio.normalize.english.derived import say_derived
from audio.normalize.english.indian_names import find_name, find_parts
from audio.normalize.english.joined_words import say_compound, say_joined
from audio.normalize.english.known_words import find_dictionary_form, say_by_dictionary
from audio.normalize.english.reading import LatinReading, spell
from audio.normalize.english.roman_vocabulary import find_common_word
from audio.normalize.english.sounds import write_devanagari
from audio.normalize.english.spelling import (
    guess_phones,
    is_indian,
    is_romanized,
    is_surely_indian,
    looks_indian,
    write_indian,
    write_romanized,
)

PREFIXED = regex.compile(r"(Mc|Mac|O'|D'|Fitz|De|Le|La|Van|Di|Du)\p{Lu}\p{Ll}+('s)?")
"""Names with a capital inside that are one word: McDonald, O'Brien."""
_VOWEL = regex.compile(r"[aeiouy]", regex.IGNORECASE)
_HARD_CLUSTER = regex.compile(
    r"[^aeiouy]{4}|^[^aeiouy]{3}|q(?!u|[ai][a-z]{2})(?!(?<=.{4})$)"
    r"|^(?!ps|[^aeiouy][hlrw]|s[ckmnpt]|[kg]n)[^aeiouy]{2}"
    r"|(?<!nd|nt|rs|rd|rk|rt|ng|ck|st|nk|mp|rt|nt|tc|rm|rn|ct|pt|lt|ld|rl|gh|ll|nc|rc|ts|ks|ns|dd|sh)"
    r"(?<=[^aeiouy]{2})[^aeiouy]$",
    regex.IGNORECASE,
)
_HARD_END = regex.compile(
    r"[aeiou]{3}$|[^aeiouy]{2}(?<!n[dtnks]|r[sdkrtmnlpbfgc]|s[tskhpm]|c[kht]|m[psm]|l[tlmkpfsd]|[pgth]h|[ptbdgkfc]s"
    r"|sc|lc|rv|ww|[pfx]t|[nmzftdgbp]{2}|ng|nc|ff|zz|nx|nz|lz|tz|wn|wl|wk|ws|gn|gh|hn|hl|hr)$"
)
"""How no short word ends, so that ``usd`` is letters."""
_THROAT_DOT = regex.compile("(?<=[कखग])\u093c")
"""The nukta that a word typed in Latin letters has not: ``khareed`` खरीद."""
_BREATHED = regex.compile("(?<=[bcdgkpst])h", regex.IGNORECASE)
"""What makes one sound of two letters: sh, th, bh (SWARGOSHTHI)."""
_LONGEST_INITIALISM = 4
LONGEST_SPELLED = 5
"""Unknown capitals up to this length are letters (CBSE, IGCSE); longer ones tried as words."""
_LONGEST_HEADED = 4
"""The same with one capital, as headlines are typed (Upsc); longer ones may be names (Tsang)."""
_HARDLY, _BARELY, _RATHER = -150, 60, 150
"""How Indian must look what is two known names, an unknown word, and what may be English words."""


def speak_word(word: str) -> LatinReading:
    """A word that no table lists, nor a form of one."""
    small = word.lower().replace("'", "") if PREFIXED.fullmatch(word) else word.lower()
    known = say_compound(small) or say_by_dictionary(small) or say_derived(small)
    if hindi := _say_hindi_word(word, small, is_known=known is not None):
        return hindi
    if not known and _is_unspeakable(word):
        return LatinReading(spell(word), "spelled")
    if is_surely_indian(small):
        return LatinReading(write_indian(small), "Indian name")
    return known or find_dictionary_form(small) or _say_unlisted(word, small)


def _say_hindi_word(word: str, small: str, *, is_known: bool) -> LatinReading | None:
    """A common word in small letters, or a name or word that is printed with a capital too."""
    if not is_known and word.islower() and (common := find_common_word(word, surely=True)):
        return LatinReading(_THROAT_DOT.sub("", common), "common word of Hindi")
    if is_known and (word.islower() or not looks_indian(small)):
        return None
    name = find_name(small)
    if not name and not is_known and not word.islower() and looks_indian(small, _HARDLY):
        name = find_parts(small)
    return LatinReading(name, "Indian name of the table") if name else None


def _say_unlisted(word: str, small: str) -> LatinReading:
    """An Indian name, two words joined, else Hindi or English by the look of the letters."""
    if name := None if word.isupper() else _say_indian_name(word, small):
        return name
    romanized = is_romanized(small)
    if joined := say_joined(small, of_words=romanized):
        return joined
    if not word.isupper() and looks_indian(small, _BARELY):
        return LatinReading(write_indian(small), "Indian name")
    if romanized:
        return LatinReading(write_romanized(small), "romanized Hindi")
    spoken = write_devanagari(guess_phones(small))
    return (
        LatinReading(spoken, "letter-to-sound") if spoken else LatinReading(spell(word), "spelled")
    )


def _say_indian_name(word: str, small: str) -> LatinReading | None:
    """What looks so Indian that it is no two English words joined, or ends as names do."""
    ends_so = is_indian(small)
    if looks_indian(small, 0 if ends_so else _RATHER) and (ends_so or not word.islower()):
        return LatinReading(_find_printed_word(small) or write_indian(small), "Indian name")
    return LatinReading(write_romanized(small), "Indian name") if ends_so else None


def _find_printed_word(small: str) -> str:
    """A common word of Hindi, such as titles have with a capital: ``Khalnayak``; else empty."""
    common = find_common_word(small, surely=True)
    fits = ("y" in small) is ("य" in common) and (small[-1] != "m" or "म" in common)
    return _THROAT_DOT.sub("", common) if fits else ""


def is_speakable(word: str) -> bool:
    """Whether letters in any case can be said as a word at all."""
    if len(word) > LONGEST_SPELLED:
        word = _BREATHED.sub("", word)
    return bool(_VOWEL.search(word)) and not _HARD_CLUSTER.search(word)


def _is_unspeakable(word: str) -> bool:
    """No vowel (qzx), or short and hard to begin or end, with no other capital (ncbi, Upsc)."""
    if not _VOWEL.search(word):
        return True
    longest = LONGEST_SPELLED if word.islower() else _LONGEST_HEADED
    if word.islower() and len(word) <= _LONGEST_INITIALISM and _HARD_END.search(word):
        return True
    return word[1:].islower() and len(word) <= longest and not is_speakable(word)
