"""Limits of a process that reads what may be made to exhaust it."""

from __future__ import annotations

import sys


def limit_process(seconds: int, size: int) -> None:
    """Give this process ``seconds`` of processor time and ``size`` bytes of memory, and no more.

    Windows knows no such limits, and macOS refuses that of memory: who started it still waits for
    no longer than it wants to.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        try:
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
        except ValueError:
            if sys.platform != "darwin":
                raise
