"""Narrating, joining and rebuilding, as ratios of pairs measured in one run.

Needs the programs espeak-ng and lame for the comparison with a shell pipeline; without them that
row says so. ``--long`` adds what takes minutes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

COMMAND = [sys.executable, "-m", "audio"]
PARAGRAPHS = 98
"""About forty minutes."""


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    memory: int
    """Peak resident bytes."""
    processor: float
    """Seconds, user and system."""


LAUNCHER = """
import os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - began, usage.ru_maxrss,
      usage.ru_utime + usage.ru_stime)
"""
"""A process counts as its own the memory of the one that started it: so a small one does."""


def run(*command: str) -> Run:
    """Run to the end, with what it prints thrown away."""
    launched = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *command],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    code, seconds, kilobytes, processor = launched.stdout.split()
    if code != "0":
        raise SystemExit(f"{command} failed with {code}")
    return Run(float(seconds), 1024 * int(kilobytes), float(processor))


def paragraphs(count: int) -> Iterator[str]:
    """Long paragraphs of the show's own articles, no two the same."""
    text = "\n\n".join(
        path.read_text(encoding="utf-8").partition("\n---\n")[2]
        for path in sorted(Path("content").glob("*.md"))
    )
    long = [part for part in text.split("\n\n") if len(part) > 300 and part[0] not in "#>*-"]
    for number, part in zip(range(1, count + 1), cycle(long), strict=False):
        yield f"क्रम {number}। {part}"


def article(path: Path, count: int, title: str = "लंबा लेख") -> Path:
    """An article of ``count`` paragraphs."""
    path.write_text("\n\n".join([title, *paragraphs(count)]) + "\n", encoding="utf-8")
    return path


def narrate(source: Path, out: Path, cache: Path) -> Run:
    """A narration by espeak with a store of its own."""
    return run(
        *(*COMMAND, "narrate", str(source), "-o", str(out)),
        *("--voice", "espeak", "--cache", str(cache), "--quiet"),
    )


def median(measure: Callable[[], float], times: int = 3) -> float:
    """The median of several measurements."""
    return statistics.median(measure() for _ in range(times))


def row(name: str, value: str) -> None:
    """One line of the table."""
    print(f"{name:64} {value}", flush=True)


def against_the_shell(folder: Path) -> None:
    """A cold build of forty minutes against espeak-ng | lame over the same words."""
    if not (shutil.which("espeak-ng") and shutil.which("lame")):
        row("cold build / espeak-ng | lame", "espeak-ng or lame is not installed")
        return
    source = article(folder / "forty.txt", PARAGRAPHS)
    words = folder / "words.txt"
    with words.open("w", encoding="utf-8") as file:
        subprocess.run([*COMMAND, "normalize", str(source)], stdout=file, check=True)
    pipeline = (
        f"espeak-ng -v hi -s 165 -f {words} --stdout"
        f" | lame --quiet -b 64 -m m --resample 44.1 - {folder}/shell.mp3"
    )

    pairs: list[tuple[Run, Run]] = []
    for _ in range(3):
        shutil.rmtree(folder / "cold", ignore_errors=True)
        ours = narrate(source, folder / "forty.mp3", folder / "cold")
        pairs.append((ours, run("sh", "-c", pipeline)))
    elapsed = statistics.median(ours.seconds / shell.seconds for ours, shell in pairs)
    used = statistics.median(ours.processor / shell.processor for ours, shell in pairs)
    row("cold build of 40 minutes / espeak-ng | lame", f"{elapsed:.2f}")
    row("  in processor time", f"{used:.2f}")


