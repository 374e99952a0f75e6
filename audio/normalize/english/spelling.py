"""Letters to sounds, for words and names that no table and no dictionary knows."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from audio import regex
from audio.normalize.english.alignment import SpelledPhone, align
from audio.normalize.english.indian_letters import find_marked
from audio.normalize.english.indian_names import cut_part, find_name, find_parts
from audio.normalize.english.indian_words import judge
from audio.normalize.english.rules import rewrite
from audio.normalize.english.syllables import join_ending, write_syllables

_INDIAN = (
    r"aa|bh|(?<!^a)dh|jh|kh|^gh|chh|ksh|^sh?ri|^dny|krish|laks?x?h?mi|swam[iy]|reddy|pp?a$|yya$|iq$|[a-z]{3}anand$"
    r"|(pur|pura|puram|nagar|abad|garh|ganj|gaon|wala|wal|nath|esh|endra|inder|preet|deep|jeet|patnam"
    r"|eshwar|appa|amma|aiah|palli|halli|kumar|singh|raj|bhai|bai|jit|ji|dev|devi|lal|das|kar)$"
)
_INDIAN_SURELY = r"bh|jh|[aeiou]dh|chh|(abad|nagar|garh|gaon|eshwar|endra|[^aeiou]pur)$"
_OPEN = (
    r"(?:(?:[bcdfgjklmnprstvyz]h?|sh|ch|(?<=[aeiou])[bdgjklmnprstv][bdghjkmnpstvwyz]h?)?[aeiou])+"
)
"""Open syllables with plain vowels, as in Navsari, Marchesani or Katayama."""
_SHORTEST_OPEN, _LONGEST_OPEN = 5, 24
_SHORTEST_ROMANIZED = 4
_ROMANIZED = (
    r"(?:(?:chh|ksh|sh|ch|[bdgjkpt]h|[bdfghjklmnprstvwyz])[rylvw]?)?+"
    r"(?:(?:aa|ai|au|ao$|ee|oo|[aeiou])(?![aeiou])"
    r"(?:(?:chh|ksh|sh|ch|[bdgjkpt]h|[bdfghjklmnprstvwyz]){1,3}?(?=[aeiou]|$))?+)+"
)
"""Vowels and consonants as Hindi is written in Latin letters: Utkarsh, khareed."""
_MARKED = (
    r"[bdgjkrt]h|[cs]h|aa|ya$|nvi$|^vi[dtn]|vat|vant|ndra|ntra|antr|(?:(?<=[aeiumns])t[aiu]|[aiu]t|eet|dev|das|deep|datt?a?"
    r"|d[aeu]r|[st]r[iy]|ata|ati|wad[ai]|[aiu]di|aad|anda|inda|nand|divy|kirti|vidy|at?ma|[iu]ka|kti|kta|a[td]an|ida[nr])$"
    r"|^(?:pr[aei]t|de[ve]|di[np]|dur|dil|tej|tan|tar[aiu]|tul|tri|tuk|tal|dat|ved|vet|bet|sat|jit|jag|nit|rat|kirt|amrit|adit|ud|ut[kts])"
)
"""What only Indian words are likely to have, so that their t and d are dental."""
_ENGLISH_END = (
    r"(?:[bdgkpt]l|lm|nd[oi]s?|[aie]go|roo|rto|[ns]to|tto|llo|zio|sco|lda|dli|on|us|um|or|ar[dkt]|ist|ism|ent|oid|son|ton|man|tech|mann|ford|worth|land|ers?|[ao]st|ll|ss|tt|ft|lt|(?<!ana)nd|mp"
    r"|[dfgt]s|[eo]s|burg|bury|mint|sartan|statin|olol|pril|cillin|inib|lukast|gliptin|rsons?|hams?|wicks?|vir|mab|ling|et|ot|ib|eb|it[es]|ator|ines?|fin|ley|(?<!j|bh|n|v|d)ay)$"
    r"|^(?:un|re|pre|dis|tele|micro|hyper|inter|sm)"
)
"""Ends and beginnings of English words that could be read as Hindi too."""
_ENGLISH = (
    r"tion|ou(?!r)|igh|ck|x|(ing|ed|er|ly|ness|ment|ance|ence)$|[oe]w|ea|oa|qu|ff|tch|^adh"
    r"|[bcdfgjklmnpqrstvwz]e$|(?<!dd|am)(?<=[bcdfgklmnpqrtvwz])y$"
)

_FOREIGN = (
    r"c(?!h)|(?P<twice>[fglrstz])(?P=twice)[aeiou](?!h|m$)|o$|(?:[cfkz]h?|ts)u$|lia$"
    r"|ov[ai]?$|slav"
)
"""What names of other languages have that are spelled as they are said: Lukaku, Berrettini."""
_OPEN_A = r"(?<![aeiou])a(?=(?:[bdfgjklmnprstvwyz]|[cdgkpst]h)[aeiou])"
"""What is long in them."""


@cache
def _compile(pattern: str) -> regex.Pattern[str]:
    """On first use: a text without Latin letters needs none of them."""
    return regex.compile(pattern)


def is_indian(word: str) -> bool:
    """Whether a word in small letters looks like an Indian name (``jhunjhunwala``).

    Names of other languages that are written as they are said pass too (``katayama``).
    """
    if _compile(_ENGLISH).search(word):
        return False
    return bool(_compile(_INDIAN).search(word)) or _is_open(word)


def is_romanized(word: str) -> bool:
    """Whether an unknown word is spelled as Hindi is in Latin letters (``utkarsh``)."""
    short = word.replace("ee", "i").replace("aa", "a")  # khareed is no English past tense
    if not _SHORTEST_ROMANIZED <= len(word) <= _LONGEST_OPEN:
        return False
    if _compile(_ENGLISH).search(short) or _compile(_ENGLISH_END).search(short):
        return False
    return _compile(_ROMANIZED).fullmatch(word) is not None


def _is_open(word: str) -> bool:
    """Whether a word ends in a vowel that English would not write there."""
    return _SHORTEST_OPEN <= len(word) <= _LONGEST_OPEN and bool(
        word[-1] in "aiu" and _compile(_OPEN).fullmatch(word)
    )


def is_surely_indian(word: str) -> bool:
    """Whether it does so even if an English dictionary lists it (``adhikari``)."""
    if looks_indian(word, _SURELY):
        return True
    return bool(_compile(_INDIAN_SURELY).search(word)) and not _compile(_ENGLISH).search(word)


def looks_indian(word: str, least: int = 0) -> bool:
    """Whether a word in small letters looks more like an Indian one than like others."""
    if len(word) < _SHORTEST_ROMANIZED or word.endswith("tay"):  # Charité
        return False
    return judge(word) > least


_SURELY = 500
"""How Indian a word of an English dictionary must look to be said as one."""
_OPEN_LETTERS = frozenset(
    ("a", "i", "u", "r", "t", "th", "tt", "tth", "d", "dh", "dd", "ddh", "nt", "nth", "nd", "ndh")
)
"""Letters of the table that leave open whether they are long or retroflex."""
_LENGTHENED = str.maketrans("अइउ", "आईऊ")
_RETROFLEX = str.maketrans("तथदध", "टठडढ")
_FLAPS = {"d": "ड़", "dh": "ढ़", "r": "ड़"}
"""What they are between vowels and at the end: ``pahad`` पहाड़."""
_BESIDE_FLAP = frozenset("aeiouy")


def write_indian(word: str) -> str:
    """An Indian name in small ASCII letters, in Devanagari."""
    if known := find_name(word) or find_parts(word):
        return known
    rest, ending = cut_part(word)
    known = (find_name(rest) or find_parts(rest)) if ending else ""
    written = known or _write_letters(rest, find_marked(rest))
    return join_ending(written, ending) if ending else written


def _write_letters(word: str, marked: Set[int]) -> str:
    sounds, at = [], 0
    for letters, spoken in rewrite("english_indian", word):
        end = at + len(letters)
        is_marked = letters in _OPEN_LETTERS and not marked.isdisjoint(range(at, end))
        sounds.append(_mark(word, at, end, spoken) if is_marked else spoken)
        at = end
    return write_syllables("".join(sounds))


def _mark(word: str, start: int, end: int, spoken: str) -> str:
    """The sound of some letters, long, retroflex or a flap."""
    before, after = word[start - 1 : start], word[end : end + 1]
    if before in _BESIDE_FLAP and (not after or after in _BESIDE_FLAP):
        spoken = _FLAPS.get(word[start:end], spoken) if before else spoken
    return spoken.translate(_LENGTHENED).translate(_RETROFLEX)


def write_romanized(word: str) -> str:
    """An unknown word that could be Hindi: with ट and ड, as a brand, where nothing marks it so.

    ``utkarsh`` is उत्कर्ष, but ``temasek`` टेमासेक.
    """
    if _compile(_FOREIGN).search(word):
        word = _compile(r"([bdfglmnprstz])\1").sub(r"\1", word)
        word = _compile(_OPEN_A).sub("aa", _compile("c(?=[eiy])").sub("s", word))
        return _write_hard(word)
    marked = _compile(_MARKED).search(word) or _compile(_INDIAN).search(word)
    return write_indian(word) if marked else _write_hard(word)


def _write_hard(word: str) -> str:
    return _write_letters(word, frozenset()).replace("त", "ट").replace("द", "ड")


def guess_phones(word: str) -> list[SpelledPhone]:
    """The likely phones of an English word in small ASCII letters, each with its letters."""
    found: list[SpelledPhone] = []
    word = _compile(r"(?<=[aeiou])([bdgkpt])l$").sub(r"\1\1le", word)  # lidl as in middle
    for letters, sounds in rewrite("english_spelling", word):
        if sounds:
            found += _align_spelling(letters, sounds)
        elif found:
            found[-1] = SpelledPhone(found[-1].phone, found[-1].letters + letters)
    return found


@cache
def _align_spelling(letters: str, sounds: str) -> tuple[SpelledPhone, ...]:
    """What a row of the table says, of which there are few."""
    return tuple(align(letters, tuple(sounds.split())))
