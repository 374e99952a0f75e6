"""Piper: neural voices on this machine, offline once they are installed.

``piper:NAME``, ``piper:NAME#SPEAKER`` or ``piper:PATH.onnx``; ``piper`` alone is the only Hindi
voice installed. A voice speaks without noise, so that it says the same bytes each time; its
words are timed by the lengths that it gave their phonemes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from audio.engines import VoiceInfo, speak_each
from audio.engines.phonemes.phonemizer import Phonemizer
from audio.engines.piper import voices
from audio.engines.piper.phonemes import Utterable, part_into_sentences
from audio.errors import Place, SpeechError, VoiceError
from audio.records import Line, Mark, Speech, TimingSource, Utterance
from audio.settings import Voice
from audio.work.keys import make_key
from audio.work.store import Shelf

if TYPE_CHECKING:
    from audio.engines.phonemes.packing import SpokenRun

_FORMAT = 2
"""Raised when the same line would be spoken otherwise, or is kept in another form."""


class PiperEngine:
    """One voice of piper and one of its speakers."""

    band = (0.055, 0.35)

    def __init__(self, voice: Voice, received: Shelf) -> None:
        from audio.engines.piper import voice_model

        choice = voices.find_choice(voice.name)
        self._model = voice_model.load_model(choice)
        self._speaker = self._model.find_speaker(choice.speaker)
        self._slowness = 1 / voice.speed
        self._received = received
        self._phonemizer = _open_phonemizer(self._model.config.espeak_voice, str(choice.settings))
        self.version = f"{self._model.version}, espeak-ng {self._phonemizer.version}"

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """What is installed, and what piper offers in Hindi."""
        return voices.list_voices()

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph; a line that was spoken before is taken from what is kept."""
        return Speech(self._model.config.sample_rate, speak_each(self._make_utterance, lines))

    def _make_utterance(self, line: Line) -> Utterance:
        from audio.engines.piper import timing

        phonemes = self._phonemizer.phonemize(line)
        said = list(part_into_sentences(line, phonemes, self._model.has))
        if not said:
            raise SpeechError(f"there is nothing to say in: {line.text}")
        marks: list[Mark] = []
        estimated = False
        at = 0
        runs = self._recall(said)
        for one, run in zip(said, runs, strict=True):
            counts = self._model.count_ids(one.phonemes)
            edges = timing.find_edges(run.widths, counts, len(run.samples))
            if edges:
                found = timing.time_words(one, edges)
            else:
                found = timing.estimate_words(line, one, run.samples)
            estimated |= not edges
            marks += (Mark(at + mark.start, at + mark.end) for mark in found)
            at += len(run.samples)
        pcm = np.concatenate([run.samples for run in runs]).astype("<i2").tobytes()
        source = TimingSource.ESTIMATED if estimated else TimingSource.EXACT
        return Utterance(pcm, tuple(marks), source)

    def _recall(self, said: Sequence[Utterable]) -> list[SpokenRun]:
        """What the voice makes of these phonemes, or made of them once."""
        from audio.engines.phonemes.packing import recall

        model, speaker, slowness = self._model, self._speaker, self._slowness
        return recall(
            self._received,
            self._make_key(said),
            model.config.sample_rate,
            lambda: [model.speak(one.phonemes, speaker, slowness) for one in said],
        )

    def _make_key(self, said: Sequence[Utterable]) -> str:
        """The key of a sound: all that shapes it; the text does so through its phonemes."""
        phonemes = [one.phonemes for one in said]
        return make_key("piper", _FORMAT, self.version, self._speaker, self._slowness, phonemes)


def _open_phonemizer(language: str, where: str) -> Phonemizer:
    """Raises ``VoiceError`` naming the file that names the language."""
    try:
        return Phonemizer(language)
    except VoiceError as fault:
        raise VoiceError(f"espeak has no language {language!r}", where=Place(where)) from fault
