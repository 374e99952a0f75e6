"""Letters to sounds, for words that no table and no dictionary knows."""

from __future__ import annotations

_PHONES = {
    "a": ("AE1",), "b": ("B",), "c": ("K",), "d": ("D",), "e": ("EH1",), "f": ("F",), "g": ("G",),
    "h": ("HH",), "i": ("IH1",), "j": ("JH",), "k": ("K",), "l": ("L",), "m": ("M",), "n": ("N",),
    "o": ("OW1",), "p": ("P",), "q": ("K",), "r": ("R",), "s": ("S",), "t": ("T",), "u": ("UH1",),
    "v": ("V",), "w": ("W",), "x": ("K", "S"), "y": ("Y",), "z": ("Z",),
}  # fmt: skip


def phones(word: str) -> tuple[str, ...]:
    """The likely ARPAbet phones of a word in small ASCII letters."""
    return tuple(phone for letter in word for phone in _PHONES.get(letter, ()))
