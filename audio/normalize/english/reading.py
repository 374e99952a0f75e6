"""What is said for Latin letters."""

from __future__ import annotations

from typing import NamedTuple

from audio.normalize.english.word_tables import fold, read_letter_names


class LatinReading(NamedTuple):
    """What is said for some Latin letters, and by which rule."""

    spoken: str
    """Devanagari words parted by single spaces (a hyphen may stand in a table's word), NFC."""
    rule: str
    """``english.tsv:123``, ``spelled``, ``cmudict``, ``letter-to-sound`` …; joined by `` + ``."""


def spell(letters: str) -> str:
    """Latin letters by their names, parted by spaces: ``E.E.Z.`` → ``ई ई ज़ेड``.

    Case, accents and anything that is no Latin letter are passed over.
    """
    names = read_letter_names()
    return " ".join(names[letter] for letter in fold(letters).lower() if letter in names)
