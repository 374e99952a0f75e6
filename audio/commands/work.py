"""What ``narrate``, ``build`` and ``voices`` work with: a report, a clip maker and its store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from audio.clips.clip_maker import ClipMaker, open_maker
from audio.commands.reports import EventReport, TextReport
from audio.work.folder_store import FolderStore
from audio.work.report import QuietReport, Report

USER_LIMIT = 5 * 10**9
"""Bytes: what the user's own store may keep."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done and what is told of it."""

    jobs: int | None = None
    """Threads; ``None`` for one a core."""
    cache: Path | None = None
    """Folder of the store; ``None`` for the command's own choice."""
    prune: int | None = None
    """Bytes that the store may keep; ``None`` if it was not asked for."""
    quiet: bool = False
    as_json: bool = False

    def report(self) -> Report:
        """Who is told."""
        if self.as_json:
            return EventReport()
        return QuietReport() if self.quiet else TextReport()

    @contextmanager
    def open_maker(self, report: Report, store: Path | None = None) -> Iterator[ClipMaker]:
        """A clip maker whose store is pruned at the end: if asked, and the user's own store always.

        ``store`` is the command's own folder; without one it is the user's store.
        """
        folder = self.cache or store
        limit = self.prune if folder or self.prune is not None else USER_LIMIT
        place = folder or _users_store()
        with open_maker(place, jobs=self.jobs, report=report) as maker:
            yield maker
        if limit is not None:
            prune(FolderStore(place), limit, report)


def prune(store: FolderStore, limit: int | None, report: Report) -> None:
    """Down to ``limit`` bytes, if there is one, unless another command is using the store."""
    if limit is None:
        return
    given_up = store.prune(limit)
    if given_up is None:
        report.warning(f"{store.folder} is in use by another command and was not pruned")
    elif given_up.files:
        report.pruned(given_up)


def _users_store() -> Path:
    return user_cache_path("audio-edition") / "clips"
