"""Hindi typed in Latin letters inside a text: ``main theek hoon`` is मैं ठीक हूँ.

A sentence in Latin letters is Hindi when enough of its words surely are (``roman_hindi.tsv``) and
none is surely English. Its words are then read by their neighbours (``roman_beside.tsv``), by
that table, as forms of ``roman_verbs.tsv``, else as any other word in Latin letters.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache

from audio import regex
from audio.normalize.english.latin_words import find_known_word
from audio.normalize.english.reading import LatinReading
from audio.normalize.english.roman_vocabulary import find_common_word
from audio.normalize.english.spelling import is_romanized, write_indian
from audio.normalize.tables_reader import TableRow, index_rows, read_table
from audio.records import Span

_SENTENCE = regex.compile(r"(?:[^\p{Devanagari}.?!\n]|[.?!](?=\w)){3,}+", regex.V1)
"""Of two words at least, so as long as ``a b``."""
_WORD = regex.compile(r"(?<![\p{L}\p{M}\d@#/.])[A-Za-z]++(?![\p{L}\p{M}\d@/]|\.\w|')")
_LEAST_WEIGHT = 2
_LEAST_SHARE = 0.4
"""Of the words, what their weights must come to: ``Ban Ki Moon`` has one word that may be Hindi."""
_LONG_WORD = 4
"""Letters; a word of English of no more is often one of Hindi too (mile, are)."""
_M_ALONE = regex.compile(r"m(?=[cdgjkt])")
"""It is no nasal vowel, which is typed so before p and b alone: ``amkh`` is no आँख."""
_VOWEL_SIGN = regex.compile(r"[\p{M}ऀ-औ](?<!\u093c)$")


def read_roman_hindi(view: str, at: int) -> tuple[int, LatinReading] | None:
    """The word of a Hindi sentence at ``at``, where it ends and how it is said."""
    sentence = _find_sentence(view, at)
    match = _WORD.match(view, at) if sentence else None
    if match is None or (match[0].isupper() and len(match[0]) > 1):
        return None
    beside = _read_beside(view, *match.span())
    return match.end(), beside or say_roman_hindi(match[0].lower())


_BEFORE = regex.compile(r"(?r)(?<![A-Za-z])(?P<word>[A-Za-z]{1,12}) ")
_AFTER = regex.compile(r" (?P<word>[A-Za-z]{1,12})(?![A-Za-z])")


def _read_beside(view: str, start: int, end: int) -> LatinReading | None:
    """A word that its neighbours decide: ``usne kaha`` कहा, ``tum kaha ho`` कहाँ."""
    row = index_rows("roman_beside").get(view[start:end].lower())
    if row is None:
        return None
    before, after = _BEFORE.match(view, 0, start), _AFTER.match(view, end)
    for words, befores, afters in zip(*(cell.split("|") for cell in row.cells[1:4]), strict=True):
        if _is_among(before, befores) and _is_among(after, afters):
            return LatinReading(words, row.place)
    return None


def _is_among(match: regex.Match[str] | None, listed: str) -> bool:
    """Whether the word is among those listed, of which none is asked when the list is empty."""
    return not listed or (match is not None and match["word"].lower() in listed.split(","))


def is_roman_hindi(text: str) -> bool:
    """Whether a sentence in Latin letters is Hindi."""
    words = [match[0].lower() for match in _WORD.finditer(text)]
    if len(words) < _LEAST_WEIGHT or not index_rows("english_stopwords").keys().isdisjoint(words):
        return False
    weight = sum(_weigh(word) for word in words)
    if weight < _LEAST_WEIGHT:
        return False
    least = _LEAST_SHARE * len(words)
    return weight >= least or weight + sum(map(_is_formal, words)) >= least


def _is_formal(word: str) -> bool:
    """Whether it is a longer word that no table has and common Hindi does: ``adhyaksh``."""
    return len(word) > _LONG_WORD and not _weigh(word) and bool(find_common_word(word, surely=True))


def _find_sentence(view: str, at: int) -> Span | None:
    spans = _list_sentences(view)
    place = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 and at < spans[place].end else None


@lru_cache(maxsize=8)
def _list_sentences(view: str) -> tuple[Span, ...]:
    """Where Hindi in Latin letters stands, in order."""
    return tuple(
        Span(*match.span()) for match in _SENTENCE.finditer(view) if is_roman_hindi(match[0])
    )


@cache
def _index_words() -> dict[str, TableRow]:
    return {
        spelling: row for row in read_table("roman_hindi") for spelling in row.cells[0].split("|")
    }


@cache
def _index_stems() -> dict[str, str]:
    return {
        spelling: row.cells[1]
        for row in read_table("roman_verbs")
        for spelling in row.cells[0].split("|")
    }


@cache
def _list_endings() -> tuple[tuple[str, TableRow], ...]:
    """Every ending, the longest first."""
    endings = [
        (cell, row) for row in read_table("roman_endings") for cell in row.cells[0].split("|")
    ]
    return tuple(sorted(endings, key=lambda ending: -len(ending[0])))


@lru_cache(maxsize=1024)
def _find_form(word: str) -> tuple[str, int] | None:
    """A verb's form in Devanagari, and how surely it is Hindi: ``aaoge`` आओगे, 2."""
    for ending, row in _list_endings():
        stem = _index_stems().get(word.removesuffix(ending)) if word.endswith(ending) else None
        if stem:
            after_vowel = _VOWEL_SIGN.search(stem) is not None
            return stem + row.cells[2 if after_vowel else 1], int(row.cells[3])
    return None


