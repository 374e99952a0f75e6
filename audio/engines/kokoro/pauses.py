"""How long the voice is silent at the marks of a sentence, and that silence put into its sound.

The network waits about 0.15 seconds at any mark, a comma or a full stop; at dashes, brackets and
ellipses often not at all. So each mark has a least length here, and what lacks is put where the
network is quiet between the two words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.engines.kokoro.model import RATE
from audio.engines.kokoro.tokens import SpokenPassage
from audio.records import Mark
from audio.sound.loudness import find_heard

PAUSES = {",": 0.15, "(": 0.2, ")": 0.2, ";": 0.3, ":": 0.3, "—": 0.3} | dict.fromkeys(".?!…", 0.4)
"""Mark → the least silence there, in seconds at speed 1. Sentences are 0.4 apart by default."""
PASSAGE = 0.2
"""The same between two passages of one sentence, for those that no mark parts."""
FADE = RATE // 100
"""Samples over which a sound is faded where it is cut, so that no joint clicks."""
_BEYOND = RATE // 20
"""Samples before and after the bounds of two words in which silence may lie as well."""
_CALM = RATE // 100
"""Samples that are looked at together for the quietest place, where none is silent."""

Samples = npt.NDArray[np.int16]


class Pause(NamedTuple):
    """Where a mark stops the voice."""

    start: int
    """The first sample of the network's own silence."""
    end: int
    """The sample after it; ``start`` where the network did not stop."""
    added: int
    """Samples of silence that it lacks; they stand in its middle."""

    @property
    def middle(self) -> int:
        """The sample before which silence is added."""
        return (self.start + self.end) // 2


def find_due(signs: str) -> float:
    """Seconds of silence that marks ask for: ``—, `` 0.3, a space none."""
    return max((PAUSES.get(sign, 0.0) for sign in signs), default=0.0)


def find_pauses(
    passage: SpokenPassage, samples: Samples, marks: Sequence[Mark], speed: float
) -> list[Pause | None]:
    """The pause between each word and the next, if a mark asks for one.

    ``marks``: when each is heard, a sample at least.
    """
    pauses: list[Pause | None] = []
    for signs, before, after in zip(_list_gaps(passage), marks, marks[1:], strict=False):
        due = round(find_due(signs) / speed * RATE)
        first = max((before.start + before.end) // 2 + 1, before.end - _BEYOND)
        last = min((after.start + after.end) // 2, after.start + _BEYOND)
        start, end = _find_silence(samples[first:last]) if due else (0, 0)
        added = max(0, due - (end - start))
        pauses.append(Pause(first + start, first + end, added) if due else None)
    return pauses


def _list_gaps(passage: SpokenPassage) -> Iterator[str]:
    """What stands between each part and the next."""
    for part, following in zip(passage.parts, passage.parts[1:], strict=False):
        yield passage.signs[part.end : following.start]


def _find_silence(samples: Samples) -> tuple[int, int]:
    """The longest stretch without sound, from and to; if there is none, the quietest sample."""
    edges = np.concatenate([[-1], find_heard(samples), [len(samples)]])
    longest = int(np.argmax(np.diff(edges)))
    start, end = int(edges[longest]) + 1, int(edges[longest + 1])
    if end - start >= 2 * FADE:
        return start, end
    # In whole numbers: the sum of floating-point ones depends on the processor.
    sums = np.cumsum(np.abs(samples.astype(np.int64)))
    if len(sums) <= _CALM:
        return len(samples) // 2, len(samples) // 2
    quietest = int(np.argmin(sums[_CALM:] - sums[:-_CALM])) + 1 + _CALM // 2
    return quietest, quietest
