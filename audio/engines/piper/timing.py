"""When each word is heard in what piper said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from audio.engines.piper.phonemes import Utterable
from audio.errors import SpeechError
from audio.hindi.aksharas import count_aksharas
from audio.records import Line, Mark
from audio.sound.loudness import find_heard

Samples = npt.NDArray[np.int16]


def time_words(said: Utterable, edges: Sequence[int]) -> Iterator[Mark]:
    """A mark a word, exact, each a sample long at least.

    ``edges``: the sample at which each phoneme of ``said`` begins, and where the last one ends.
    Raises ``SpeechError`` when a word was given no time.
    """
    for place, word in enumerate(said.words):
        mark = Mark(edges[word.start], edges[word.end])
        if mark.end <= mark.start:
            phonemes = "".join(said.phonemes[word.start : word.end])
            raise SpeechError(
                f"piper said nothing for {phonemes!r} (word {said.first + place + 1})"
            )
        yield mark


def estimate_words(line: Line, said: Utterable, samples: Samples) -> Iterator[Mark]:
    """A mark a word by its aksharas, between the first and the last sound there is."""
    loud = find_heard(samples)
    first, last = (int(loud[0]), int(loud[-1]) + 1) if loud.size else (0, len(samples))
    words = line.words[said.first : said.first + len(said.words)]
    yield from _share([word.of(line.text) for word in words], Mark(first, last))


def find_edges(widths: Sequence[int], counts: Sequence[int], samples: int) -> list[int] | None:
    """The sample at which each phoneme begins, and where the last one ends.

    ``widths``: what each phoneme id lasts; ``counts``: ids of the sentence's beginning, of each
    phoneme and of its end. Stretched to ``samples``, should the widths be in another unit.
    ``None`` when the widths are not of these phonemes.
    """
    total = sum(widths)
    if total <= 0 or len(widths) != sum(counts):
        return None
    ends = [0, *accumulate(widths)]
    return [ends[at] * samples // total for at in accumulate(counts[:-1])]


def _share(texts: Sequence[str], mark: Mark) -> Iterator[Mark]:
    """The time of neighbouring words, parted by their aksharas; each gets a sample at least."""
    spare = mark.end - mark.start - len(texts)
    if spare < 0:
        raise SpeechError(f"piper said too little for: {' '.join(texts)}")
    weights = [max(1, count_aksharas(text)) for text in texts]
    total = sum(weights)
    done = 0
    start = mark.start
    for index, weight in enumerate(weights, start=1):
        done += weight
        end = mark.start + index + spare * done // total
        yield Mark(start, end)
        start = end
