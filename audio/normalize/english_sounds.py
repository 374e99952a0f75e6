"""ARPAbet phones to Devanagari, as a Hindi newsreader says English."""

from __future__ import annotations

import unicodedata

_CONSONANTS = {
    "B": "ब", "CH": "च", "D": "ड", "DH": "द", "F": "फ़", "G": "ग", "HH": "ह", "JH": "ज",
    "K": "क", "L": "ल", "M": "म", "N": "न", "NG": "ंग", "P": "प", "R": "र", "S": "स",
    "SH": "श", "T": "ट", "TH": "थ", "V": "व", "W": "व", "Y": "य", "Z": "ज़", "ZH": "ज़",
}  # fmt: skip
_VOWELS = {
    "AA": ("आ", "ा"), "AE": ("ऐ", "ै"), "AH": ("अ", ""), "AO": ("ऑ", "ॉ"), "AW": ("आउ", "ाउ"),
    "AY": ("आइ", "ाइ"), "EH": ("ए", "े"), "ER": ("अर", "र"), "EY": ("ए", "े"), "IH": ("इ", "ि"),
    "IY": ("ई", "ी"), "OW": ("ओ", "ो"), "OY": ("ऑय", "ॉय"), "UH": ("उ", "ु"), "UW": ("ऊ", "ू"),
}  # fmt: skip


def devanagari(phones: tuple[str, ...]) -> str:
    """A word's phones in Devanagari, NFC."""
    parts: list[str] = []
    after_consonant = False
    for phone in phones:
        sound = phone.rstrip("012")
        if sound in _CONSONANTS:
            letter = _CONSONANTS[sound]
            parts.append("्" + letter if after_consonant and sound != "NG" else letter)
            after_consonant = True
        else:
            parts.append(_VOWELS[sound][after_consonant])
            after_consonant = False
    return unicodedata.normalize("NFC", "".join(parts))
