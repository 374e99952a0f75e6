"""The two reports of the command line: for people, and for machines.

With ``--json`` standard output holds events, one JSON object a line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from audio.errors import EditionError, from_os
from audio.records import Article, Clip, Edition, Paragraph, PublishedFile
from audio.work.folder_store import Holding
from audio.work.messages import translate
from audio.work.report import PROGRAM, QuietReport, format_size

_EVERY = 10.0
"""Seconds between two lines of progress where there is no bar."""


class EventReport(QuietReport):
    """Events as JSON lines on standard output; warnings and errors on standard error too."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """What ends the command is an event too; the line about it comes from ``cli.main``."""
        if isinstance(fault, OSError):
            fault = from_os(fault)
        if isinstance(fault, EditionError):
            self._emit_error(fault, fault.where.source)
        super().__exit__(kind, fault, traceback)

    def add_source(self, article: Article) -> None:
        """``{"event": "source"}``: how much was taken, what was left out and why, what is lost."""
        account = article.account
        if account is None:
            return
        left_out = [{"reason": why, "text": text} for text, why in account.left_out]
        lost = list(account.unexplained)
        self._emit(
            "source",
            source=article.origin,
            taken=account.taken,
            left_out=left_out,
            unexplained=lost,
        )

    def add_imported(self, source: str, outcome: str, path: Path) -> None:
        """``{"event": "imported"}``."""
        self._emit("imported", source=source, outcome=str(outcome), path=str(path))

    def add_refused(self, error: EditionError) -> None:
        """``{"event": "error"}``, as of ``fail``."""
        self._emit_error(error, error.where.source)

    def start(self, source: str, paragraphs: int) -> None:
        """``{"event": "start"}``."""
        super().start(source, paragraphs)
        self._emit("start", source=source, paragraphs=paragraphs)

    def add_clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """``{"event": "clip"}``; with ``part``, from 1, where a long paragraph is in parts."""
        part = {"part": paragraph.part} if paragraph.part else {}
        self._emit(
            "clip",
            source=source,
            paragraph=paragraph.id,
            **part,
            sentences=[sentence.id for sentence in paragraph.sentences],
            seconds=round(clip.samples / clip.rate, 6),
            bytes=clip.frames.size,
            kept=not made,
        )

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """``{"event": "edition"}``."""
        recording = edition.recording
        made, kept = edition.work
        self._emit(
            "edition",
            source=source,
            title=edition.outline.article.title,
            files=[{"path": str(path), "bytes": path.stat().st_size} for path in files],
            seconds=round(recording.samples / recording.rate, 6),
            sentences=edition.sentence_count,
            chapters=len(edition.chapters),
            voice=edition.outline.voice,
            loudness=_round_finite(edition.loudness.integrated),
            true_peak=_round_finite(edition.loudness.true_peak),
            clips_made=made.number,
            bytes_made=made.size,
            clips_kept=kept.number,
            bytes_kept=kept.size,
            took=round(seconds, 3),
        )

    def add_kept(self, source: str, folder: Path) -> None:
        """``{"event": "kept"}``."""
        self._emit("kept", source=source, folder=str(folder))

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """``{"event": "waiting"}``."""
        self._emit("waiting", source=source, reason=reason, until=until and until.isoformat())

    def add_pruned(self, given_up: Holding) -> None:
        """``{"event": "pruned"}``."""
        self._emit("pruned", files=given_up.files, bytes=given_up.size)

    def notify(self, text: str) -> None:
        """Print one line to standard error."""
        sys.stderr.write(f"{PROGRAM}: {translate(text)}\n")

    def warn(self, text: str) -> None:
        """``{"event": "warning"}``."""
        super().warn(text)
        self._emit("warning", text=text)

    def fail(self, error: EditionError, source: str = "") -> None:
        """``{"event": "error"}``: of which ``source``, and where as text and as its parts.

        The line and column are those of the ``file``, which may be another than the source.
        """
        super().fail(error, source)
        self._emit_error(error, source)

    def _emit_error(self, error: EditionError, source: str) -> None:
        place = asdict(error.where)
        file = place.pop("source")
        where = str(error.where)
        self._emit(
            "error",
            source=source,
            where=where,
            file=file,
            **place,
            what=error.what,
            hint=error.hint,
        )

    def _emit(self, event: str, **fields: object) -> None:
        line = json.dumps({"event": event, **fields}, ensure_ascii=False)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


class TextReport(QuietReport):
    """A progress bar while it works, a summary for each edition, a total for several."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.fields[source]}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f}"),
            TextColumn("{task.fields[heard]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=0, visible=False, source="", heard="")
        self._lock = Lock()
        self._began = self._told = time.perf_counter()
        self._has_terminal = console.is_terminal
        self._total = self._done = 0
        self._spoken = 0.0
        """Seconds of audio made so far."""
        self._made = 0
        self._kept = self._waiting = 0

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
        if self._made + self._kept > 1 or self._kept or self._waiting:
            made, kept, waiting = self._made, self._kept, self._waiting
            took = f"{time.perf_counter() - self._began:.1f}"
            total = f"{made} made, {kept} unchanged, in {took} s"
            if waiting:
                total = f"{made} made, {kept} unchanged, {waiting} waiting, in {took} s"
            print(translate(total))

    def start(self, source: str, paragraphs: int) -> None:
        """Make the bar longer by so many paragraphs."""
        super().start(source, paragraphs)
        with self._lock:
            self._total += paragraphs
        self._bar.update(self._task, total=self._total, visible=True, source=source)

    def add_clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """Move the bar by one, and show how much audio was made and how fast.

        Where there is no terminal, a line says so every ten seconds.
        """
        with self._lock:
            self._spoken += clip.samples / clip.rate
            self._done += 1
            now = time.perf_counter()
            is_due = not self._has_terminal and now - self._told >= _EVERY
            self._told = now if is_due else self._told
        pace = self._spoken / (now - self._began)
        heard = f"{_format_duration(self._spoken)} audio, {pace:.0f} × real time"
        self._bar.update(self._task, advance=1, source=source, heard=heard)
        if is_due:
            self.notify(f"{source}: {self._done} of {self._total} paragraphs, {heard}")

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """Print the summary: files and sizes, duration, chapters, loudness, time taken."""
        self._made += 1
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

    def add_kept(self, source: str, folder: Path) -> None:
        """Count it for the total that is printed at the end."""
        self._kept += 1

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """Print one line, and count it for the total."""
        self._waiting += 1
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


def _round_finite(value: float) -> float | None:
    return round(value, 2) if value > float("-inf") else None
