"""What tells how the work goes: a bar on a terminal, else a line every ten seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from audio.records import Clip, Paragraph
from audio.work.messages import translate
from audio.work.report import PROGRAM, QuietReport


class ProgressReport(QuietReport):
    """How the work goes and what is worth knowing, on standard error: the output is another's."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True)
        self.bar = Progress(
            TextColumn("{task.fields[source]}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[count]}", markup=False),
            TextColumn("{task.fields[heard]}", markup=False),
            TextColumn("{task.fields[left]}", markup=False),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self.bar.add_task(
            "", total=1, visible=False, source="", count="", heard="", left=""
        )
        self._has_terminal = console.is_terminal

    def __enter__(self) -> Self:
        self.bar.start()
        return super().__enter__()

    def __exit__(self, *raised: object) -> None:
        super().__exit__(*raised)
        self.bar.stop()

    def add_clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """Move the bar on, and show how much audio was made, how fast, and how long the rest takes.

        Where there is no terminal, a line says so every ten seconds.
        """
        super().add_clip(source, paragraph, clip, made=made)
        if self._has_terminal:
            self._move_bar(source)
        elif self.claim_progress():
            self._tell_progress(source)

    def _move_bar(self, source: str) -> None:
        it = self.progress
        left = it.estimate_left()
        spoken, pace = format_duration(it.spoken), f"{it.pace:.0f}"
        heard = f"{spoken} audio, {pace} × real time"
        if failed := len(it.failures):
            heard = f"{failed} failed, {spoken} audio, {pace} × real time"
        self.bar.update(
            self._task,
            completed=it.took,
            total=None if left is None else it.took + left,
            visible=True,
            source=source,
            count=f"{it.done}/{it.expected}" if it.expected > 1 else f"{it.clips}/{it.paragraphs}",
            heard=translate(heard),
            left="" if left is None else format_duration(left),
        )

    def _tell_progress(self, source: str) -> None:
        it = self.progress
        heard, pace = format_duration(it.spoken), f"{it.pace:.0f}"
        if it.expected <= 1:
            clips, all_of = it.clips, it.paragraphs
            line = f"{source}: {clips} of {all_of} paragraphs, {heard} audio, {pace} × real time"
        else:
            done, failed, seconds = it.done, len(it.failures), it.estimate_left()
            line = (
                f"{done} of {it.expected} articles, {failed} failed, {heard} audio, "
                f"{pace} × real time"
            )
            if seconds is not None:
                left = format_duration(seconds)
                line = (
                    f"{done} of {it.expected} articles, {failed} failed, {heard} audio, "
                    f"{pace} × real time, about {left} left"
                )
        self.notify(line)

    def notify(self, text: str) -> None:
        """Print one line to standard error."""
        with self.pause_bar():
            sys.stderr.write(f"{PROGRAM}: {translate(text)}\n")

    @contextmanager
    def pause_bar(self) -> Iterator[None]:
        """Take the bar away for what is printed, which it would wrap; it goes on if it ran."""
        ran = self.bar.live.is_started
        self.bar.stop()
        yield
        if ran:
            self.bar.start()


def format_duration(seconds: float) -> str:
    """``1:02:03`` or ``2:03``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
