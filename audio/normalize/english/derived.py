"""Words that are a known word in another spelling or with more before or after it.

``civilisation`` is civilization; ``unboxing`` is boxing after un-, ``relatable`` relate before
-able. Which words are known is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audio import regex
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
_SHORTEST_STEM_OF_ENDING = 3
_VOWEL = regex.compile("[aeiou]")


class Derivation(NamedTuple):
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


def list_american(small: str) -> Iterator[str]:
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


def list_derivations(small: str) -> Iterator[Derivation]:
    """What a word may be made of: one of the table's endings or beginnings, and the rest."""
    befores, endings = _read_affixes()
    for affix, spoken in endings:
        if not small.endswith(affix) or len(small) < len(affix) + _SHORTEST_STEM_OF_ENDING:
            continue
        stem = small.removesuffix(affix)
        if stem[-1] == "c" and affix[0] == "i":  # sceptic is no part of scepticism as it is said
            continue
        yield Derivation(stem, "", spoken, "-" + affix)
        if _VOWEL.match(affix):
            yield Derivation(stem + "e", "", spoken, "-" + affix)
    for affix, spoken in befores:
        if small.startswith(affix) and len(small) >= len(affix) + _SHORTEST_STEM:
            yield Derivation(small.removeprefix(affix), spoken, "", affix + "-")
