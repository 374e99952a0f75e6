"""Words in Latin letters that no table lists: forms, dictionary words, joined words, guesses."""

from __future__ import annotations

from typing import NamedTuple

from audio import regex
from audio.normalize.english.alignment import align
from audio.normalize.english.derived import Derivation, list_american, list_derivations
from audio.normalize.english.dictionary import find_pronunciations
from audio.normalize.english.forms import find_stems, inflect
from audio.normalize.english.indian_names import find_name, find_parts
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
from audio.normalize.english.word_tables import fold, read_letter_names, read_word_table

PREFIXED = regex.compile(r"(Mc|Mac|O'|D'|Fitz|De|Le|La|Van|Di|Du)\p{Lu}\p{Ll}+('s)?")
"""Names with a capital inside that are one word: McDonald, O'Brien."""
_IZATION = regex.compile("i[zs]ations?$")
"""What India says as ``ize`` in it, America weaker: इम्यूनाइज़ेशन."""
_VOWEL = regex.compile(r"[aeiouy]", regex.IGNORECASE)
_CONSONANT = regex.compile("[b-df-hj-np-tv-z]")
_SPOKEN_CONSONANT = regex.compile("[क-मरलश-हं]")
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
_NAMES_OF_LETTERS = {
    **dict.fromkeys("bcdeptvz", "{} IY"),
    **dict.fromkeys("flmnsx", "EH {}"),
    "a": "EY",
    "e": "IY",
    "g": "JH IY",
    "h": "EY CH",
    "i": "AY",
    "j": "JH EY",
    "k": "K EY",
    "o": "OW",
    "q": "K Y UW",
    "r": "AA R",
    "u": "Y UW",
    "x": "EH K S",
    "y": "W AY",
}
"""What each letter is called in English, in the dictionary's phones."""
_LONGEST_INITIALISM = 4
LONGEST_SPELLED = 5
"""Unknown capitals up to this length are letters (CBSE, IGCSE); longer ones tried as words."""
_LONGEST_HEADED = 4
"""The same with one capital, as headlines are typed (Upsc); longer ones may be names (Tsang)."""
_SHORTEST_HALF = 3
_SHORTEST_UNLISTED_HALF = 4
_SECOND_HALVES = ("out", "off", "over", "up", "owner", "made")
"""Words that a compound keeps apart: ``checkout`` is चेकआउट, and no syllable of its own."""
_SHORT_AFFIX = 4
"""With its hyphen: un-, non-, -ly. Such letters stand by chance in many words."""
_SHORTEST_UNLISTED_STEM = 5
_HARDLY, _BARELY, _RATHER = -150, 60, 150
"""How Indian must look what is two known names, an unknown word, and what may be English words."""
_LONGEST_WORD = 40
"""Longer runs are no words; what joins two words is sought only below this length."""


class LatinReading(NamedTuple):
    """What is said for some Latin letters, and by which rule."""

    spoken: str
    """Devanagari words parted by single spaces (a hyphen may stand in a table's word), NFC."""
    rule: str
    """``english.tsv:123``, ``spelled``, ``cmudict``, ``letter-to-sound`` …; joined by `` + ``."""


def spell(letters: str) -> str:
    """Latin letters by their names, parted by spaces: ``E.E.Z.`` → ``ई ई ज़ेड``.

    Case, accents and anything that is no Latin letter are passed over.
    """
    names = read_letter_names()
    return " ".join(names[letter] for letter in fold(letters).lower() if letter in names)


def speak_word(word: str) -> LatinReading:
    """A word that no table lists, nor a form of one."""
    small = word.lower().replace("'", "") if PREFIXED.fullmatch(word) else word.lower()
    known = _say_compound(small) or _say_by_dictionary(small) or _say_derived(small)
    if hindi := _say_hindi_word(word, small, is_known=known is not None):
        return hindi
    if not known and _is_unspeakable(word):
        return LatinReading(spell(word), "spelled")
    if is_surely_indian(small):
        return LatinReading(write_indian(small), "Indian name")
    return known or _find_dictionary_form(small) or _say_unlisted(word, small)


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
    if joined := _say_joined(small, of_words=romanized):
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


def _say_compound(small: str) -> LatinReading | None:
    """A common word and ``out``, ``off``, ``over`` …: ``takeover``, not ``devout``."""
    second = next(filter(small.endswith, _SECOND_HALVES), "")
    first = small.removesuffix(second)
    if not second or len(first) < _SHORTEST_HALF:
        return None
    english = read_word_table("english")
    row, more = english.find_exact(first), english.find_exact(second)
    if row is None or more is None:
        return None
    return LatinReading(row.spoken + more.spoken, f"{row.place} + {second}")


def _say_derived(small: str) -> LatinReading | None:
    """A known word in British spelling (``colourful``), or with an affix (``unboxing``)."""
    if len(small) > _LONGEST_WORD:
        return None
    for word in list_american(small):
        if known := _say_known(word) or _say_affixed(word):
            return known
    return _say_affixed(small)


def _say_affixed(small: str) -> LatinReading | None:
    """With one affix if that will do (relate + able, not re + late + able), else with two."""
    derivations = list(list_derivations(small))
    for say in (_say_stem, _say_stem_with_ending):
        for derivation in derivations:
            if known := say(derivation):
                spoken = derivation.say(known.spoken)
                return LatinReading(spoken, f"{known.rule} + {derivation.affix}")
    return None


