"""How the time of a piece of work grows with its size, on a machine that others use as well."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TRIES = 6


def measure_growth(work: Callable[[int], object], small: int, large: int, most: float) -> float:
    """How many times as long ``work(large)`` takes as ``work(small)``, in processor time.

    Both are done in turn, until the shortest of each are within ``most`` or six tries are over:
    what else runs at the time makes a measure longer, never shorter.
    """
    short = long = float("inf")
    for _ in range(_TRIES):
        short = min(short, _measure(work, small))
        long = min(long, _measure(work, large))
        if long <= most * short:
            break
    return long / short


def _measure(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    gc.disable()  # how long a collection takes is up to all that other tests have left
    try:
        began = time.process_time_ns()
        work(size)
        return max(1, time.process_time_ns() - began)
    finally:
        gc.enable()
