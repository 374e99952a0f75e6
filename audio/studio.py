"""The studio: the workers, the store and the voices that editions are made with."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from audio.engines.pronunciation_tables import read_pronunciation
from audio.narrator import Narrator
from audio.report import QuietReport, Report
from audio.settings import Settings, Sound, Voice
from audio.store import Store

Item = TypeVar("Item")
Result = TypeVar("Result")


_AHEAD = 16


@dataclass(slots=True)
class Studio:
    """Where editions are made, and who is told of progress."""

    executor: Executor
    jobs: int
    """How many paragraphs the executor works on at once."""
    store: Store
    report: Report
    _narrators: dict[tuple[Voice, Sound, tuple[Path, ...]], Narrator] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

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
        """Raises ``VoiceError`` unless every voice that the settings name can be had."""
        for voice in (settings.voice, *(other for _, other in settings.voices), settings.fallback):
            if voice:
                self.narrator(voice, settings)

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


class Done(NamedTuple, Generic[Item, Result]):
    """An item and what came of it."""

    item: Item
    result: Result
    at_once: bool
    """Whether it was ready and nobody had to work for it."""


def in_order(
    executor: Executor,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    window: int,
    ready: Callable[[Item], Result | None] = lambda _: None,
) -> Iterator[Done[Item, Result]]:
    """Each item with its result, in order; at most ``window`` are under way or done and waiting.

    ``ready`` is asked first, in this thread: what it has goes to no worker, and up to ``_AHEAD``
    times as many of those wait for one that is being worked on. When one fails, or the caller
    stops listening, those not yet begun are cancelled.
    """
    running: deque[tuple[Item, Future[Result] | Result, bool]] = deque()
    at_work = 0

    def first() -> Done[Item, Result]:
        nonlocal at_work
        item, result, at_once = running.popleft()
        at_work -= not at_once
        return Done(item, result.result() if isinstance(result, Future) else result, at_once)

    try:
        for item in items:
            if (result := ready(item)) is not None:
                running.append((item, result, True))
            else:
                running.append((item, executor.submit(function, item), False))
                at_work += 1
            while running and (
                running[0][2] or at_work >= window or len(running) >= _AHEAD * window
            ):
                yield first()
        while running:
            yield first()
    finally:
        for _, waiting, _ in running:
            if isinstance(waiting, Future):
                waiting.cancel()
