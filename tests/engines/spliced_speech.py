"""espeak's sound of a sentence, with words of it left out or said twice."""

from __future__ import annotations

import numpy as np

from audio.engines.espeak import EspeakEngine
from audio.records import Line, Speech
from audio.settings import Voice


def speak(line: Line, name: str = "", speed: float = 1.0) -> Speech:
    """One line."""
    return EspeakEngine(Voice("espeak", name, speed)).speak([line])


def splice(speech: Speech, *stretches: tuple[int, int]) -> np.ndarray:
    """The samples of some words of a line, given by half-open ranges, one after another.

    ``(0, 3), (2, 9)`` says the third of nine words twice. Silence is around them as it was.
    """
    (utterance,) = speech.utterances
    samples = np.frombuffer(utterance.pcm, np.int16)
    marks = utterance.marks
    edges = [0, *(mark.start for mark in marks[1:]), marks[-1].end]
    parts = [samples[edges[first] : edges[last]] for first, last in stretches]
    silence = np.zeros(speech.rate // 5, np.int16)
    return np.concatenate([silence, *parts, silence])
