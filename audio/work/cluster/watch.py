"""The watch over a cluster while it is worked for: what Dask says, and whether workers are there.

Dask waits for ever for workers to come, and tells what goes wrong in lines for its own makers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from audio.errors import ClusterError

log = logging.getLogger(__name__)

_EVERY = 5.0
"""Seconds between two looks."""
_QUIETLY = 15.0
"""Seconds that workers may be missing before it is told."""
PATIENCE = 300.0
"""Seconds that workers, or the scheduler, are waited for."""
_TOLD_ELSEWHERE = ("Batched Comm Closed", "Couldn't gather", "Failed to reconnect to scheduler")
"""How lines of Dask's begin that tell of what is begun again, or is told by us."""


@contextmanager
def watch_workers(
    count: Callable[[], int],
    is_waiting: Callable[[], bool],
    give_up: Callable[[ClusterError], None],
) -> Iterator[None]:
    """While this lasts, tell when there are no workers, and give up when none come.

    ``count``: how many there are, or an error; ``is_waiting``: whether anything is to be made.
    """
    ended = threading.Event()
    thread = threading.Thread(
        target=_watch, args=(count, is_waiting, give_up, ended), daemon=True, name="cluster-watch"
    )
    thread.start()
    try:
        yield
    finally:
        ended.set()


def _watch(
    count: Callable[[], int],
    is_waiting: Callable[[], bool],
    give_up: Callable[[ClusterError], None],
    ended: threading.Event,
) -> None:
    seen, is_told = time.monotonic(), False
    while not ended.wait(_EVERY):
        is_there = not is_waiting() or _is_any(count)
        if ended.is_set():
            return
        now = time.monotonic()
        if is_there:
            if is_told:
                log.warning("the cluster has workers again")
            seen, is_told = now, False
        elif now - seen > PATIENCE:
            give_up(
                ClusterError(
                    f"the cluster has had no workers for {PATIENCE / 60:.0f} minutes",
                    hint="start them, then run it again: what was made is kept",
                )
            )
            return
        elif now - seen > _QUIETLY and not is_told:
            is_told = True
            log.warning("the cluster has no workers; they are waited for")


def _is_any(count: Callable[[], int]) -> bool:
    try:
        return count() > 0
    except Exception:  # noqa: BLE001  whatever is wrong with the way to the scheduler
        return False


@contextmanager
def translate_dask() -> Iterator[None]:
    """While this lasts, what Dask warns of is a line of ours, without its tracebacks."""
    top = logging.getLogger("distributed")
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed.")]
    loggers = [top, *map(logging.getLogger, names)]
    before = [(logger, logger.handlers[:], logger.propagate) for logger in loggers]
    for logger in loggers:
        is_top = logger is top
        logger.handlers[:] = [_DaskHandler(logging.WARNING)] if is_top else []
        logger.propagate = not is_top
    try:
        yield
    finally:
        for logger, handlers, propagates in before:
            logger.handlers[:] = handlers
            logger.propagate = propagates


class _DaskHandler(logging.Handler):
    """Tells the first line of what Dask warns of."""

    def emit(self, record: logging.LogRecord) -> None:
        """One warning, unless we tell of it ourselves."""
        text = record.getMessage().strip().partition("\n")[0][:200]
        if not text.startswith(_TOLD_ELSEWHERE):
            why = record.exc_info and record.exc_info[1]
            log.warning("Dask: %s", f"{text} ({why})" if why else text)
