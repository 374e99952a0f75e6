"""The phonemes that a line's words should be heard as: espeak's, with this project's mends."""

from __future__ import annotations

from functools import cache
from threading import Lock

from audio.engines.espeak import EspeakEngine
from audio.engines.pronunciation import respell
from audio.engines.pronunciation_tables import package_table
from audio.records import Line
from audio.settings import Voice

_LOCK = Lock()
"""espeak is used by one thread at a time; a sentence takes some milliseconds."""


def list_phonemes(line: Line) -> list[list[str]]:
    """espeak's phonemes of each word, by their mnemonics; none for a word that it does not say."""
    with _LOCK:
        return _start_espeak().list_phonemes(respell(line, package_table("espeak")))


@cache
def _start_espeak() -> EspeakEngine:
    return EspeakEngine(Voice())
