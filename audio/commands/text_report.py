"""The report for people: a bar while a command works, and what it made."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from audio.records import Clip, Edition, Paragraph, PublishedFile
from audio.work.folder_store import Holding
from audio.work.messages import translate
from audio.work.progress import MANY
from audio.work.report import PROGRAM, QuietReport, format_size

_EVERY = 10.0
"""Seconds between two lines of progress where there is no bar."""


class TextReport(QuietReport):
    """A progress bar while it works, a summary for each edition, a total for several."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.fields[source]}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[count]}", markup=False),
            TextColumn("{task.fields[heard]}", markup=False),
            TextColumn("{task.fields[left]}", markup=False),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(
            "", total=1, visible=False, source="", count="", heard="", left=""
        )
        self._told = self.progress.began
        self._has_terminal = console.is_terminal

    def __enter__(self) -> Self:
        self._bar.start()
        return super().__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        super().__exit__(kind, fault, traceback)
        self._bar.stop()
        it = self.progress
        if it.made > 1 or it.kept or it.waiting:
            made, kept, waiting, took = it.made, it.kept, it.waiting, f"{it.took:.1f}"
            total = f"{made} made, {kept} unchanged, in {took} s"
            if waiting:
                total = f"{made} made, {kept} unchanged, {waiting} waiting, in {took} s"
            print(translate(total))
        if it.failures and it.expected >= MANY:
            self._list_failures()

    def _list_failures(self) -> None:
        """What scrolled by while many others were made, once more and together."""
        it = self.progress
        lines = [f"{len(it.failures)} of {it.expected} articles could not be made:"]
        lines += [f"  {what}" for _, what in it.failures]
        lines.append("the same command tries only these again: all others are kept")
        for line in lines:
            sys.stderr.write(f"{PROGRAM}: {translate(line)}\n")

    def add_clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """Move the bar on, and show how much audio was made, how fast, and how long the rest takes.

        Where there is no terminal, a line says so every ten seconds.
        """
        super().add_clip(source, paragraph, clip, made=made)
        if self._has_terminal:
            self._move_bar(source)
            return
        with self._lock:
            now = time.perf_counter()
            is_due = now - self._told >= _EVERY
            self._told = now if is_due else self._told
        if is_due:
            self._tell_progress(source)

    def _move_bar(self, source: str) -> None:
        it = self.progress
        left, spoken = it.estimate_left() or 0.0, _format_duration(it.spoken)
        failed, pace = len(it.failures), f"{it.pace:.0f}"
        heard = f"{spoken} audio, {pace} × real time"
        if failed:
            heard = f"{failed} failed, {spoken} audio, {pace} × real time"
        self._bar.update(
            self._task,
            completed=it.took,
            total=it.took + left,
            visible=True,
            source=source,
            count=f"{it.done}/{it.expected}" if it.expected > 1 else f"{it.clips}/{it.paragraphs}",
            heard=translate(heard),
            left=_format_duration(left),
        )

    def _tell_progress(self, source: str) -> None:
        it = self.progress
        heard, pace = _format_duration(it.spoken), f"{it.pace:.0f}"
        if it.expected <= 1:
            clips, all_of = it.clips, it.paragraphs
            line = f"{source}: {clips} of {all_of} paragraphs, {heard} audio, {pace} × real time"
        else:
            left, failed = _format_duration(it.estimate_left() or 0.0), len(it.failures)
            line = (
                f"{it.done} of {it.expected} articles, {failed} failed, {heard} audio, "
                f"{pace} × real time, about {left} left"
            )
        self.notify(line)

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """Print the summary: files and sizes, duration, chapters, loudness, time taken."""
        super().add_edition(source, edition, files, seconds)
        audio = edition.recording.samples / edition.recording.rate
        lines = [f"{path}  {format_size(path.stat().st_size)}" for path in files]
        facts = (
            _format_duration(audio),
            _format_count(edition.sentence_count, "sentence"),
            _format_count(len(edition.chapters), "chapter"),
            f"{edition.loudness.integrated:.1f} LUFS",
            f"peak {edition.loudness.true_peak:.1f} dBTP",
            f"voice {edition.outline.voice}",
        )
        made, kept = edition.work
        work = (
            f"{_format_count(made.number, 'clip')} made ({format_size(made.size)}), "
            f"{kept.number} kept ({format_size(kept.size)}); "
            f"took {seconds:.1f} s ({audio / seconds:.0f} × real time)"
        )
        # Above the bar, if there is one; but always to standard output, and never wrapped.
        self._bar.stop()
        told = ", ".join(map(translate, facts))
        print("\n".join((*lines, f"  {told}", f"  {translate(work)}")), flush=True)
        self._bar.start()

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """Print one line, and count it for the total."""
        super().add_waiting(source, reason, until, text)
        self._bar.stop()
        print(f"{source}  {translate(text)}", flush=True)
        self._bar.start()

    def notify(self, text: str) -> None:
        """Print one line to standard error."""
        self._bar.stop()
        sys.stderr.write(f"{PROGRAM}: {translate(text)}\n")

    def add_pruned(self, given_up: Holding) -> None:
        """Print one line."""
        files = _format_count(given_up.files, "kept file")
        print(translate(f"{files} given up, {format_size(given_up.size)}"))


def list_made(targets: Sequence[Path], files: Sequence[PublishedFile]) -> Iterator[Path]:
    """Each target, and behind it the parts that it leads to: ``a.m3u8``, ``a-01.mp3``."""
    for target in targets:
        yield target
        parts = (file.name for file in files if file.part_of == target.name)
        yield from map(target.with_name, parts)


def _format_duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _format_count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
