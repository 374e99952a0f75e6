"""Romanize a title for file names and URLs, as Hindi speakers write Hindi in Latin letters.

`किसान आंदोलन 2024` → ``kisan-andolan-2024``. The inherent vowel is dropped where it is not
spoken, after Ohala's rule (Manjari Ohala, "Aspects of Hindi Phonology", 1983): at a word's
end, and between VC and CV.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, count
from pathlib import Path

from audio import regex
from audio.tables import read_rows

LONGEST = 60
"""Characters; a longer slug is cut after a word."""

_WORD = regex.compile(
    r"(?P<hindi>[\p{Devanagari}--[।॥॰०-९]]++)(?:[॰०](?!\p{N}))?|(?P<other>[\p{L}\p{M}\p{N}]++)",
    regex.V1,
)
_UNHEARD = regex.compile(r"[\u200c\u200d'’ʼ]")
_AKSHARA = regex.compile(
    r"(?:(?P<onset>(?:[क-ह]\u093c?\u094d)*[क-ह]\u093c?)(?P<vowel>[\u093e-\u094d])?"
    r"|(?P<vowel>[ऄ-ऋऌऍ-औॐ\u093e-\u094d]))?"
    r"(?P<nasal>[\u0900-\u0902]*+)(?P<breath>\u0903?)"
)
_CONSONANT = regex.compile(r"[क-ह]\u093c?")
_VIRAMA = "\u094d"
_LABIALS = ("p", "f", "b", "m")
_SPOKEN_FINAL = {"y", "r", "l", "v", "n"}
"""After another consonant these keep a final a: rajya, kendra, shukla, tatva, ratna."""
_VERB_ENDING = regex.compile(r"[नत](?:ा|े|ी|ीं)$")


@dataclass(slots=True)
class _Syllable:
    consonants: tuple[str, ...]
    vowel: str
    is_inherent: bool = False
    """Whether the vowel is the a that is not written."""
    is_nasal: bool = False
    is_breathed: bool = False
    """Whether visarga follows."""


FindSilent = Callable[[str], Set[int] | None]
"""Finds which letters of a word, from 0, a conjunct's each by itself, have an inherent vowel that
is not said, its last one aside; ``None`` for a word that it cannot read."""


def make_slug(title: str, find_silent: FindSilent = lambda _: None) -> str:
    """``title`` in a-z, 0-9 and hyphens: at most 60 characters, cut at a word, never empty.

    The same title always gives the same slug. A title with no letter that can be romanized
    gives ``edition-`` and eight digits of its hash. ``find_silent`` knows better than the rule
    which vowels are not said.
    """
    text = _UNHEARD.sub("", unicodedata.normalize("NFC", title))
    found = [(match, _romanize(match, find_silent)) for match in _WORD.finditer(text)]
    matches, words = [one for one, word in found if word], [word for _, word in found if word]
    if not matches:
        return f"edition-{hashlib.sha256(title.encode('utf-8', 'replace')).hexdigest()[:8]}"
    kept = _count_fitting(words)
    bound = _read_table("bound")
    while 1 < kept < len(words) and matches[kept - 1][0] in bound:
        kept -= 1
    return "-".join(words[:kept])[:LONGEST]


def make_unique(wanted: str, taken: Collection[str], mark: str = "") -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3`` … that is not in ``taken``.

    With a ``mark``, as ``2025-08-15``, that is added before any number is.
    """
    marks = chain([mark] if mark else [], (f"{mark}-{n}".lstrip("-") for n in count(2)))
    candidate = wanted
    while candidate in taken:
        suffix = f"-{next(marks)}"
        candidate = wanted[: LONGEST - len(suffix)].rstrip("-") + suffix
    return candidate


def _count_fitting(words: list[str]) -> int:
    """How many of the words, at least one, are no longer than a slug when they are joined."""
    ends = accumulate(len(word) + 1 for word in words)
    return max(1, sum(end - 1 <= LONGEST for end in ends))


