"""Titles and names in a document's data, which name no font: in that of its prose, or in none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from audio import regex
from audio.readers.article.front_matter import FrontMatter
from audio.readers.documents.legacy_fonts import LegacyFont, convert, guess_font

_ENGLISH = regex.compile(
    r"(?<![A-Za-z])(?:the|and|of|to|in|is|for|by|with|on|(?i:about|contact|follow|join) us)"
    r"(?![A-Za-z])"
)
_TYPED = regex.compile(r"(?<=\S)[;+~{}\[\]@^=](?!$)|(?<!\S)'(?=\p{L})|\p{Ll}\p{Lu}|[\xa1-\xff]")
"""What English words do not hold: `fnYyh`, `ck<+`, `i`"B`."""
_LEAST_TYPED = 2
_CONSONANTS = regex.compile(r"(?:[b-df-hj-np-tv-xz]h?+){4}", regex.IGNORECASE)
"""As many as neither English nor Hindi in Latin letters has in a row: `xksnku`, `Hkkjr`."""


def is_english(text: str) -> bool:
    """Whether ``text`` has one of the commonest words of English."""
    return _ENGLISH.search(text) is not None


def find_title_font(text: str, prose: LegacyFont | None) -> LegacyFont | None:
    """The font that ``text`` was typed for, a title of a document whose prose is in ``prose``."""
    if prose is None or is_english(text):
        return None
    words = (word for word in text.split() if not word.isupper())
    # English titles begin with a capital, more often than not.
    least = _LEAST_TYPED if text[:1].isupper() else 1
    is_typed = len(_TYPED.findall(text)) >= least or any(map(_CONSONANTS.search, words))
    return guess_font(text) or (prose if is_typed else None)


def convert_front(front: FrontMatter, fonts: Counter[LegacyFont], origin: str) -> FrontMatter:
    """``front`` with its texts in Unicode; the prose has so many runs in each of ``fonts``.

    Raises:
        SourceError: one is in a legacy font that is not read.
    """
    prose = max(fonts, key=fonts.__getitem__, default=None)

    def read(text: str) -> str:
        return convert(text, find_title_font(text, prose), origin)

    return replace(
        front,
        title=read(front.title),
        author=read(front.author),
        description=read(front.description),
        source=read(front.source),
    )
