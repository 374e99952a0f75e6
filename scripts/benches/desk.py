"""How soon an editor hears a sentence at the desk: from the click to the sound, in a real browser.

``scripts/bench desk [VOICE …]``, else espeak and Kokoro. Of each voice in a desk of its own: the
first sentence, clicked as soon as its page is there; sentences of three lengths that were never
spoken before; and corrections, typed and heard in their sentence. Seconds, the median and the
slowest, and the processor's median: one second is wanted of espeak and three of Kokoro on two
cores, and other work on the machine tells. Needs what ``scripts/bench page`` needs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from build import COMMAND, paragraphs, row
from page import BROWSERS

VOICES = ("espeak", "kokoro")
LENGTHS = (40, 90, 180)
"""Signs of a sentence."""
SENTENCES = 3
"""Of each length."""
SPEED = Path("tests/browser/desk_speed.mjs")


def make_sentences() -> Iterator[str]:
    """Words of the show's own articles in a row, as many sentences of each length."""
    words = cycle(" ".join(paragraphs(20)).replace("।", "").split())
    for length in LENGTHS:
        for _ in range(SENTENCES):
            sentence = next(words)
            while len(sentence) < length:
                sentence += f" {next(words)}"
            yield f"{sentence}।"


def write_show(folder: Path, voice: str) -> None:
    """A show of one article, a sentence a paragraph."""
    content = folder / "content"
    content.mkdir()
    content.joinpath("show.toml").write_text(f'voice = "{voice}"\n', encoding="utf-8")
    parts = ["बोलने की गति", "यह पहला वाक्य है, जो सबसे पहले सुना जाता है।", *make_sentences()]
    content.joinpath("a.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def measure(voice: str, browser: str) -> dict[str, Any]:
    """What ``desk_speed.mjs`` finds at the desk of a new show."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_show(folder, voice)
        desk = [*COMMAND, "desk", str(folder / "content"), "--out", str(folder / "build")]
        with subprocess.Popen([*desk, "--no-open"], stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            try:
                done = subprocess.run(
                    ["node", str(SPEED), address, browser, str(server.pid)],
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                )
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(30)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def describe(found: list[dict[str, int]]) -> str:
    """Such as ``0.21 s, at most 0.34 (processor 0.15 s)``."""
    times = [one["milliseconds"] / 1000 for one in found]
    processor = statistics.median(one["processor"] for one in found) / 1000
    return (
        f"{statistics.median(times):.2f} s, at most {max(times):.2f} (processor {processor:.2f} s)"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", nargs="*", default=VOICES, metavar="VOICE")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser or not shutil.which("node") or not (SPEED.parent / "node_modules").is_dir():
        raise SystemExit("scripts/bench desk: run scripts/setup --test with Chromium and npm")
    for voice in parser.parse_args().voices:
        found = measure(voice, browser)
        row(f"{voice}: the first, at once", describe([found["first"]]))
        for what, name in (("heard", "a sentence"), ("corrected", "a correction")):
            for length in LENGTHS:
                near = [one for one in found[what] if length <= one["signs"] < length * 1.5]
                row(f"{voice}: {name} of {length} signs", describe(near))


if __name__ == "__main__":
    main()
