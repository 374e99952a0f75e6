"""The report for people: a bar while a command works, and what it made."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from audio.commands.progress_report import ProgressReport, format_duration
from audio.records import Edition, PublishedFile
from audio.work.folder_store import Holding
from audio.work.messages import translate
from audio.work.progress import MANY
from audio.work.report import PROGRAM, format_count, format_size


class TextReport(ProgressReport):
    """A progress bar while it works, a summary for each edition, a total for several."""

    def __exit__(self, *raised: object) -> None:
        super().__exit__(*raised)
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
        command = shlex.join([PROGRAM, *sys.argv[1:]])
        lines.append(f"this tries only these again, all others are kept: {command}")
        for line in lines:
            sys.stderr.write(f"{PROGRAM}: {translate(line)}\n")

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """Print the summary: files and sizes, duration, chapters, loudness, time taken."""
        super().add_edition(source, edition, files, seconds)
        audio = edition.recording.samples / edition.recording.rate
        lines = [f"{path}  {format_size(path.stat().st_size)}" for path in files]
        facts = (
            format_duration(audio),
            format_count(edition.sentence_count, "sentence"),
            format_count(len(edition.chapters), "chapter"),
            f"{edition.loudness.integrated:.1f} LUFS",
            f"peak {edition.loudness.true_peak:.1f} dBTP",
            f"voice {edition.outline.voice}",
        )
        made, kept = edition.work
        work = (
            f"{format_count(made.number, 'clip')} made ({format_size(made.size)}), "
            f"{kept.number} kept ({format_size(kept.size)}); "
            f"took {seconds:.1f} s ({audio / seconds:.0f} × real time)"
        )
        told = ", ".join(map(translate, facts))
        with self.pause_bar():
            print("\n".join((*lines, f"  {told}", f"  {translate(work)}")), flush=True)

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """Print one line, and count it for the total."""
        super().add_waiting(source, reason, until, text)
        with self.pause_bar():
            print(f"{source}  {translate(text)}", flush=True)

    def add_pruned(self, given_up: Holding) -> None:
        """Print one line."""
        files = format_count(given_up.files, "kept file")
        print(translate(f"{files} given up, {format_size(given_up.size)}"))


def list_made(targets: Sequence[Path], files: Sequence[PublishedFile]) -> Iterator[Path]:
    """Each target, and behind it the parts that it leads to: ``a.m3u8``, ``a-01.mp3``."""
    for target in targets:
        yield target
        parts = (file.name for file in files if file.part_of == target.name)
        yield from map(target.with_name, parts)
