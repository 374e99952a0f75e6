"""Aksharas, the syllables that Devanagari is written in: the measure of how long speech is."""

from __future__ import annotations

from audio import regex

_AKSHARA = regex.compile(
    r"(?:[\u0915-\u0939\u0958-\u095f]\u093c?\u094d[\u200c\u200d]?)*"
    r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f]"
)
"""Consonants tied by virama to one consonant, or a vowel letter; the signs that follow belong
to it (Unicode Standard, chapter 12.1)."""


def count_aksharas(text: str) -> int:
    """How many aksharas ``text`` has; characters of other scripts are not counted."""
    return len(_AKSHARA.findall(text))
