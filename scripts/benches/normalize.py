"""The normalizer's start-up, speed, memory, and whether its time grows with the text alone.

Processor time of child processes is what the operating system accounts to them; each figure is
the median of several runs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from audio.normalize import tokenize

COMMAND = [sys.executable, "-m", "audio", "normalize"]
RUNS = 5
HOSTILE = {
    "digits": "9" * 40,
    "digits and commas": "9," * 20,
    "digits and dots": "9." * 20,
    "digits and hyphens": "9-" * 20,
    "digits and slashes": "1/2/" * 10,
    "digits and colons": "1:2:" * 10,
    "rupee signs": "₹" * 40,
    "open brackets": "(" * 40,
    "dotted letters": "ए." * 20,
    "Latin letters": "aB" * 20,
    "at signs": "a@" * 20,
    "dots": "." * 40,
    "quotes": "'" * 40,
    "joined words": "बीसी" * 10,
    "viramas": "क्" * 20,
    "spaces": " " * 40,
}


class Cost(NamedTuple):
    """What one run took."""

    processor: float
    """Seconds, user and system."""
    memory: int
    """Peak resident bytes."""


def cost(text: bytes) -> Cost:
    """Run the command over ``text``."""
    with tempfile.TemporaryFile() as source:
        source.write(text)
        source.seek(0)
        process = subprocess.Popen(COMMAND, stdin=source, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{COMMAND} failed with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def median_cost(text: bytes) -> Cost:
    """The median of several runs; the first, which warms the disk cache, does not count."""
    costs = [cost(text) for _ in range(RUNS + 1)][1:]
    return Cost(statistics.median(c.processor for c in costs), max(c.memory for c in costs))


def growth(unit: str) -> tuple[float, float]:
    """Seconds for 40,000 characters of ``unit``, and how much longer four times as many take."""

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        began = time.process_time()
        tokenize(text)
        return time.process_time() - began

    short = statistics.median(seconds(40_000) for _ in range(3))
    return short, seconds(160_000) / short


def main() -> None:
    """Print the table."""
    articles = sorted(Path("content").glob("*.md"))
    text = "".join(path.read_text(encoding="utf-8") for path in articles)
    text *= 1 + 2_000_000 // len(text)
    start = median_cost(b"")
    whole = median_cost(text.encode())
    speed = len(text) / (whole.processor - start.processor)
    print(f"{'start-up, processor time':40} {start.processor:12.3f} s")
    print(f"{'speed on one core, start-up aside':40} {speed:12,.0f} characters a second")
    print(f"{'peak memory, empty input':40} {start.memory / 1e6:12.1f} MB")
    print(f"{f'peak memory, {len(text):,} characters':40} {whole.memory / 1e6:12.1f} MB")
    print("\none line of 40,000 characters           seconds   × for four times as many")
    for name, unit in HOSTILE.items():
        seconds, times = growth(unit)
        print(f"  {name:38} {seconds:7.3f}   {times:.1f}")


if __name__ == "__main__":
    main()
