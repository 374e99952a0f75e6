"""The natural voice against the draft, on the same text: when it is heard, how fast, how big.

``scripts/bench voice [FILE]``; without a file, three paragraphs of the show's own articles. The
networks are prepared before. Seconds are of the clock, so other work on the machine tells; beside
them stand those of the processor.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from build import COMMAND, Run, paragraphs, row, run

VOICES = ("kokoro:hf_alpha", "espeak:hi")
ROUNDS = 2
SENTENCES = 6
"""Spoken by the bare network, the first ones."""


def narrate(source: Path, voice: str, folder: Path, jobs: int = 2) -> tuple[Run, float]:
    """One narration with the store of ``folder``, and how many seconds it lasts."""
    folder.mkdir(exist_ok=True)
    files = folder / "edition.mp3", folder / "edition.json"
    outputs = [part for file in files for part in ("-o", str(file))]
    store = ["--cache", str(folder / "store"), "--jobs", str(jobs), "--quiet"]
    done = run(*COMMAND, "narrate", str(source), "--voice", voice, *outputs, *store)
    return done, float(json.loads(files[1].read_text(encoding="utf-8"))["duration"])


def describe(done: Run, sound: float) -> str:
    """Such as ``31.0 s for 95 s: 3.1 x real time (processor 2.0 x), 1.05 GB``."""
    factors = f"{sound / done.seconds:.1f} x real time (processor {sound / done.processor:.1f} x)"
    return f"{done.seconds:.1f} s for {sound:.0f} s: {factors}, {done.memory / 1e9:.2f} GB"


def measure_voice(text: str, voice: str, folder: Path) -> None:
    """Four rows: the first sentence, the whole on one and two jobs, an edit."""
    folder.mkdir()
    source = folder / "article.txt"
    title, _, body = text.partition("\n\n")
    first, stop, _ = body.partition("।")
    source.write_text(f"{title}\n\n{first}{stop}\n", encoding="utf-8")
    done, _ = narrate(source, voice, folder / "first")
    row(f"{voice}: title and first sentence, cold", f"{done.seconds:.1f} s")
    source.write_text(text, encoding="utf-8")
    for jobs in (1, 2):
        done, sound = narrate(source, voice, folder / f"jobs-{jobs}", jobs)
        row(f"{voice}: all of it, cold, --jobs {jobs}", describe(done, sound))
    before, _, last = text.rstrip().rpartition("\n\n")
    source.write_text(f"{before}\n\nआज की बात। {last}\n", encoding="utf-8")
    done, _ = narrate(source, voice, folder / "jobs-2")
    row(f"{voice}: with one sentence more", f"{done.seconds:.1f} s")


def measure_network(text: str) -> None:
    """Sentences on one thread and on two, in turn; the best of each."""
    from audio.engines.kokoro.model import RATE, load_model
    from audio.engines.kokoro.styles import find_style
    from audio.engines.kokoro.tokens import SpokenPassage, lay_out
    from audio.engines.phonemes.phonemizer import Phonemizer
    from audio.normalize import normalize
    from audio.records import Sentence, Span

    phonemizer = Phonemizer("hi")
    passages: list[SpokenPassage] = []
    written = [part.strip() for part in text.partition("\n\n")[2].split("।")]
    for sentence in [part for part in written if part][:SENTENCES]:
        whole = f"{sentence}।"
        line = normalize(Sentence("p1s1", Span(0, len(whole)), whole)).line
        passages += lay_out(line, phonemizer.phonemize(line))
    passages.sort(key=lambda passage: -len(passage.signs))
    model, style = load_model(), find_style("")

    def speak(threads: int, of: Sequence[SpokenPassage]) -> float:
        began = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            runs = list(pool.map(lambda passage: model.speak(passage, style, 1.0), of))
        return sum(len(one.samples) for one in runs) / RATE / (time.perf_counter() - began)

    speak(1, passages[-1:])
    best = {1: 0.0, 2: 0.0}
    for threads in (1, 2) * ROUNDS:
        best[threads] = max(best[threads], speak(threads, passages))
    for threads, factor in best.items():
        row(f"the network alone, {threads} thread{'s'[: threads - 1]}", f"{factor:.1f} x real time")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="a text in Hindi")
    file = parser.parse_args().file
    text = file.read_text(encoding="utf-8") if file else "\n\n".join(["समाचार", *paragraphs(3)])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        warm = folder / "warm.txt"
        warm.write_text("हाँ\n\nनहीं।\n", encoding="utf-8")
        for voice in VOICES:
            narrate(warm, voice, folder / "warm")
        for voice in VOICES:
            measure_voice(text, voice, folder / voice.replace(":", "-"))
    measure_network(text)


if __name__ == "__main__":
    main()
