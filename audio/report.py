"""Reports: what a command tells while it works and when it is done.

Results go to standard output. Progress, warnings and errors go to standard error, and progress
only to a terminal. With ``--json`` standard output holds events, one JSON object a line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol

from audio.errors import EditionError
from audio.records import Clip, Edition

PROGRAM = "audio-edition"


class Report(AbstractContextManager["Report"], Protocol):
    """What a command calls as it goes along."""

    def source(self, name: str) -> None:
        """An article's turn has come."""

    def start(self, paragraphs: int) -> None:
        """Its first paragraph is about to be spoken."""

    def clip(self, clip: Clip) -> None:
        """A paragraph is done."""

    def edition(self, edition: Edition, files: Sequence[Path]) -> None:
        """An edition is published as ``files``."""

    def warning(self, text: str) -> None:
        """Something the user should know."""

    def failure(self, error: EditionError) -> None:
        """Something could not be made."""


class QuietReport(AbstractContextManager["QuietReport"]):
    """Warnings and errors only."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    def source(self, name: str) -> None:
        """Says nothing."""

    def start(self, paragraphs: int) -> None:
        """Says nothing."""

    def clip(self, clip: Clip) -> None:
        """Says nothing."""

    def edition(self, edition: Edition, files: Sequence[Path]) -> None:
        """Says nothing."""

    def warning(self, text: str) -> None:
        """One line on standard error."""
        print(f"{PROGRAM}: warning: {text}", file=sys.stderr)

    def failure(self, error: EditionError) -> None:
        """One line on standard error."""
        print(f"{PROGRAM}: {error}", file=sys.stderr)


class EventReport(QuietReport):
    """Events as JSON lines on standard output; warnings and errors on standard error too."""

    def source(self, name: str) -> None:
        """``{"event": "source"}``."""
        self._emit("source", source=name)

    def start(self, paragraphs: int) -> None:
        """``{"event": "start"}``."""
        self._emit("start", paragraphs=paragraphs)

    def clip(self, clip: Clip) -> None:
        """``{"event": "clip"}``."""
        self._emit("clip", seconds=round(clip.samples / clip.rate, 6))

    def edition(self, edition: Edition, files: Sequence[Path]) -> None:
        """``{"event": "edition"}``."""
        recording = edition.recording
        self._emit(
            "edition",
            title=edition.article.title,
            files=[str(path) for path in files],
            seconds=round(recording.samples / recording.rate, 6),
            sentences=len(edition.cues),
            chapters=len(edition.chapters),
            voice=edition.voice,
            loudness=_finite(edition.loudness.integrated),
            true_peak=_finite(edition.loudness.true_peak),
        )

    def warning(self, text: str) -> None:
        """``{"event": "warning"}``."""
        super().warning(text)
        self._emit("warning", text=text)

    def failure(self, error: EditionError) -> None:
        """``{"event": "error"}``."""
        super().failure(error)
        self._emit("error", where=error.where, what=error.what, hint=error.hint)

    def _emit(self, event: str, **fields: object) -> None:
        print(json.dumps({"event": event, **fields}, ensure_ascii=False), flush=True)


class TextReport(QuietReport):
    """A progress bar while it works, a summary for each edition."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f}"),
            TextColumn("{task.fields[heard]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=None, visible=False, heard="")
        self._name = ""
        self._began = time.perf_counter()
        self._seconds = 0.0

    def __enter__(self) -> TextReport:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def source(self, name: str) -> None:
        """The bar's label."""
        self._name = name
        self._began = time.perf_counter()

    def start(self, paragraphs: int) -> None:
        """A new bar, one step a paragraph."""
        self._seconds = 0.0
        self._bar.reset(
            self._task, total=paragraphs, visible=True, description=self._name, heard=""
        )

    def clip(self, clip: Clip) -> None:
        """One step on; audio made so far, and how fast."""
        self._seconds += clip.samples / clip.rate
        pace = self._seconds / (time.perf_counter() - self._began)
        heard = f"{_duration(self._seconds)} audio, {pace:.0f} × real time"
        self._bar.update(self._task, advance=1, heard=heard)

    def edition(self, edition: Edition, files: Sequence[Path]) -> None:
        """The summary: files and sizes, duration, chapters, loudness, time taken."""
        took = time.perf_counter() - self._began
        seconds = edition.recording.samples / edition.recording.rate
        self._bar.update(self._task, visible=False)
        self._bar.refresh()
        for path in files:
            print(f"{path}  {_size(path.stat().st_size)}")
        print(
            f"  {_duration(seconds)}, {len(edition.cues)} sentences, "
            f"{len(edition.chapters)} chapters, {edition.loudness.integrated:.1f} LUFS, "
            f"peak {edition.loudness.true_peak:.1f} dBTP, voice {edition.voice}; "
            f"took {took:.1f} s ({seconds / took:.0f} × real time)"
        )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB"


def _finite(value: float) -> float | None:
    return round(value, 2) if value > float("-inf") else None
