"""Readings that stand over words: `टोक्यो` over `東京`."""

from __future__ import annotations

from audio import regex

_LETTER = regex.compile(r"\p{L}")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")


def is_said_for(reading: str, base: str) -> bool:
    """Whether ``reading`` is read in the place of ``base``: it is in Devanagari, and that is not.

    A reading over a Hindi word says it once more, and is left out.
    """
    is_foreign = bool(_LETTER.search(base)) and not _DEVANAGARI.search(base)
    return is_foreign and bool(_DEVANAGARI.search(reading))
