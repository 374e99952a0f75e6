"""When each word is heard in what Kokoro said, and the passages of a sentence as one sound."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from audio.engines.kokoro.model import FRAME, RATE
from audio.engines.kokoro.tokens import SpokenPassage
from audio.engines.phonemes.packing import SpokenRun
from audio.records import Mark, Utterance
from audio.sound.loudness import find_heard

_EARLY = 1_500
"""Samples by which the sound of a token comes before its frames (62.5 ms). Against the lengths,
sibilants are heard 55 to 60 ms early, vowels 70 to 75, of each of the four voices."""
_FADE = RATE // 100
_PAUSE = 0.2
"""Seconds at speed 1 between the passages of one sentence."""

Samples = npt.NDArray[np.int16]


def join_passages(
    passages: Sequence[SpokenPassage], runs: Sequence[SpokenRun], speed: float
) -> Utterance:
    """The sound of one line, with a mark for each word."""
    pause = np.zeros(round(_PAUSE / speed * RATE), np.int16)
    sound: list[Samples] = []
    marks: dict[int, Mark] = {}
    at = 0
    for passage, run in zip(passages, runs, strict=True):
        first, last = find_sound(run.samples)
        for part, mark in zip(passage.parts, _time_parts(passage, run, first, last), strict=True):
            start = marks[part.word].start if part.word in marks else at + mark.start - first
            marks[part.word] = Mark(start, at + mark.end - first)
        sound += (_fade(run.samples[first:last]), pause)
        at += last - first + len(pause)
    pcm = np.concatenate(sound[:-1]).astype("<i2").tobytes()
    return Utterance(pcm, tuple(marks[word] for word in sorted(marks)))


def find_sound(samples: Samples) -> tuple[int, int]:
    """Where sound begins and ends, with room for a fade on either side."""
    # After the last token's sound the network's end may click, at about -50 dBFS.
    loud = find_heard(samples[:-_EARLY])
    if not loud.size:
        return 0, len(samples)
    return max(0, int(loud[0]) - _FADE), min(len(samples), int(loud[-1]) + 1 + _FADE)


def _time_parts(passage: SpokenPassage, run: SpokenRun, first: int, last: int) -> list[Mark]:
    """When the parts are heard, in order, each a sample long at least, between two samples."""
    edges = [edge * FRAME - _EARLY for edge in accumulate(run.widths, initial=0)]
    marks: list[Mark] = []
    before = first
    for left, part in zip(range(len(passage.parts) - 1, -1, -1), passage.parts, strict=True):
        # The pad before the first token is the first width.
        start, end = edges[1 + part.start], edges[1 + part.end]
        start = min(max(start, before), last - 2 * left - 1)
        end = min(max(end, start + 1), last - 2 * left)
        marks.append(Mark(start, end))
        before = end
    return marks


def _fade(samples: Samples) -> Samples:
    """Faded in and out over ten milliseconds, so that no joint clicks."""
    if len(samples) < 2 * _FADE:
        return samples
    ramp = np.linspace(0, 1, _FADE)
    faded = samples.copy()
    faded[:_FADE] = (samples[:_FADE] * ramp).astype(np.int16)
    faded[-_FADE:] = (samples[-_FADE:] * ramp[::-1]).astype(np.int16)
    return faded