def _say_known(small: str) -> LatinReading | None:
    """A word that a table or the dictionary has, or a form of one."""
    row = read_word_table("english").find_exact(small)
    if row is not None:
        return LatinReading(row.spoken, row.place)
    return find_table_form(small) or find_dictionary_word(small)


def _say_stem(derivation: Derivation) -> LatinReading | None:
    """What stands beside an affix; a short word beside a short affix must be listed."""
    stem = derivation.stem
    if len(derivation.affix) <= _SHORT_AFFIX and len(stem) < _SHORTEST_UNLISTED_STEM:
        row = read_word_table("english").find_exact(stem)
        return LatinReading(row.spoken, row.place) if row else None
    return _say_known(stem)


def _say_stem_with_ending(derivation: Derivation) -> LatinReading | None:
    """What stands after a beginning, with an ending of its own: un + touch + ability."""
    for inner in list_derivations(derivation.stem) if derivation.before else ():
        if not inner.before and (known := _say_stem(inner)):
            return LatinReading(inner.say(known.spoken), f"{known.rule} + {inner.affix}")
    return None


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


def _say_by_dictionary(small: str) -> LatinReading | None:
    """By the CMU dictionary: of several pronunciations, the first."""
    known = find_pronunciations(small)
    if not known:
        return None
    phones = known[0]
    if len(small) <= _LONGEST_INITIALISM and _is_spelled_out(small, phones):
        return LatinReading(spell(small), "spelled, cmudict")
    if _IZATION.search(small) and "EY1" in phones:
        weak = phones.index("EY1") - 2
        phones = (*phones[:weak], "AY2", *phones[weak + 1 :])
    return LatinReading(write_devanagari(align(small, phones)), "cmudict")


def _is_spelled_out(small: str, phones: tuple[str, ...]) -> bool:
    """Whether the dictionary names the letters one by one (dna, hiv)."""
    names = (_NAMES_OF_LETTERS.get(letter, "") for letter in small)
    named = " ".join(
        name.format("S" if letter == "c" else letter.upper())
        for letter, name in zip(small, names, strict=True)
    )
    return named == " ".join(phone.rstrip("012") for phone in phones)


def find_dictionary_word(small: str) -> LatinReading | None:
    """A word that the CMU dictionary has, or a form of one."""
    return _say_by_dictionary(small) or _find_dictionary_form(small)


def find_table_form(small: str) -> LatinReading | None:
    """A form of a table word; not of a chance likeness (canvas is no plural of Canva)."""
    english = read_word_table("english")
    for stem, ending in find_stems(small):
        row = english.find_small(stem)
        if row and (not find_pronunciations(small) or find_pronunciations(stem)):
            return LatinReading(inflect(row.spoken, ending), f"{row.place} + {ending}")
    return None


def _find_dictionary_form(small: str) -> LatinReading | None:
    """A form of a word that the CMU dictionary has only bare."""
    for stem, ending in find_stems(small):
        if known := _say_by_dictionary(stem):
            return LatinReading(inflect(known.spoken, ending), f"{known.rule} + {ending}")
    return None


def _say_half(small: str) -> LatinReading | None:
    """A known word as a part of a longer one; a short one only if a table lists it."""
    if row := read_word_table("english").find_small(small):
        return LatinReading(row.spoken, row.place) if _is_sounded(small, row.spoken) else None
    return _say_by_dictionary(small) if len(small) >= _SHORTEST_UNLISTED_HALF else None


def _is_sounded(small: str, spoken: str) -> bool:
    """Whether a table's reading can be these letters and not what they shorten (col, sept)."""
    heard = _SPOKEN_CONSONANT.findall(spoken)
    return " " not in spoken and len(heard) <= len(_CONSONANT.findall(small)) + small.count("x")


def _say_joined(small: str, *, of_words: bool) -> LatinReading | None:
    """Two known words written as one (``moneycontrol``), cut as near the middle as can be.

    ``of_words``: neither is a name nor in the dictionary alone (Dayanand is not day and Anand).
    """
    if not 2 * _SHORTEST_HALF <= len(small) <= _LONGEST_WORD:
        return None
    cuts = range(_SHORTEST_HALF, len(small) - _SHORTEST_HALF + 1)
    # Last a first word in s: gymshark is gym and shark, substack sub and stack.
    for cut in sorted(cuts, key=lambda cut: (small[cut - 1] == "s", abs(2 * cut - len(small)))):
        first = _say_half(small[:cut])
        second = _say_half(small[cut:]) if first else None
        if not (first and second) or (of_words and not _are_words(small[:cut], small[cut:])):
            continue
        if _are_halves(first, second, small, cut):
            return LatinReading(first.spoken + second.spoken, f"{first.rule} + {second.rule}")
    return None


def _are_halves(first: LatinReading, second: LatinReading, small: str, cut: int) -> bool:
    """Not by chance: Kristian is neither ``krist`` and Ian nor ``kris`` and ``tian``."""
    if first.rule == second.rule == "cmudict":
        return min(cut, len(small) - cut) > _SHORTEST_UNLISTED_HALF
    if len(small) - cut == _SHORTEST_HALF and _BREATHED.match(small, cut):
        return False  # Pathum is no hum
    is_name = len(small) - cut == _SHORTEST_HALF and _VOWEL.match(small, cut)
    return not is_name or read_word_table("english").find_exact(small[cut:]) is not None


def _are_words(first: str, second: str) -> bool:
    english = read_word_table("english")
    return english.find_exact(first) is not None and english.find_exact(second) is not None
