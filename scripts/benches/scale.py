"""A show as it grows: time, memory and bytes at 10, 100, 1,000 and 10,000 articles.

Generated texts, the voice ``silence``. Of each size: the first build, one without changes, one
after an edit of one article; and how each grows from the size before, where 10 is in proportion.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build import COMMAND, Run, run

SIZES = (10, 100, 1000, 10_000)
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


def measure(size: int) -> list[float]:
    """Seconds and megabytes of the three builds; then files in the site, and kB of an article."""
    with tempfile.TemporaryDirectory() as folder:
        content, out = Path(folder) / "content", Path(folder) / "build"
        content.mkdir()
        (content / "show.toml").write_text(SHOW, encoding="utf-8")
        for number in range(size):
            write(content, number)
        command = (*COMMAND, "build", str(content), "--out", str(out), "--quiet")
        runs: list[Run] = [run(*command), run(*command)]
        write(content, size // 2, "\nएक वाक्य और।\n")
        runs.append(run(*command))
        files = [Path(place) / name for place, _, names in os.walk(out) for name in names]
        weight = sum(path.stat().st_size for path in files) / size / 1e3
        own = sum(1 for path in (out / "site").rglob("*") if path.is_file())
        return [*(value for one in runs for value in (one.seconds, one.memory / 1e6)), own, weight]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=1000, help="the largest size")
    most = parser.parse_args().most
    print("articles   first: s    MB   unchanged: s   MB   one edited: s   MB    files  kB/article")
    before: list[float] | None = None
    for size in SIZES:
        if size > most:
            break
        found = measure(size)
        first, memory, same, same_memory, edit, edit_memory, files, weight = found
        print(
            f"{size:8,} {first:10.1f} {memory:5.0f} {same:14.2f} {same_memory:4.0f} "
            f"{edit:15.2f} {edit_memory:4.0f} {files:8,.0f} {weight:11.0f}",
            flush=True,
        )
        if before:
            slopes = [now / then for now, then in zip(found, before, strict=True)]
            print(f"       × {slopes[0]:10.1f} {'':5} {slopes[2]:14.1f} {'':4} {slopes[4]:15.1f}")
        before = found


if __name__ == "__main__":
    main()
