"""The narrator: the scripts of one paragraph in, its finished ``Clip`` out.

Speak, master, encode and measure; or find the clip in the store, where an unchanged paragraph
still is.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

import numpy as np

from audio import engines
from audio.clips.audit import check_length, check_sound
from audio.clips.scripts import Scripts, Verbalized, said, verbalized
from audio.clips.shelf import ClipStore
from audio.engines.pronunciation import Pronunciation
from audio.errors import SpeechError
from audio.records import NOWHERE, Clip, Mark, Script, Timing
from audio.settings import Sound, Voice
from audio.sound import encoding, loudness, mastering, mpeg
from audio.work.store import RECEIVED, Store

FORMAT = 4
"""Raised when the same input would give another clip, or a clip stored in another form."""

_UNCHANGED = Pronunciation()
_LIBRARIES = ("av", "lameenc", "pydub", "soxr")


class Narrator:
    """Makes clips of one voice and one sound, or finds them in the store.

    ``clip`` may be called from any number of threads: each gets an engine of its own.
    """

    def __init__(
        self, voice: Voice, sound: Sound, store: Store, pronunciation: Pronunciation = _UNCHANGED
    ) -> None:
        """Raises ``VoiceError`` at once when the voice cannot be had."""
        self.pronunciation = pronunciation
        self._voice = voice
        self._sound = sound
        self._clips = ClipStore(store)
        self._received = store.shelf(RECEIVED)
        self._local = threading.local()
        self._version = self._engine().version
        recipe = _recipe(voice, sound, self._version)
        self._recipe = json.dumps(recipe, ensure_ascii=False, sort_keys=True)

    @property
    def engine_version(self) -> str:
        """Version of the engine and its data."""
        return self._version

    def key(self, paragraph: Verbalized) -> str:
        """Of everything that shapes its clip."""
        return hashlib.sha256(f"{self._recipe} {paragraph.digest}".encode()).hexdigest()

    def clip(self, scripts: Scripts) -> Clip:
        """The clip of one paragraph. Raises ``SpeechError`` naming the sentence."""
        paragraph = verbalized(scripts, self.pronunciation)
        return self.kept(paragraph) or self.made(paragraph)

    def kept(self, paragraph: Verbalized) -> Clip | None:
        """The clip from the store, if it is there; it was audited when it was made."""
        return self._clips.get(self.key(paragraph))

    def made(self, paragraph: Verbalized) -> Clip:
        """A new clip, which is now in the store. Raises as ``clip`` does."""
        clip, frames = self._make(paragraph.scripts)
        return self._clips.put(self.key(paragraph), clip, frames)

    def _engine(self) -> engines.Engine:
        if not hasattr(self._local, "engine"):
            self._local.engine = engines.make_engine(self._voice, self._received)
        engine: engines.Engine = self._local.engine
        return engine

    def _make(self, scripts: Sequence[Script]) -> tuple[Clip, bytes]:
        sound = self._sound
        timings, frames = self._encoded(scripts)
        decoded = encoding.decode(frames)
        count = sum(1 for _ in mpeg.frames(frames))
        if len(decoded) != count * mpeg.SAMPLES:
            raise SpeechError(
                f"{count} frames decode to {len(decoded)} samples", where=scripts[0].sentence.id
            )
        powers, true_peak = loudness.measure(decoded, sound.rate, true_peak=True)
        clip = Clip(
            frames=NOWHERE,
            rate=sound.rate,
            samples=len(decoded),
            timings=tuple(_delayed(timing) for timing in timings),
            levels=loudness.counted(powers),
            true_peak=true_peak,
        )
        check_length(scripts, clip, self._engine().band, self._voice.speed)
        if engines.ENGINES[self._voice.engine].audible:
            check_sound(scripts, clip, decoded)
        return clip, frames

    def _encoded(self, scripts: Sequence[Script]) -> tuple[tuple[Timing, ...], bytes]:
        """The sentences' places before encoding, and what was encoded."""
        sound = self._sound
        mastered = mastering.master(
            self._engine().speak(said(scripts, self.pronunciation)),
            sound.rate,
            sound.pauses.sentence,
            target=sound.loudness - encoding.GAIN,
            ceiling=sound.ceiling,
        )
        # Whole frames, so that no clip's length depends on how an encoder rounds.
        short = -len(mastered.samples) % mpeg.SAMPLES
        samples = np.concatenate([mastered.samples, np.zeros(short, np.int16)])
        return mastered.timings, encoding.encode(samples, sound.rate, sound.bitrate)


def _delayed(timing: Timing) -> Timing:
    late = encoding.DELAY
    words = tuple(Mark(mark.start + late, mark.end + late) for mark in timing.words)
    return Timing(timing.start + late, timing.end + late, words, timing.estimated)


def _recipe(voice: Voice, sound: Sound, engine_version: str) -> dict[str, object]:
    """Everything besides the words that shapes a clip."""
    shape = {key: value for key, value in asdict(sound).items() if key != "pauses"}
    return {
        "format": FORMAT,
        "voice": asdict(voice),
        "engine": engine_version,
        "sound": shape | {"pause": sound.pauses.sentence, "quality": encoding.QUALITY},
        "libraries": _library_versions(),
    }


@cache
def _library_versions() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in _LIBRARIES)
