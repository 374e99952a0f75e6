"""Piper: neural voices on this machine, offline once they are installed.

``piper:NAME``, ``piper:NAME#SPEAKER`` or ``piper:PATH.onnx``; ``piper`` alone is the only Hindi
voice installed. A voice speaks without noise, so that it says the same bytes each time; its
words are timed by the lengths that it gave their phonemes.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from audio.engines import VoiceInfo, speak_each
from audio.engines.piper import voices
from audio.engines.piper.phonemes import Utterable, utterables
from audio.errors import SpeechError
from audio.records import Line, Mark, Speech, TimingSource, Utterance
from audio.settings import Voice
from audio.work.store import Shelf

if TYPE_CHECKING:
    from audio.engines.piper.voice_model import Sounded

log = logging.getLogger(__name__)

_FORMAT = 1
"""Raised when the same line would be spoken otherwise, or is kept in another form."""


class PiperEngine:
    """One voice of piper and one of its speakers."""

    band = (0.055, 0.35)

    def __init__(self, voice: Voice, received: Shelf) -> None:
        from audio.engines.piper import voice_model

        choice = voices.find(voice.name)
        self._model = voice_model.load(choice)
        self._speaker = self._model.speaker(choice.speaker)
        self._slowness = 1 / voice.speed
        self._received = received
        self.version = self._model.version
        self._missing: set[str] = set()

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """What is installed, and what piper offers in Hindi."""
        return voices.voices()

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph; a line that was spoken before is taken from what is kept."""
        return Speech(self._model.config.sample_rate, speak_each(self._utterance, lines))

    def _utterance(self, line: Line) -> Utterance:
        from audio.engines.piper import timing

        said = list(utterables(line, self._model.phonemize, self._knows))
        if not said:
            raise SpeechError(f"there is nothing to say in: {line.text}")
        marks: list[Mark] = []
        estimated = False
        at = 0
        sounded = self._sounded(said)
        for one, sound in zip(said, sounded, strict=True):
            counts = self._model.id_counts(one.phonemes)
            edges = timing.edges_of(sound.widths, counts, len(sound.samples))
            if edges:
                found = timing.heard(line, one, edges)
            else:
                found = timing.reckoned(line, one, sound.samples)
            estimated |= not edges or not timing.certain(one.runs)
            marks += (Mark(at + mark.start, at + mark.end) for mark in found)
            at += len(sound.samples)
        pcm = np.concatenate([sound.samples for sound in sounded]).astype("<i2").tobytes()
        source = TimingSource.ESTIMATED if estimated else TimingSource.EXACT
        return Utterance(pcm, tuple(marks), source)

    def _sounded(self, said: Sequence[Utterable]) -> list[Sounded]:
        """What the voice makes of these phonemes, or made of them once."""
        from audio.engines.piper import packing

        key = self._key(said)
        with self._received.lock(key):
            kept = self._received.get(key)
            if kept is not None:
                try:
                    return packing.unpack(kept)
                except packing.FAULTS as fault:
                    self._received.report_damage(key, f"is no speech ({fault})")
            model, speaker, slowness = self._model, self._speaker, self._slowness
            sounded = [model.sound(one.phonemes, speaker, slowness) for one in said]
            self._received.put(key, packing.pack(sounded, model.config.sample_rate))
        return sounded

    def _key(self, said: Sequence[Utterable]) -> str:
        """Of everything that shapes the sound; the text does so through its phonemes."""
        phonemes = [one.phonemes for one in said]
        content = [_FORMAT, self.version, self._speaker, self._slowness, phonemes]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def _knows(self, phoneme: str) -> bool:
        known = self._model.has(phoneme)
        if not known and phoneme not in self._missing:
            self._missing.add(phoneme)
            log.warning("%s has no sound for the phoneme %r", self.version, phoneme)
        return known
