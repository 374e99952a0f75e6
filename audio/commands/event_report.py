"""The report for machines: events on standard output, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from audio.errors import EditionError, from_os
from audio.records import Article, Clip, Edition, Paragraph
from audio.work.folder_store import Holding
from audio.work.messages import translate
from audio.work.progress import MANY
from audio.work.report import PROGRAM, QuietReport


class EventReport(QuietReport):
    """Events as JSON lines on standard output; warnings and errors on standard error too."""

    def __exit__(self, *raised: object) -> None:
        """What ends the command is an event too; the line about it comes from ``cli.main``."""
        _, fault, _ = raised
        if isinstance(fault, OSError):
            fault = from_os(fault)
        if isinstance(fault, EditionError):
            self._emit_error(fault, fault.where.source)
        if self.progress.expected >= MANY:
            failed = [source for source, _ in self.progress.failures]
            self._emit("summary", **self._describe_progress(), failed=failed)
        super().__exit__(*raised)

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
        super().add_clip(source, paragraph, clip, made=made)
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
        if self.progress.expected and self.claim_progress():
            failed = len(self.progress.failures)  # each was an event of its own
            self._emit("progress", **self._describe_progress(), failed=failed)

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """``{"event": "edition"}``."""
        super().add_edition(source, edition, files, seconds)
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
        super().add_kept(source, folder)
        self._emit("kept", source=source, folder=str(folder))

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """``{"event": "waiting"}``."""
        super().add_waiting(source, reason, until, text)
        self._emit("waiting", source=source, reason=reason, until=until and until.isoformat())

    def add_pruned(self, given_up: Holding) -> None:
        """``{"event": "pruned"}``."""
        self._emit("pruned", files=given_up.files, bytes=given_up.size)

    def notify(self, text: str) -> None:
        """Print one line to standard error."""
        sys.stderr.write(f"{PROGRAM}: {translate(text)}\n")

    def warn_of(self, sources: Sequence[str], text: str) -> None:
        """``{"event": "warning"}``; with ``sources`` where it is about several files."""
        super().warn_of(sources, text)
        more = {"sources": list(sources)} if len(sources) > 1 else {}
        self._emit("warning", source=sources[0] if sources else "", **more, text=text)

    def fail(self, error: EditionError, source: str = "") -> None:
        """``{"event": "error"}``: of which ``source``, and where as text and as its parts.

        The line and column are those of the ``file``, which may be another than the source.
        """
        super().fail(error, source)
        self._emit_error(error, source)

    def _describe_progress(self) -> dict[str, float | None]:
        """Articles by what became of them, seconds of audio, and seconds taken and left."""
        it = self.progress
        left = it.estimate_left()
        return {
            "articles": it.expected,
            "made": it.made,
            "kept": it.kept,
            "waiting": it.waiting,
            "seconds": round(it.spoken, 3),
            "took": round(it.took, 3),
            "left": None if left is None else round(left, 1),
        }

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


def _round_finite(value: float) -> float | None:
    return round(value, 2) if value > float("-inf") else None
