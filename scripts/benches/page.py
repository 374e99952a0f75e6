"""How soon an edition's page opens, plays, seeks and scrolls, in a real browser.

``scripts/bench page``: an article of the show, ten hours, and 300,000 words on one page, spoken as
silence. Milliseconds from a click until the sound moves, the median of five plays and of twenty
seeks with the slowest of each, from a server on this machine; frames later than 50 ms while a hand
turns the wheel through a screenful a turn, and leaps. Needs Chromium, node and what
``scripts/setup --test`` brings them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from build import COMMAND, paragraphs, row, run

EDITIONS = {"half an hour": 4_200, "ten hours": 84_000, "300,000 words": 300_000}
"""Words of each."""
CHAPTER = 20
"""Paragraphs."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SPEED = Path("tests/browser/speed.mjs")


def write_article(path: Path, words: int) -> None:
    """A text of so many words and a heading every ``CHAPTER`` paragraphs."""
    parts = ["लंबा लेख"]
    # The same paragraphs come again, so that few clips have to be made.
    for number, part in enumerate(cycle(list(paragraphs(30)))):
        if words <= 0:
            break
        if number % CHAPTER == 0:
            parts.append(f"## अध्याय {number // CHAPTER + 1}")
        parts.append(part)
        words -= len(part.split())
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def narrate_editions(folder: Path) -> Iterator[str]:
    """Make each edition's MP3 and page; gives the page's path in ``folder``."""
    for number, words in enumerate(EDITIONS.values()):
        source, out = folder / f"{number}.md", folder / str(number)
        out.mkdir()
        write_article(source, words)
        outputs = [part for name in ("a.mp3", "index.html") for part in ("-o", str(out / name))]
        cache = str(folder / "cache")
        run(*COMMAND, "narrate", str(source), "--voice", "silence", "--cache", cache, *outputs)
        yield f"{number}/index.html"


def report(name: str, found: dict[str, object], scrolled: dict[str, object]) -> None:
    """The rows of one edition."""
    row(f"{name}: page opened", f"{found['opened']:.0f} ms")
    row(f"{name}: click to sound", f"{found['play']:.0f} ms, at most {found['slowest_play']:.0f}")
    row(f"{name}: click to a seek", f"{found['seek']:.0f} ms, at most {found['slowest_seek']:.0f}")
    late = f"{scrolled['late']} of {scrolled['frames']} frames, the worst {scrolled['worst']} ms"
    row(f"{name}: late while scrolling", late)


def main() -> None:
    """Print the table."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser or not shutil.which("node") or not (SPEED.parent / "node_modules").is_dir():
        raise SystemExit("scripts/bench page: run scripts/setup --test with Chromium and npm")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = list(narrate_editions(folder))
        command = ["node", str(SPEED), str(folder), browser, *pages]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    lines = list(map(json.loads, done.stdout.splitlines()))
    for name, found in zip(EDITIONS, lines, strict=True):
        report(name, found, found["scroll"])
    row("scripts of a page", f"{lines[0]['kilobytes']:.0f} kB")


if __name__ == "__main__":
    main()
