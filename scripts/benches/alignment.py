"""How well forced alignment finds words whose times are known, what it misses, and how fast it is.

For each voice: by how much the starts of words are off, as they are aligned and by letters alone
(median and 95 %), how often a sentence of which nothing is missing is refused, and how often one is
refused from which a long or short word was cut, the last word, four words, or the last three, or in
which four words come twice. The model has learnt the Kokoro voices and the first three of espeak.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.engines import make_engine
from audio.engines.alignment.pronounced_words import list_phonemes
from audio.engines.alignment.word_alignment import WordAlignment, align_words
from audio.engines.alignment.word_lengths import share_time
from audio.errors import EditionError
from audio.normalize import EMPTY_LEXICON, normalize
from audio.readers import read
from audio.records import Line, Mark, Utterance
from audio.segment import segment
from audio.settings import Voice
from audio.work.folder_store import FolderStore

VOICES = (
    "espeak",
    "espeak:hi+f3",
    "espeak:hi+m3",
    "espeak:hi+f5",
    "espeak:hi+m1",
    "kokoro:hf_alpha",
    "kokoro:hf_beta",
    "kokoro:hm_omega",
    "kokoro:hm_psi",
)
EVERY = 5
"""Sentences of the sample articles, of which one is taken."""
WORDS = 8
"""The fewest of a sentence."""
LONG = 4
"""The fewest phonemes of a long word."""


class Sound(NamedTuple):
    """One sentence in one voice."""

    line: Line
    samples: npt.NDArray[np.int16]
    rate: int
    marks: Sequence[Mark]

    def align(self, samples: npt.NDArray[np.int16]) -> WordAlignment:
        """The words of the sentence in ``samples``."""
        return align_words(self.line, list_phonemes(self.line), samples, self.rate)

    def splice(self, *stretches: tuple[int, int]) -> npt.NDArray[np.int16]:
        """The sound of some of its words, by half-open ranges."""
        edges = [0, *(mark.start for mark in self.marks[1:]), len(self.samples)]
        return np.concatenate([self.samples[edges[first] : edges[end]] for first, end in stretches])


def list_lines() -> list[Line]:
    """Sentences of the sample articles."""
    lines = [
        normalize(sentence, EMPTY_LEXICON).line
        for path in sorted(Path("content").glob("*.md"))
        for paragraph in segment(read(str(path)))
        for sentence in paragraph.sentences
    ]
    return [line for line in lines[1::EVERY] if len(line.words) >= WORDS]


def speak_lines(voice: Voice, lines: Sequence[Line]) -> list[Sound]:
    """Lines as the voice says them."""
    engine = make_engine(voice, FolderStore(Path("build/cache")).get_shelf("received"))
    speech = engine.speak(lines)

    def take(line: Line, utterance: Utterance) -> Sound:
        return Sound(line, np.frombuffer(utterance.pcm, np.int16), speech.rate, utterance.marks)

    return list(map(take, lines, speech.utterances))


def describe_errors(sounds: Sequence[Sound]) -> str:
    """Median and 95 % of what starts are off by, aligned and by letters alone, in ms."""
    aligned: list[float] = []
    letters: list[float] = []
    for sound in sounds:
        words = [span.of(sound.line.text) for span in sound.line.words]
        even = share_time(words, sound.marks[0].start, sound.marks[-1].end)
        found = sound.align(sound.samples).marks
        for off, marks in ((aligned, found), (letters, even)):
            pairs = zip(marks, sound.marks, strict=bool(marks))
            off += [1000 * abs(mark.start - there.start) / sound.rate for mark, there in pairs]
    return "".join(
        f"{np.median(off):8.0f}{np.quantile(off, 0.95):6.0f}" for off in (aligned, letters)
    )


def count_refusals(sounds: Sequence[Sound]) -> str:
    """How many of a hundred are refused: whole, and with each fault."""
    refused: dict[str, list[bool]] = {}
    for number, sound in enumerate(sounds):
        count = len(sound.line.words)
        phonemes = list_phonemes(sound.line)
        inner = range(1, count - 1)
        long, short = (
            [word for word in inner if (len(phonemes[word]) >= LONG) == wanted]
            for wanted in (True, False)
        )
        first, second, brief = long[number % len(long)], long[-1], short[number % len(short)]
        at = 1 + number % (count - 5)
        for what, stretches in (
            ("whole", [(0, count)]),
            ("long", [(0, first), (first + 1, count)]),
            ("long", [(0, second), (second + 1, count)]),
            ("short", [(0, brief), (brief + 1, count)]),
            ("last", [(0, count - 1)]),
            ("clause", [(0, at), (at + 4, count)]),
            ("end", [(0, count - 3)]),
            ("twice", [(0, at + 4), (at, count)]),
        ):
            found = sound.align(sound.splice(*stretches))
            refused.setdefault(what, []).append(not found.marks)
    return "".join(f"{100 * np.mean(found):8.0f}" for found in refused.values())


def main() -> None:
    """Print the table."""
    lines = list_lines()
    print(f"{'':20} aligned, ms   letters, ms   refused of 100")
    columns = ("whole", "long", "short", "last", "clause", "end", "twice")
    print(f"{'voice':20}  median  95%  median  95%{''.join(f'{name:>8}' for name in columns)}")
    length = spent = 0.0
    for name in VOICES:
        try:
            sounds = speak_lines(Voice.parse(name), lines)
        except EditionError as error:
            print(f"{name:20} {error}")
            continue
        began = time.process_time()
        for sound in sounds:
            sound.align(sound.samples)
        spent += time.process_time() - began
        length += sum(len(sound.samples) / sound.rate for sound in sounds)
        print(f"{name:20}{describe_errors(sounds)}{count_refusals(sounds)}", flush=True)
    print(f"\n15 s of sound are aligned in {15 * spent / length:.2f} s of one core")


if __name__ == "__main__":
    main()
