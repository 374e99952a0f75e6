"""Words that are a known word in another spelling or with more before or after it.

``civilisation`` is civilization; ``unboxing`` is boxing after un-, ``relatable`` relate before
-able.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audio import regex
from audio.normalize.english.known_words import find_exact, find_known
from audio.normalize.english.reading import LatinReading
from audio.normalize.english.syllables import join_ending
from audio.normalize.tables_reader import read_table

_AMERICAN = tuple(
    (regex.compile(british), american)
    for british, american in (
        (r"(?<=[a-z]{2})is(?=(?:e[ds]?|ers?|ing|ations?|ational|able)$)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e[ds]?|ers?|ing)$)", "yz"),
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ings?|ers?|it[es].*|ab[lb].*|ful.*|less|al|ly|y)?$)", "or"),
        (r"(?<=[bcgtv])re(?=[sd]?$)", "er"),
        (r"ae|oe", "e"),
        (r"(?<=[aeiou])ll(?=(?:ed|ing|ers?|ors?)$)", "l"),
        (r"(?<=[aeiou])l(?=(?:ments?|ful(?:ly)?)$)", "ll"),
    )
)  # fmt: skip
"""Where British spelling, which Indian papers use, differs from that of the dictionary."""
_SHORTEST_BRITISH = 5
_SHORTEST_STEM = 4
_SHORT_AFFIX = 4
"""With its hyphen: un-, non-, -ly. Such letters stand by chance in many words."""
_SHORTEST_UNLISTED_STEM = 5
_LONGEST = 40
"""Longer runs are no words."""
_SHORTEST_STEM_OF_ENDING = 3
_VOWEL = regex.compile("[aeiou]")


class _Derivation(NamedTuple):
    """A word that may be known, and what is said before and after it."""

    stem: str
    before: str
    ending: str
    """As it is said after the stem; empty like ``before``, when nothing is there."""
    affix: str
    """As the table has it: ``un-``, ``-able``."""

    def say(self, stem: str) -> str:
        """The whole word, with the stem as it is spoken."""
        return self.before + (join_ending(stem, self.ending) if self.ending else stem)


@cache
def _read_affixes() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What stands before a word, and what after it, each the longest first, -ize last."""
    rows = [row.cells for row in read_table("english_affixes")]
    # monetization is monetize and -ation rather than Monet and -ization
    affixes = sorted(
        ((affix, spoken) for affix, spoken, *_ in rows),
        key=lambda row: (row[0].startswith("-iz"), -len(row[0])),
    )
    before = ((affix[:-1], spoken) for affix, spoken in affixes if affix.endswith("-"))
    after = ((affix[1:], spoken) for affix, spoken in affixes if affix.startswith("-"))
    return tuple(before), tuple(after)


def say_derived(small: str) -> LatinReading | None:
    """A known word in British spelling (``colourful``), or with an affix (``unboxing``)."""
    if len(small) > _LONGEST:
        return None
    for word in _list_american(small):
        if known := find_known(word) or _say_affixed(word):
            return known
    return _say_affixed(small)


def _say_affixed(small: str) -> LatinReading | None:
    """With one affix if that will do (relate + able, not re + late + able), else with two."""
    derivations = list(_list_derivations(small))
    for say in (_say_stem, _say_stem_with_ending):
        for derivation in derivations:
            if known := say(derivation):
                spoken = derivation.say(known.spoken)
                return LatinReading(spoken, f"{known.rule} + {derivation.affix}")
    return None


def _say_stem(derivation: _Derivation) -> LatinReading | None:
    """What stands beside an affix; a short word beside a short affix must be listed."""
    stem = derivation.stem
    if len(derivation.affix) <= _SHORT_AFFIX and len(stem) < _SHORTEST_UNLISTED_STEM:
        return find_exact(stem)
    return find_known(stem)


def _say_stem_with_ending(derivation: _Derivation) -> LatinReading | None:
    """What stands after a beginning, with an ending of its own: un + touch + ability."""
    for inner in _list_derivations(derivation.stem) if derivation.before else ():
        if not inner.before and (known := _say_stem(inner)):
            return LatinReading(inner.say(known.spoken), f"{known.rule} + {inner.affix}")
    return None


def _list_american(small: str) -> Iterator[str]:
    """The spellings of the dictionary that a word in small letters may stand for."""
    if len(small) < _SHORTEST_BRITISH:
        return
    whole = small
    for british, american in _AMERICAN:
        respelled = british.sub(american, small)
        if respelled != small:
            yield respelled
            whole = british.sub(american, whole)
    if whole not in (small, respelled):
        yield whole


def _list_derivations(small: str) -> Iterator[_Derivation]:
    """What a word may be made of: one of the table's endings or beginnings, and the rest."""
    befores, endings = _read_affixes()
    for affix, spoken in endings:
        if not small.endswith(affix) or len(small) < len(affix) + _SHORTEST_STEM_OF_ENDING:
            continue
        stem = small.removesuffix(affix)
        if stem[-1] == "c" and affix[0] == "i":  # sceptic is no part of scepticism as it is said
            continue
        yield _Derivation(stem, "", spoken, "-" + affix)
        if _VOWEL.match(affix):
            yield _Derivation(stem + "e", "", spoken, "-" + affix)
    for affix, spoken in befores:
        if small.startswith(affix) and len(small) >= len(affix) + _SHORTEST_STEM:
            yield _Derivation(small.removeprefix(affix), spoken, "", affix + "-")
