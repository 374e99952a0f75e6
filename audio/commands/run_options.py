"""The options ``--jobs --cache --prune --quiet --json``, and a run's report and clip maker."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from audio.clips.clip_maker import ClipMaker, open_maker
from audio.commands.event_report import EventReport
from audio.commands.progress_report import ProgressReport
from audio.commands.text_report import TextReport
from audio.work.bucket import is_bucket, refuse_other_address
from audio.work.folder_store import FolderStore
from audio.work.object_store import ObjectStore
from audio.work.report import QuietReport, Report

log = logging.getLogger(__name__)

USER_LIMIT = 5 * 10**9
"""Bytes: what the user's own store may keep."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of how a command works and what it prints: threads, store, report."""

    jobs: int | None = None
    """Threads; ``None`` for one a core."""
    cache: str | None = None
    """Folder of the store, or a bucket; ``None`` for the command's own choice."""
    cluster: str = ""
    """Address of a cluster's scheduler, or its file; empty for this machine alone."""
    prune: int | None = None
    """Bytes that the store may keep; ``None`` if it was not asked for."""
    quiet: bool = False
    as_json: bool = False
    gives_output: bool = False
    """Whether standard output takes what is made, so that nothing else is printed there."""

    def make_report(self) -> Report:
        """The report that the options ask for: events, nothing but warnings, progress, or text."""
        if self.as_json:
            return EventReport()
        if self.quiet:
            return QuietReport()
        return ProgressReport() if self.gives_output else TextReport()

    @contextmanager
    def open_maker(self, report: Report, store: Path | None = None) -> Iterator[ClipMaker]:
        """A clip maker whose store is pruned at the end: if asked, and the user's own store always.

        ``store`` is the command's own folder; without one it is the user's store.
        """
        refuse_other_address(self.cache or "", "--cache")
        is_shared = bool(self.cache and is_bucket(self.cache))
        folder = Path(self.cache) if self.cache and not is_shared else store
        limit = self.prune if folder or self.prune is not None else USER_LIMIT
        place = folder or _find_users_store()
        # What comes from a bucket is kept in the folder that would have been the store.
        kept = ObjectStore(self.cache, place) if self.cache and is_shared else place
        with open_maker(kept, jobs=self.jobs, report=report, cluster=self.cluster) as maker:
            yield maker
        if limit is not None:
            prune(FolderStore(place), limit, report)


def prune(store: FolderStore, limit: int | None, report: Report) -> None:
    """Prune the store to ``limit`` bytes; not if that is ``None`` or another command uses it."""
    if limit is None:
        return
    given_up = store.prune(limit)
    if given_up is None:
        log.warning("%s is in use by another command and was not pruned", store.folder)
    elif given_up.files:
        report.add_pruned(given_up)


def _find_users_store() -> Path:
    return user_cache_path("audio-edition") / "clips"