def joining(folder: Path) -> None:
    """Joining 400 clips of ten seconds by frames against pydub's +=, and 800 against 400."""
    import numpy as np

    from audio.records import Clip, Frames
    from audio.sound import encoding, joining, mpeg
    from audio.sound.joining import Joiner
    from audio.sound.mastering import AudioSegment
    from audio.work.folder_store import FolderStore
    from audio.work.keys import make_key
    from audio.work.store import CLIP

    samples = np.zeros(10 * 44_100 // mpeg.SAMPLES * mpeg.SAMPLES, np.int16)
    frames = encoding.encode(samples, 44_100, 64)
    store, key = FolderStore(folder / "joining"), make_key("ten seconds")
    store.get_shelf(CLIP).put(key, frames)
    place = Frames(CLIP, key, 0, len(frames))
    clip = Clip(place, 44_100, len(samples) + mpeg.SAMPLES, (), (), 0.0)
    segment = AudioSegment(samples.tobytes(), sample_width=2, frame_rate=44_100, channels=1)

    def ours(count: int) -> float:
        began = time.perf_counter()
        joiner = Joiner(44_100, 64)
        for _ in range(count):
            joiner.append(clip)
        with (folder / "joined").open("wb") as file:
            joining.write_recording(joiner.make_recording(), file, store)
        return time.perf_counter() - began

    def pydub(count: int) -> float:
        began = time.perf_counter()
        whole = AudioSegment.empty()
        for _ in range(count):
            whole += segment
        return time.perf_counter() - began

    row("joining 400 clips of 10 s / pydub's +=", f"{ours(400) / pydub(400):.4f}")
    row("joining 800 clips / joining 400", f"{median(lambda: ours(800) / ours(400)):.2f}")


def unchanged(folder: Path) -> None:
    """A rebuild of a thousand articles of which none has changed."""
    content = folder / "content"
    content.mkdir()
    for number in range(1000):
        text = f"लेख संख्या {number}\n\nयह लेख संख्या {number} है।\n"
        (content / f"a{number:04}.txt").write_text(text, encoding="utf-8")
    (content / "show.toml").write_text('voice = "espeak"\n', encoding="utf-8")
    command = [*COMMAND, "build", str(content), "--out", str(folder / "build"), "--quiet"]
    cold = run(*command).seconds
    warm = median(lambda: run(*command).seconds)
    row("rebuild of 1,000 unchanged short articles", f"{warm:.2f} s ({warm / cold:.3f} of cold)")


def long_editions(folder: Path) -> None:
    """Ten hours: an edit against the cold build, peak memory against a quarter of an hour."""
    short = narrate(article(folder / "short.txt", 37), folder / "short.mp3", folder / "s")
    source = article(folder / "ten.txt", 15 * PARAGRAPHS)
    cold = narrate(source, folder / "ten.mp3", folder / "t")
    edits = [edited(source, number, folder) for number in range(300, 800, 100)]
    edit = statistics.median(run.seconds for run in edits)
    row("edit of one word in about 10 hours / cold build", f"{edit / cold.seconds:.4f}")
    row("  in seconds", f"{edit:.2f} of {cold.seconds:.0f}")
    row("peak memory, 10 hours / 15 minutes", f"{cold.memory / short.memory:.2f}")
    row("  in MB", f"{cold.memory / 1e6:.0f} / {short.memory / 1e6:.0f}")
    drift(folder)


def edited(source: Path, number: int, folder: Path) -> Run:
    """A narration after one word of one paragraph has changed."""
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(f"क्रम {number}।", f"क्रमांक {number}।"), encoding="utf-8")
    return narrate(source, folder / "ten.mp3", folder / "t")


def drift(folder: Path) -> None:
    """How far edition.json is from the decoded audio at the end of four hours."""
    import av

    mp3, data = folder / "four.mp3", folder / "four.json"
    source = article(folder / "four.txt", 6 * PARAGRAPHS)
    run(
        *COMMAND,
        "narrate",
        str(source),
        "-o",
        str(mp3),
        "-o",
        str(data),
        "--voice",
        "espeak",
        "--cache",
        str(folder / "t"),
        "--quiet",
    )
    with av.open(str(mp3), "r") as container:
        decoded = sum(frame.samples for frame in container.decode(audio=0))
    told = json.loads(data.read_text(encoding="utf-8"))["samples"]
    row(f"drift at the end of {told / 44_100 / 3600:.1f} hours", f"{decoded - told} samples")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="add what takes minutes")
    wanted = parser.parse_args()
    measures = [against_the_shell, joining, unchanged]
    for measure in [*measures, long_editions] if wanted.long else measures:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder))


if __name__ == "__main__":
    main()
