"""Slugs of titles as they are said: राष्ट्रपति is ``rashtrapati``."""

from __future__ import annotations

from collections.abc import Set

from audio.engines.phonology.spelling import fold, read_letters
from audio.engines.phonology.word import find_silent_vowels
from audio.hindi.romanize import make_slug


def make_title_slug(title: str) -> str:
    """The slug of a title, without the vowels that are not said."""
    return make_slug(title, _find_silent)


def _find_silent(word: str) -> Set[int] | None:
    folded = fold(word)
    return find_silent_vowels(folded) if read_letters(folded) else None
