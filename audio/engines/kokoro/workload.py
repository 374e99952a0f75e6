"""How much Kokoro computes at once: as many runs as there are cores, as long as memory allows.

A run takes about 1.2 MB for each of its tokens, more where it is spoken slowly, besides 0.35 GB
for the program and the network. With ``_TOKENS`` a core two cores need about 1.1 GB and eight
3.5 GB at most; a run that is longer than all of it waits until it is alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from threading import Condition

from audio.engines import is_waited_for

_TOKENS = 320
"""A core's share of what is under way; a sentence of 30 words has about 230."""


class Workload:
    """What is under way; safe to use from several threads at once."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._now = 0.0
        self._changed = Condition()

    @contextmanager
    def hold(self, tokens: float) -> Iterator[int]:
        """Wait until there is room for so many tokens, and take it while this lasts.

        Gives how many threads may compute them: one, but every core's where somebody waits for
        what is the only run under way.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._now or self._now + tokens <= self._most)
            threads = _count_cores() if is_waited_for.is_set() and not self._now else 1
            self._now += tokens
        try:
            yield threads
        finally:
            with self._changed:
                self._now -= tokens
                self._changed.notify_all()


@cache
def open_pool() -> ThreadPoolExecutor:
    """The threads that compute, one a core, whatever the number of jobs that ask."""
    return ThreadPoolExecutor(_count_cores(), "kokoro")


@cache
def find_workload() -> Workload:
    """The workload of this process."""
    return Workload(_TOKENS * _count_cores())


def _count_cores() -> int:
    has_affinity = hasattr(os, "sched_getaffinity")
    return len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
