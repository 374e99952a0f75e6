"""The studio: the workers, the store and the voices that editions are made with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from audio.clips.narrator import Narrator
from audio.engines.pronunciation_tables import read_pronunciation
from audio.errors import VoiceError
from audio.records import Clip
from audio.settings import Settings, Sound, Voice
from audio.work.flow import Workshop
from audio.work.report import QuietReport, Report
from audio.work.store import Store


@dataclass(slots=True)
class Studio:
    """Where editions are made, and who is told of progress."""

    executor: Executor
    jobs: int
    """How many paragraphs the executor works on at once."""
    store: Store
    report: Report
    workshop: Workshop[Clip] = field(init=False)
    """Makes clips, the same one never twice at once."""
    _narrators: dict[tuple[Voice, Sound, tuple[Path, ...]], Narrator] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.workshop = Workshop(self.executor)

    def narrator(self, voice: Voice, settings: Settings) -> Narrator:
        """The one narrator of this voice, as the settings want it.

        Raises ``VoiceError``, and ``SettingsError`` for a wrong row of pronunciation.
        """
        key = voice, settings.sound, settings.pronunciation
        with self._lock:
            if key not in self._narrators:
                said = read_pronunciation(voice.engine, settings.pronunciation)
                self._narrators[key] = Narrator(voice, settings.sound, self.store, said)
            return self._narrators[key]

    def audition(self, settings: Settings) -> None:
        """Raises ``VoiceError``, about the setting, unless every voice that is named can be had."""
        voices = {"voice": settings.voice}
        voices |= {f"voices.{kind.value}": voice for kind, voice in settings.voices}
        if settings.fallback:
            voices["fallback"] = settings.fallback
        for setting, voice in voices.items():
            try:
                self.narrator(voice, settings)
            except VoiceError as error:
                if not error.where:  # else it names a file of the voice
                    error.locate(option=setting)
                raise

    def stop(self) -> None:
        """Begin nothing more; whoever waits for a clip gets a ``CancelledError``."""
        self.executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def open_studio(
    store: Path, *, jobs: int | None = None, report: Report | None = None
) -> Iterator[Studio]:
    """A studio of ``jobs`` threads, one a core if not said, whose store is the folder ``store``."""
    jobs = jobs or os.cpu_count() or 1
    studio = Studio(ThreadPoolExecutor(jobs), jobs, Store(store), report or QuietReport())
    try:
        yield studio
    finally:
        studio.executor.shutdown(cancel_futures=True)
