"""The clip maker: the workers, the store and the voices that editions are made with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from audio.clips.engine_loader import read_version
from audio.clips.orders import ClipOrder, Speaker
from audio.engines import ENGINES
from audio.engines.pronunciation_tables import read_pronunciation
from audio.errors import VoiceError
from audio.records import Clip
from audio.settings import Settings, Sound, Voice
from audio.work.flow import SingleFlight, Task
from audio.work.folder_store import FolderStore
from audio.work.keys import make_key
from audio.work.report import QuietReport, Report
from audio.work.store import Store


class ClipMaker:
    """Has clips found or made, the same one never twice at once; any number of threads may ask."""

    def __init__(self, executor: Executor, jobs: int, store: Store, report: Report) -> None:
        """``jobs``: how many clips the executor makes at once; ``report`` is told of progress."""
        self.jobs = jobs
        self.store = store
        self.report = report
        self._executor = executor
        self._flight = SingleFlight[Clip](executor)
        self._speakers: dict[tuple[Voice, Sound, tuple[Path, ...]], Speaker] = {}
        self._lock = Lock()

    def begin(self, order: ClipOrder) -> Task[Clip]:
        """The clip from the store, or the making of it, begun."""
        # What makes sound is as much as all else: a build that has nothing to do needs none of it.
        from audio.clips.clip import find_clip, make_clip

        find = partial(find_clip, order, self.store)
        make = partial(make_clip, order, self.store)
        key = make_key(order.key, *order.codings) if order.codings else order.key
        return self._flight.begin(key, find, make)

    def find_speaker(self, voice: Voice, settings: Settings) -> Speaker:
        """The one speaker of this voice, as the settings want it.

        Raises ``VoiceError``, and ``SettingsError`` for a wrong row of pronunciation.
        """
        key = voice, settings.sound, settings.pronunciation
        with self._lock:
            if key not in self._speakers:
                pronunciation = read_pronunciation(voice.engine, settings.pronunciation)
                self._speakers[key] = Speaker.from_voice(
                    voice, read_version(voice, self.store), settings.sound, pronunciation
                )
            return self._speakers[key]

    def find_speakers(self, settings: Settings) -> Mapping[Voice, Speaker]:
        """Who speaks in each voice. Raises as ``find_speaker`` does."""
        return {voice: self.find_speaker(voice, settings) for voice in settings.list_voices()}

    def check_voices(self, settings: Settings) -> None:
        """Raises ``VoiceError``, about the setting, unless every voice that is named can be had."""
        voices = {"voice": settings.voice}
        voices |= {f"voices.{kind.value}": voice for kind, voice in settings.voices}
        if settings.fallback:
            voices["fallback"] = settings.fallback
        for setting, voice in voices.items():
            try:
                self.find_speaker(voice, settings)
            except VoiceError as error:
                if not error.where:  # else it names a file of the voice
                    error.locate(option=setting)
                raise

    def stop(self) -> None:
        """Begin nothing more; whoever waits for a clip gets a ``CancelledError``."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def is_spoken_here(work: object) -> bool:
    """Whether ``work``, begun by ``ClipMaker``, asks a service on the network."""
    order = work.args[0] if isinstance(work, partial) and work.args else None
    return isinstance(order, ClipOrder) and not ENGINES[order.voice.engine].offline


@contextmanager
def open_maker(
    store: str | Path | Store,
    *,
    jobs: int | None = None,
    report: Report | None = None,
    cluster: str = "",
) -> Iterator[ClipMaker]:
    """A clip maker with ``jobs`` threads, one a core if not said, and a store in a folder.

    ``store`` may be one that is open already. With the address of a ``cluster`` (see
    ``work/cluster``) its workers make the clips; the store must be one that they share.
    """
    kept = FolderStore(Path(store)) if isinstance(store, str | Path) else store
    if cluster:
        from audio.work.cluster.connection import open_cluster

        with open_cluster(cluster, is_spoken_here, jobs) as (workers, threads):
            yield ClipMaker(workers, threads, kept, report or QuietReport())
        return
    jobs = jobs or os.cpu_count() or 1
    executor = ThreadPoolExecutor(jobs)
    try:
        yield ClipMaker(executor, jobs, kept, report or QuietReport())
    finally:
        executor.shutdown(cancel_futures=True)