_PLURALS = (("iyaan", "i"), ("iyan", "i"), ("iyon", "i"), ("ein", ""), ("on", ""), ("o", ""))
"""Endings of nouns in the plural, and what the singular has in their place."""


@lru_cache(maxsize=1024)
def _find_plural(word: str) -> str:
    """The plural of a noun of the table: ``jawanon`` जवानों, ``betiyan`` बेटियाँ; else empty."""
    for ending, singular in _PLURALS:
        stem = word.removesuffix(ending) + singular
        row = _index_words().get(stem) if word.endswith(ending) and len(stem) > 3 else None
        if row:
            return _inflect_noun(row.cells[1], ending)
    return ""


def find_common_form(word: str) -> str:
    """A common word, or its plural: ``adhikaron`` अधिकारों; else empty."""
    if common := find_common_word(word):
        return common
    for ending, singular in _PLURALS:
        if word.endswith(ending) and (
            noun := find_common_word(word.removesuffix(ending) + singular)
        ):
            return _inflect_noun(noun, ending)
    for ending, sign in _OBLIQUES.items():
        noun = find_common_word(word.removesuffix(ending) + "a") if word.endswith(ending) else ""
        if noun.endswith("ा"):
            return noun.removesuffix("ा") + sign
    return ""


_OBLIQUES = {"on": "ों", "e": "े", "i": "ी"}
"""What -ा turns into: ``tarike`` तरीके."""


def _inflect_noun(noun: str, ending: str) -> str:
    if ending in ("iyaan", "iyan"):
        return noun.removesuffix("ी").removesuffix("ि") + "ियाँ"
    if ending == "ein":
        return noun + ("एँ" if _VOWEL_SIGN.search(noun) else "ें")
    if noun.endswith(("ी", "ि")):
        return noun[:-1] + "ियों"
    if noun.endswith("ू"):
        return noun[:-1] + "ुओं"
    return noun + ("ओं" if _VOWEL_SIGN.search(noun) else "ों")


def _weigh(word: str) -> int:
    if row := _index_words().get(word):
        return int(row.cells[2])
    form = _find_form(word)
    if form and len(word) > 3:
        return form[1]
    return 1 if _find_plural(word) else 0


@lru_cache(maxsize=4096)
def find_hindi_word(word: str) -> str:
    """A word that is Hindi as it stands, in small letters, with all its vowels; else empty."""
    if row := _index_words().get(word):
        return row.cells[1]
    found = find_common_word(word, surely=True)
    return "" if _M_ALONE.search(word) and "म" not in found else found


@lru_cache(maxsize=1024)
def say_roman_hindi(word: str) -> LatinReading:
    """One word of a Hindi sentence, in small letters."""
    if row := _index_words().get(word):
        return LatinReading(row.cells[1], row.place)
    if form := _find_form(word):
        return LatinReading(form[0], "Roman Hindi, a verb's form")
    if word in _index_stems():
        return LatinReading(_index_stems()[word], "Roman Hindi, a verb's stem")
    if plural := _find_plural(word):
        return LatinReading(plural, "Roman Hindi, a noun in the plural")
    known = find_known_word(word)
    in_dictionary = known is not None and known.rule.startswith("cmudict")
    common = find_common_word(word, surely=True) if in_dictionary and is_romanized(word) else ""
    if known and not (common or (in_dictionary and is_romanized(word))):
        return known
    common = common or find_common_form(word)
    rule = "Roman Hindi, a common word" if common else "Roman Hindi by its letters"
    return LatinReading(common or write_indian(word), rule)
