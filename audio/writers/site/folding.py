"""Folding: what search takes for the same word, however it is written.

``site/show.js`` folds what is asked for and what is shown in the same steps; the pairs of
``tests/writers/folding.tsv`` hold both to them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from audio import regex

LONGEST = 32
"""Characters of a folded word that are told apart; what is beyond them is not looked at."""

_WORD = regex.compile(r"(?:\p{N}++(?:,\p{N}++)++|[\p{L}\p{M}\p{N}\u200c\u200d\u00ad]++)")
_UNHEARD = regex.compile(r"[\u093c\u0903\u093d]|[\u0300-\u036f]|[^\p{L}\p{M}\p{N}]")
"""Nukta, visarga, avagraha; accents; joiners, commas between digits."""
_NASAL = regex.compile(r"ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])|\u0901")
"""A nasal before a stop of its own place (हिन्दी, हिंदी), and the chandrabindu."""
_LETTERS = str.maketrans(
    {
        "ॉ": "ा",  # डॉक्टर, डाक्टर
        "ऑ": "आ",
        "ॅ": "े",
        "ऍ": "ए",
        **{chr(0x966 + digit): str(digit) for digit in range(10)},
    }
)
_VIRAMA = "\u094d"


def fold_words(text: str) -> list[str]:
    """Every word of ``text``, folded, in order; linear in its length."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    return [folded for word in found if (folded := fold(word))]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """``word`` as search compares it; empty when nothing of it is heard.

    Nukta, chandrabindu and anusvara, a nasal written out, joiners, candra vowels, a final virama,
    Devanagari digits, case and accents make no difference.
    """
    text = unicodedata.normalize("NFKD", word).lower()
    text = _UNHEARD.sub("", text)
    text = _NASAL.sub("\u0902", text).translate(_LETTERS)
    return text.rstrip(_VIRAMA)[:LONGEST]
