"""A show as it grows: what 10, 100, 1,000 and 10,000 articles take, and the slope.

Generated texts, the voice ``silence``. Of each size: the first build, one without changes, one
after an edit of one article, in seconds of the clock and of the processor and megabytes of memory;
then what lies on disk. ``×`` tells how each figure grows from the size before, where 10 is in
proportion, and the last column what 100,000 articles would take if each took what it took between
the two largest sizes. All sizes take half an hour of two processors; ``--most 1000`` bounds them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from build import COMMAND, Run, run

SIZES = (10, 100, 1000, 10_000)
ARCHIVE = 100_000
"""Articles that are reckoned, not built."""
SHOW = (
    'title = "शो"\nlink = "https://example.org/show/"\nvoice = "silence"\nemail = "a@example.org"\n'
)
ARTICLE = """---
title: लेख संख्या {n}
date: {year}-{month:02}-{day:02}
---

यह लेख संख्या {n} है। नदी के किनारे एक गाँव है, जहाँ {people} लोग रहते हैं।

## दूसरा भाग

बारिश के बाद रास्ता {days} दिन बंद रहा। लोगों ने {n} नावों से नदी पार की।
"""


class Measured(NamedTuple):
    """What a show of some size takes."""

    size: int
    """Articles."""
    figures: Mapping[str, float]
    """By what they tell, in the order in which they are printed."""


def write(content: Path, number: int, more: str = "") -> None:
    """An article that no other is the same as."""
    text = ARTICLE.format(
        n=number,
        year=2000 + number // 336 % 25,
        month=number // 28 % 12 + 1,
        day=number % 28 + 1,
        people=1000 + number * 7,
        days=number % 31 + 2,
    )
    (content / f"a{number:06}.md").write_text(text + more, encoding="utf-8")


def measure(size: int) -> Measured:
    """Build a show of ``size`` articles, build it again, edit one and build it once more."""
    with tempfile.TemporaryDirectory() as folder:
        content, out = Path(folder) / "content", Path(folder) / "build"
        content.mkdir()
        (content / "show.toml").write_text(SHOW, encoding="utf-8")
        for number in range(size):
            write(content, number)
        command = (*COMMAND, "build", str(content), "--out", str(out), "--quiet")
        builds = {"first": run(*command), "same": run(*command)}
        write(content, size // 2, "\nएक वाक्य और।\n")
        builds["edit"] = run(*command)
        told = (pair for name, one in builds.items() for pair in tell_build(name, one))
        return Measured(size, {**dict(told), **dict(weigh(out))})


def tell_build(name: str, build: Run) -> Iterator[tuple[str, float]]:
    """Yield its figures."""
    yield f"{name}: s", build.seconds
    yield f"{name}: CPU s", build.processor
    yield f"{name}: MB", build.memory / 1e6


def weigh(out: Path) -> Iterator[tuple[str, float]]:
    """Yield the figures of what lies in the build's folder."""
    site = out / "site"
    folders, sizes = Counter[str](), Counter[str]()
    for place, inner, names in os.walk(out):
        folders[place] += len(names) + len(inner)
        for name in names:
            state = (Path(place) / name).stat()
            sizes["all"] += 512 * state.st_blocks
            sizes[find_kind(Path(place) / name, out)] += state.st_size
    yield "files", sum(1 for path in site.rglob("*") if path.is_file())
    yield "most in a folder", max(folders.values())
    yield "feed documents", len(list(site.glob("feed*.xml")))
    yield "largest kB", max(path.stat().st_size for path in site.glob("feed*.xml")) / 1e3
    yield "search kB", sizes["search"] / 1e3
    yield "sitemap kB", (site / "sitemap.xml").stat().st_size / 1e3
    for kind in ("all", "sound", "clips", "pages", "covers"):
        yield f"{kind}: MB", sizes[kind] / 1e6


def find_kind(path: Path, out: Path) -> str:
    """What the bytes of a file are counted as; empty for what is not told apart."""
    top, *inner = path.relative_to(out).parts
    if top == "clips":
        return {".clip": "clips", ".cover": "covers"}.get(path.suffix, "")
    if inner and inner[0].startswith("search."):
        return "search"
    return {".mp3": "sound", ".html": "pages", ".jpg": "covers"}.get(path.suffix, "")


def reckon(small: Measured, large: Measured) -> dict[str, float]:
    """The figures of an archive, if each article more takes what it took between the two."""
    more = (ARCHIVE - large.size) / (large.size - small.size)
    known = small.figures
    return {name: now + more * (now - known[name]) for name, now in large.figures.items()}


def find_slopes(small: Measured, large: Measured) -> dict[str, float]:
    """How many times larger each figure is."""
    return {name: now / (small.figures[name] or now) for name, now in large.figures.items()}


def main() -> None:
    """Print a line a figure, a column a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest size")
    most = parser.parse_args().most
    found: list[Measured] = []
    for size in (size for size in SIZES if size <= most):
        found.append(measure(size))
        print_figures(found)


def print_figures(found: Sequence[Measured]) -> None:
    """Print all that is known so far."""
    columns = [(f"{found[0].size:,}", found[0].figures)]
    for small, large in pairwise(found):
        columns += [(f"{large.size:,}", large.figures), ("×", find_slopes(small, large))]
    if len(found) > 1:
        columns.append((f"{ARCHIVE:,}", reckon(*found[-2:])))
    print(f"{'articles':18}", *(f"{head:>9}" for head, _ in columns))
    for name in found[0].figures:
        print(f"{name:18}", *(f"{show(figures[name]):>9}" for _, figures in columns))
    print(flush=True)


def show(value: float) -> str:
    """A figure in three digits or more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    main()
