"""Reports: what a command tells while it works and when it is done.

Results go to standard output. Progress, warnings and errors go to standard error, and progress
only to a terminal. With ``--json`` standard output holds events, one JSON object a line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol

from audio.errors import EditionError
from audio.records import Clip, Edition, Paragraph
from audio.work.folder_store import Holding

PROGRAM = "audio-edition"


class Report(AbstractContextManager["Report"], Protocol):
    """What a command calls as it goes along; from any thread, but ``made`` and ``kept``."""

    def start(self, source: str, paragraphs: int) -> None:
        """The first paragraph of an article is about to be spoken."""

    def clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """A paragraph of it, or a part of one, was ``made`` or else was there already."""

    def made(self, source: str, edition: Edition, files: Sequence[Path], seconds: float) -> None:
        """Its edition is published as ``files``, after ``seconds``."""

    def kept(self, source: str, folder: Path) -> None:
        """What was published of it in ``folder`` is still right."""

    def pruned(self, given_up: Holding) -> None:
        """The store has given up as much."""

    def notice(self, text: str) -> None:
        """Something the user may want to know; all is well."""

    def warning(self, text: str) -> None:
        """Something the user should know."""

    def failure(self, error: EditionError, source: str = "") -> None:
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

    def start(self, source: str, paragraphs: int) -> None:
        """Says nothing."""

    def clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """Says nothing."""

    def made(self, source: str, edition: Edition, files: Sequence[Path], seconds: float) -> None:
        """Says nothing."""

    def kept(self, source: str, folder: Path) -> None:
        """Says nothing."""

    def pruned(self, given_up: Holding) -> None:
        """Says nothing."""

    def notice(self, text: str) -> None:
        """Says nothing."""

    def warning(self, text: str) -> None:
        """One line on standard error."""
        sys.stderr.write(f"{PROGRAM}: warning: {text}\n")

    def failure(self, error: EditionError, source: str = "") -> None:
        """One line on standard error, which names the source in any case."""
        place = "" if source in error.where else f"{source}: "
        sys.stderr.write(f"{PROGRAM}: {place}{error}\n")


def size(count: int) -> str:
    """A number of bytes for people."""
    for unit, limit in (("MB", 1e6), ("kB", 1e3)):
        if count >= limit:
            return f"{count / limit:.1f} {unit}"
    return f"{count} B"
