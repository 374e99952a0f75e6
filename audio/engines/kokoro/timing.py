"""When each word is heard in what Kokoro said, and the passages of a sentence as one sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from audio.engines.kokoro.model import FRAME, RATE
from audio.engines.kokoro.pauses import (
    FADE,
    PASSAGE,
    Pause,
    Samples,
    find_due,
    find_pauses,
)
from audio.engines.kokoro.tokens import SpokenPassage
from audio.engines.phonemes.packing import SpokenRun
from audio.records import Mark, Utterance
from audio.sound.loudness import find_heard

_EARLY = 1_128
"""Samples by which the sound of a token comes before its frames (47 ms), in all four voices."""
_SPACE = 4
"""Frames that the space between two words may have without being a pause: the sound of the second
begins in it."""
_TAIL = 1_500
"""Samples at the end of what the network gives in which nothing is said, but it may click, at about
-50 dBFS."""


def join_passages(
    passages: Sequence[SpokenPassage], runs: Sequence[SpokenRun], speed: float
) -> Utterance:
    """The sound of one line, with a mark for each word."""
    sound: list[Samples] = []
    marks: dict[int, Mark] = {}
    at = 0
    for passage, run in zip(passages, runs, strict=True):
        first, last = find_sound(run.samples)
        said = _time_parts(passage, run, first, last)
        pauses = find_pauses(passage, run.samples, said, speed)
        for part, mark in zip(passage.parts, _move_marks(said, pauses), strict=True):
            start = marks[part.word].start if part.word in marks else at + mark.start - first
            marks[part.word] = Mark(start, at + mark.end - first)
        due = max(PASSAGE, find_due(passage.signs[passage.parts[-1].end :]))
        for start, end, pause in _list_stretches(first, last, pauses, round(due / speed * RATE)):
            sound += (_fade(run.samples[start:end]), np.zeros(pause, np.int16))
            at += end - start + pause
    pcm = np.concatenate(sound[:-1]).astype("<i2").tobytes()
    return Utterance(pcm, tuple(marks[word] for word in sorted(marks)))


def _list_stretches(
    first: int, last: int, pauses: Sequence[Pause | None], after: int
) -> Iterator[tuple[int, int, int]]:
    """The stretches of sound between pauses: begin, end, and the length of the pause after."""
    for pause in pauses:
        if pause and pause.added:
            yield first, pause.middle, pause.added
            first = pause.middle
    yield first, last, after


def _move_marks(marks: Sequence[Mark], pauses: Sequence[Pause | None]) -> Iterator[Mark]:
    """The marks with the pauses put in: words end where a silence begins, and begin at its end."""
    moved = 0
    for mark, before, after in zip(marks, (None, *pauses), (*pauses, None), strict=True):
        moved += before.added if before else 0
        start = before.end if before else mark.start
        end = after.start if after else mark.end
        yield Mark(start + moved, end + moved)


def find_sound(samples: Samples) -> tuple[int, int]:
    """Where sound begins and ends, with room for a fade on either side."""
    loud = find_heard(samples[:-_TAIL])
    if not loud.size:
        return 0, len(samples)
    return max(0, int(loud[0]) - FADE), min(len(samples), int(loud[-1]) + 1 + FADE)


def _time_parts(passage: SpokenPassage, run: SpokenRun, first: int, last: int) -> list[Mark]:
    """When the parts are heard, in order, each a sample long at least, between two samples."""
    edges = [edge * FRAME - _EARLY for edge in accumulate(run.widths, initial=0)]
    marks: list[Mark] = []
    before = first
    for left, part in zip(range(len(passage.parts) - 1, -1, -1), passage.parts, strict=True):
        # The pad before the first token is the first width.
        start, end = edges[1 + part.start], edges[1 + part.end]
        if not marks or start - before <= _SPACE * FRAME:
            start = before
        start = min(max(start, before), last - 2 * left - 1)
        end = min(max(end, start + 1), last - 2 * left)
        marks.append(Mark(start, end))
        before = end
    return marks


def _fade(samples: Samples) -> Samples:
    """Faded in and out over ten milliseconds, so that no joint clicks."""
    if len(samples) < 2 * FADE:
        return samples
    ramp = np.linspace(0, 1, FADE)
    faded = samples.copy()
    faded[:FADE] = (samples[:FADE] * ramp).astype(np.int16)
    faded[-FADE:] = (samples[-FADE:] * ramp[::-1]).astype(np.int16)
    return faded
