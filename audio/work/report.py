"""Reports: what a command tells while it works and when it is done.

Results go to standard output. Progress, warnings and errors go to standard error, and progress
only to a terminal. With ``--json`` standard output holds events, one JSON object a line.

Any module, in any thread, warns by its logger, ``logging.getLogger(__name__).warning``, and says
what is well but worth knowing by ``info``. While a report is open, it gets all of these. A warning
that begins with a file, ``"%s: …"``, is about that; ``extra={"sources": …}`` names others.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol, Self

from audio.errors import EditionError
from audio.records import Article, Clip, Edition, Paragraph
from audio.work.folder_store import Holding
from audio.work.messages import translate
from audio.work.progress import WorkProgress

PROGRAM = "audio-edition"
_LOGGER = logging.getLogger("audio")
_EVERY = 10.0
"""Seconds between two times that progress is told, at least."""


class Report(AbstractContextManager["Report"], Protocol):
    """Gets what a command does as it goes along.

    From any thread, but for ``add_edition``, ``add_kept`` and ``add_waiting``.
    """

    def remark(self, text: str) -> None:
        """Something to be told when the first article is started, if one is."""

    def expect(self, articles: int) -> None:
        """So many articles are looked at."""

    def add_source(self, article: Article) -> None:
        """An article has been read: its account says what became of its source's text."""

    def add_imported(self, source: str, outcome: str, path: Path) -> None:
        """An article from ``source`` is in the file ``path``, which is `new` or the like."""

    def add_refused(self, error: EditionError) -> None:
        """A source could not be imported, which has been told."""

    def start(self, source: str, paragraphs: int) -> None:
        """The first paragraph of an article is about to be spoken."""

    def add_clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """A paragraph of an article, or a part of one, was ``made`` or else was there already."""

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """The edition of an article is published as ``files``, after ``seconds``."""

    def add_kept(self, source: str, folder: Path) -> None:
        """The edition of an article that was published in ``folder`` is still right."""

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """An article has to wait: ``reason`` is `draft` or `scheduled`, ``text`` says so."""

    def add_pruned(self, given_up: Holding) -> None:
        """The store has given up as much."""

    def fail(self, error: EditionError, source: str = "") -> None:
        """Something could not be made."""


class QuietReport(AbstractContextManager["QuietReport"]):
    """Warnings and errors only. As a context it gets what the modules of ``audio`` log."""

    _remarks: Sequence[str] = ()
    _told = 0.0
    """When progress was told last, in seconds since the work began."""

    def __init__(self) -> None:
        self.progress = WorkProgress()
        self._lock = Lock()

    def __enter__(self) -> Self:
        self._handler = _ReportHandler(self)
        _LOGGER.addHandler(self._handler)
        _LOGGER.setLevel(logging.INFO)
        _LOGGER.propagate = False
        return self

    def __exit__(self, *raised: object) -> None:
        _LOGGER.removeHandler(self._handler)
        _LOGGER.setLevel(logging.NOTSET)
        _LOGGER.propagate = True

    def remark(self, text: str) -> None:
        """Have ``text``, if it is not empty, told when the first article is started."""
        self._remarks = (*self._remarks, text) if text else self._remarks

    def expect(self, articles: int) -> None:
        """Counts the articles, as what becomes of each is counted, and says nothing."""
        self.progress.expected += articles

    def add_source(self, article: Article) -> None:
        """Says nothing."""

    def add_imported(self, source: str, outcome: str, path: Path) -> None:
        """Says nothing."""

    def add_refused(self, error: EditionError) -> None:
        """Says nothing."""

    def start(self, source: str, paragraphs: int) -> None:
        """Tells what was remarked for now, and else nothing."""
        with self._lock:
            self.progress.started += 1
            self.progress.paragraphs += paragraphs
        remarks, self._remarks = self._remarks, ()
        for text in remarks:
            self.notify(text)

    def add_clip(self, source: str, paragraph: Paragraph, clip: Clip, *, made: bool) -> None:
        """Says nothing."""
        with self._lock:
            self.progress.clips += 1
            self.progress.spoken += clip.samples / clip.rate

    def add_edition(
        self, source: str, edition: Edition, files: Sequence[Path], seconds: float
    ) -> None:
        """Says nothing."""
        self.progress.made += 1

    def add_kept(self, source: str, folder: Path) -> None:
        """Says nothing."""
        self.progress.kept += 1

    def add_waiting(self, source: str, reason: str, until: datetime | None, text: str) -> None:
        """Says nothing."""
        self.progress.waiting += 1

    def add_pruned(self, given_up: Holding) -> None:
        """Says nothing."""

    def claim_progress(self) -> bool:
        """Whether progress is to be told, ten seconds after the last time: the next ten begin."""
        with self._lock:
            took = self.progress.took
            is_due = took - self._told >= _EVERY
            self._told = took if is_due else self._told
        return is_due

    def notify(self, text: str) -> None:
        """Something is well but worth knowing: says nothing."""

    def warn(self, text: str) -> None:
        """One line on standard error."""
        sys.stderr.write(f"{PROGRAM}: {translate('warning')}: {translate(text)}\n")

    def warn_of(self, sources: Sequence[str], text: str) -> None:
        """A warning about these files, the first of which ``text`` names."""
        self.warn(text)

    def fail(self, error: EditionError, source: str = "") -> None:
        """One line on standard error, which names the source in any case."""
        error.locate(source=source)
        place = "" if source in ("", error.where.source) else f"{source}: "
        if source:
            self.progress.failures.append((source, f"{place}{error.where}: {error.what}"))
        sys.stderr.write(f"{PROGRAM}: {place}{translate(str(error))}\n")


class _ReportHandler(logging.Handler):
    """Gives a report the warnings and notices that modules log."""

    def __init__(self, report: QuietReport) -> None:
        super().__init__()
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """One of them; notices are of the level ``INFO``."""
        if record.levelno >= logging.WARNING:
            self._report.warn_of(_get_sources(record), record.getMessage())
        else:
            self._report.notify(record.getMessage())


def _get_sources(record: logging.LogRecord) -> tuple[str, ...]:
    """The files that a warning is about: those it was given, or the one that it begins with."""
    told: tuple[str, ...] | None = getattr(record, "sources", None)
    if told is not None:
        return told
    if isinstance(record.args, tuple) and str(record.msg).startswith("%s: "):
        return (str(record.args[0]),)
    return ()


def format_count(number: int, name: str) -> str:
    """A number of things by their name: ``1 file``, ``3 files``."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def format_size(count: int) -> str:
    """A number of bytes as people read it: 2300000 as ``2.3 MB``."""
    for unit, limit in (("MB", 1e6), ("kB", 1e3)):
        if count >= limit:
            return f"{count / limit:.1f} {unit}"
    return f"{count} B"