def _romanize(match: regex.Match[str], find_silent: FindSilent) -> str:
    """One word in a-z and 0-9; empty when none of it can be."""
    if match["hindi"]:  # without the sign of an abbreviation: डॉ०
        word = match["hindi"]
        return _read_table("word").get(word) or _write_roman(
            _drop_mute_vowels(_split_syllables(word), word, find_silent(word))
        )
    plain = "".join(
        str(unicodedata.digit(c)) if c.isdigit() else c
        for c in unicodedata.normalize("NFKD", match["other"]).lower()
    )
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _split_syllables(word: str) -> list[_Syllable]:
    """The word's aksharas, every inherent vowel still in its place."""
    return [_parse_syllable(match) for match in _AKSHARA.finditer(word) if match[0]]


def _parse_syllable(match: regex.Match[str]) -> _Syllable:
    consonants, vowels = _read_table("consonant"), _read_table("vowel")
    onset = _CONSONANT.findall(match["onset"] or "")
    is_inherent = bool(onset) and match["vowel"] is None
    written = "" if match["vowel"] in {None, _VIRAMA} else match["vowel"]
    return _Syllable(
        tuple(consonants.get(c) or consonants[c[0]] for c in onset),
        "a" if is_inherent else vowels.get(written, ""),
        is_inherent,
        is_nasal=bool(match["nasal"]),
        is_breathed=bool(match["breath"]),
    )


def _drop_mute_vowels(
    syllables: list[_Syllable], word: str, silent: Set[int] | None
) -> list[_Syllable]:
    """The syllables with the inherent vowels that are not spoken made empty."""
    if len(syllables) > 1 and _is_mute_at_end(syllables[-2], syllables[-1]):
        syllables[-1].vowel = ""
    if silent is not None:
        ends = accumulate(max(1, len(syllable.consonants)) for syllable in syllables[:-1])
        for syllable, end in zip(syllables, ends, strict=False):
            if syllable.is_inherent and end - 1 in silent:
                syllable.vowel = ""
        return syllables
    inner = range(1, len(syllables) - 1)
    # `समझना`, `निकलते`: of two vowels that may go, the one at the stem's end does.
    is_verbal = len(syllables) > 3 and _VERB_ENDING.search(word)
    for index in reversed(inner) if is_verbal else inner:
        before, at, after = syllables[index - 1 : index + 2]
        if at.is_inherent and not at.is_nasal and _stands_between(before, at, after):
            at.vowel = ""
    return syllables


def _is_mute_at_end(before: _Syllable, last: _Syllable) -> bool:
    if not last.is_inherent or last.is_nasal or last.is_breathed:
        return False
    if len(last.consonants) == 1:
        # भारतीय keeps its a, समय does not.
        return not (last.consonants == ("y",) and before.vowel in {"i", "e"})
    if last.consonants[-2:] == ("j", "n"):
        return False  # ज्ञ: विशेषज्ञ
    return last.consonants[-1] not in _SPOKEN_FINAL or last.consonants[-2:] == ("r", "v")


def _stands_between(before: _Syllable, at: _Syllable, after: _Syllable) -> bool:
    """Whether ``at`` is the C of VC_CV."""
    return (
        bool(before.vowel)
        and not before.is_nasal
        and len(at.consonants) == 1
        and len(after.consonants) == 1
        and bool(after.vowel)
    )


def _write_roman(syllables: list[_Syllable]) -> str:
    return "".join(_write_parts(syllables))


def _write_parts(syllables: list[_Syllable]) -> Iterator[str]:
    for index, syllable in enumerate(syllables):
        following = syllables[index + 1].consonants if index + 1 < len(syllables) else ()
        if index and not syllable.consonants and _needs_glide(syllables[index - 1], syllable):
            yield "y"
        yield "".join(syllable.consonants).replace("jn", "gy")
        yield syllable.vowel
        if syllable.is_nasal:
            yield "m" if following and following[0].startswith(_LABIALS) else "n"
        if syllable.is_breathed and not following:
            yield "h"


def _needs_glide(before: _Syllable, after: _Syllable) -> bool:
    """`चाहिए` is written chahiye."""
    return before.vowel == "i" and after.vowel in {"e", "o", "a"}


@cache
def _read_table(kind: str) -> dict[str, str]:
    """What is written → its romanization, of the rows of one kind."""
    table = Path(__file__).with_name("romanize.tsv")
    return {written: roman for row_kind, written, roman, _ in read_rows(table) if row_kind == kind}
