"""The phonemes that a line's words should be heard as: espeak's, with this project's mends."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from threading import Lock

from audio.engines.espeak import EspeakEngine
from audio.engines.pronunciation import respell
from audio.engines.pronunciation_tables import read_package_table
from audio.records import Line
from audio.settings import Voice

_HYPHENS = frozenset("-‐‑")
_LOCK = Lock()
"""espeak is used by one thread at a time; a sentence takes some milliseconds."""


def list_phonemes(line: Line) -> list[list[str]]:
    """espeak's phonemes of each word, by their mnemonics; none for a word that it does not say.

    It says लेन-देन as one word, whose phonemes would all be the first one's. Voices may pause there.
    """
    respelled = respell(line, read_package_table("espeak"))
    parted = list(respelled.text)
    for before, after in pairwise(respelled.words):
        if respelled.text[before.end : after.start] in _HYPHENS:
            parted[before.end] = " "
    with _LOCK:
        return _start_espeak().list_phonemes(respelled._replace(text="".join(parted)))


@cache
def _start_espeak() -> EspeakEngine:
    return EspeakEngine(Voice())
