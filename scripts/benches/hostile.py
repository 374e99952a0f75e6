"""What hostile sources cost: seconds and peak memory of `import` on each, refused in one line.

Run as ``scripts/bench hostile``; beside the documents and feeds of ``tests/readers/hostile.py``
there are large files and pages, and files that are no files.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.readers.hostile import CASES  # noqa: E402 - after the path to it

LAUNCHER = """
import os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
lines = process.stderr.read().count(b"\\n")
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), lines, time.perf_counter() - began, usage.ru_maxrss / 1000)
os._exit(0)
"""
"""A process's peak begins with that of the one it was forked from: this one is small."""


class Cost(NamedTuple):
    """Of one command."""

    code: int
    lines: int
    seconds: float
    peak: float
    """Megabytes."""


def cost(source: str, folder: str) -> Cost:
    """What ``import SOURCE`` takes, the start of the program included."""
    command = [sys.executable, "-m", "audio", "import", source, "--to", f"{folder}/content"]
    launched = [sys.executable, "-c", LAUNCHER, *command]
    done = subprocess.run(launched, capture_output=True, text=True, check=True)
    code, lines, seconds, peak = done.stdout.split()
    return Cost(int(code), int(lines), float(seconds), float(peak))


def page(filling: bytes, times: int) -> Callable[[], bytes]:
    """A page with ``filling`` in it that often."""
    return lambda: b"<html><body><h1>\xe0\xa4\x95</h1>" + filling * times


LARGE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "page of 100 MB": ("a.html", page(b"<p>abcdefgh", 9 * 10**6)),
    "page of 9 MB, one word": ("a.html", page(b"a", 9 * 10**6)),
    "page of 9 MB, 800,000 elements": ("a.html", page(b"<p>abcdefgh", 800_000)),
    "page of 9 MB, 1,800,000 deep": ("a.html", page(b"<div>", 1_800_000)),
    "page of 9 MB, all entities": ("a.html", page(b"&nbsp;", 1_500_000)),
    "page of NULs": ("a.html", page(b"\0", 5 * 10**6)),
    "text of 100 MB, English": ("a.txt", lambda: b"word " * (2 * 10**7)),
    "Markdown of 5 MB, all brackets": ("a.md", lambda: b"[" * (5 * 10**6)),
    "feed of 19 MB, one item": ("a.rss", lambda: b"<rss><channel><item><title>"
                                + b"x" * 19_000_000),
}  # fmt: skip


def sources(folder: Path) -> Iterator[tuple[str, str]]:
    """What to import, by name; written just before."""
    for name, (file, make, _) in CASES.items():
        yield name, written(folder / file, make())
    for name, (file, make) in LARGE.items():
        yield name, written(folder / file, make())
    sparse = folder / "sparse.epub"
    with sparse.open("wb") as file:
        file.truncate(5 * 10**9)
    yield "file of 5 GB", str(sparse)
    yield "endless device", "/dev/zero"
    yield "own machine", "http://127.0.0.1:9/"
    yield "link-local address", "http://169.254.169.254/latest/"
    yield "no such scheme", "file:///etc/passwd"


def written(path: Path, data: bytes) -> str:
    """The path, with ``data`` in it."""
    path.write_bytes(data)
    return str(path)


def main() -> None:
    """Print a line for each, the costliest of all last."""
    worst: list[tuple[str, Cost]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, source in sources(Path(folder)):
            spent = cost(source, folder)
            worst.append((name, spent))
            refused = "refused" if (spent.code, spent.lines) == (2, 1) else f"EXIT {spent.code}"
            print(f"{name:40} {refused:10} {spent.seconds:6.2f} s {spent.peak:8.1f} MB", flush=True)
    slowest = max(worst, key=lambda entry: entry[1].seconds)
    largest = max(worst, key=lambda entry: entry[1].peak)
    print(f"slowest: {slowest[0]}, {slowest[1].seconds:.2f} s")
    print(f"largest: {largest[0]}, {largest[1].peak:.1f} MB")


if __name__ == "__main__":
    main()
