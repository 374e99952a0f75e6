"""Loudness (ITU-R BS.1770, EBU Tech 3341) by ffmpeg's meter and limiter, which PyAV carries.

All figures are *as heard*: a mono file is played into both ears, so it counts twice ("dual
mono") and reads 3 LU more than on a plain meter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import cast

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
"""Shape (n,): mono."""

Levels = tuple[tuple[int, int], ...]
"""Steps of 0.05 LU and how often each occurs."""

SILENT = -50.0
"""dBFS: what is quieter than this is silence and no speech."""
LEAST_HEARD = round(10 ** (SILENT / 20) * 32_768)
"""The same as a sample: 104, of 32,768."""

_ABSOLUTE_GATE = -70.0  # LUFS, BS.1770-4, 5.1
_RELATIVE_GATE = -10.0  # LU below the mean of what passes the absolute gate
_AROUND = 0.4
"""Seconds of silence that a clip is measured with at either end: windows of that length which
reach over its edges count in the edition too, and the meter fills its first with what comes."""
_MANY = 1 << 16
"""Samples that are looked at together, in wider numbers."""
_STEP = 0.05
"""LU: the grain in which momentary values are counted."""


class Histogram:
    """Momentary values of any number of clips, counted in steps of 0.05 LU.

    Gating needs every value twice; counts keep an edition of any length in a few kilobytes.
    """

    def __init__(self, levels: Levels = ()) -> None:
        self._counts: Counter[int] = Counter()
        self.add(levels)

    def add(self, levels: Levels) -> None:
        """Count what was counted elsewhere."""
        counts = self._counts
        for step, count in levels:
            counts[step] += count

    def integrate(self) -> float:
        """Integrated loudness, LUFS, with both gates; −inf when nothing passes."""
        gate = self._mean(_ABSOLUTE_GATE) + _RELATIVE_GATE
        return self._mean(gate)

    def _mean(self, gate: float) -> float:
        passed = [
            (10 ** (step * _STEP / 10), n)
            for step, n in self._counts.items()
            if step * _STEP > gate
        ]
        count = sum(n for _, n in passed)
        return (
            10 * math.log10(sum(power * n for power, n in passed) / count) if count else -math.inf
        )


def find_heard(samples: Samples) -> NDArray[np.intp]:
    """The indices of the samples that are no silence, rising."""
    # Not by np.abs, which has no positive twin for the least sample.
    return np.flatnonzero((samples >= LEAST_HEARD) | (samples <= -LEAST_HEARD))


def count_levels(powers: Iterable[float]) -> Levels:
    """How often each step occurs; what is below the absolute gate never counts."""
    steps = Counter(round(power / _STEP) for power in powers if power > _ABSOLUTE_GATE)
    return tuple(sorted(steps.items()))


def integrate(powers: Iterable[float]) -> float:
    """Integrated loudness of momentary values, LUFS; −inf for silence."""
    return Histogram(count_levels(powers)).integrate()


def measure(samples: Samples, rate: int) -> list[float]:
    """Momentary loudness of ``samples``, standing between silences, every 100 ms: LUFS.

    None for silence, of which the meter would say about −120.
    """
    if not samples.any():
        return []
    silence = np.zeros(round(_AROUND * rate), np.int16)
    frames = _filter(
        (silence, samples, silence), rate, "ebur128=metadata=1:dualmono=true:framelog=quiet"
    )
    told = (frame.metadata.get("lavfi.r128.M") for frame in frames)
    return [float(power) for power in told if power]


def level(samples: Samples, rate: int, *, target: float, ceiling: float, every: int = 1) -> Samples:
    """``samples`` brought to ``target`` LUFS with no sample above ``ceiling`` dBFS.

    Where ``every`` second or third of them has all the sound, these are measured.

    The limiter takes away a little of what it is given, so the gain is corrected once by what
    was missed: of the power, which differs from what the meter would say by hundredths of a
    decibel and costs a twentieth. Silence stays as it is.
    """
    loud = integrate(measure(samples[::every], rate // every))
    if loud == -math.inf:
        return samples
    gain = target - loud
    levelled = _limit(samples, rate, gain, ceiling)
    missed = gain + _measure_power(samples) - _measure_power(levelled)
    return _limit(samples, rate, gain + missed, ceiling) if abs(missed) > 0.1 else levelled


def _measure_power(samples: Samples) -> float:
    """The power of ``samples``, which are not all zero."""
    # In whole numbers: the sum of floating-point ones depends on the processor and its cores.
    blocks = (samples[at : at + _MANY].astype(np.int64) for at in range(0, len(samples), _MANY))
    return 10 * math.log10(sum(int(np.dot(block, block)) for block in blocks))


def _limit(samples: Samples, rate: int, gain: float, ceiling: float) -> Samples:
    limit = 10 ** (ceiling / 20)
    chain = (
        f"volume=volume={gain:.4f}dB:precision=float",
        f"alimiter=limit={limit:.6f}:attack=2:release=40:level=false:latency=true",
        "aformat=sample_fmts=s16",
    )
    parts = [frame.to_ndarray()[0] for frame in _filter((samples,), rate, *chain)]
    return np.concatenate(parts)[: len(samples)]


def _filter(pieces: Sequence[Samples], rate: int, *chain: str) -> Iterator[av.AudioFrame]:
    """The frames that come out of a chain of ffmpeg filters, each ``name=options``.

    ``pieces`` go in one after another.
    """
    graph = av.filter.Graph()
    graph.threads = 1  # none of these filters has work for two, and starting them takes time
    last = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono")
    for link in chain:
        name, _, options = link.partition("=")
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()
    for frame in _split_into_seconds(pieces, rate):
        graph.push(frame)
        while True:
            try:
                yield cast("av.AudioFrame", graph.pull())
            except (av.error.BlockingIOError, av.error.EOFError):
                break


def _split_into_seconds(pieces: Sequence[Samples], rate: int) -> Iterator[av.AudioFrame | None]:
    """A second at a time, since filters work on copies in wider numbers; ``None`` at the end."""
    at = 0
    for samples in pieces:
        for start in range(0, len(samples), rate):
            block = np.ascontiguousarray(samples[None, start : start + rate])
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate = rate
            frame.pts = at
            frame.time_base = Fraction(1, rate)
            at += block.shape[1]
            yield frame
    yield None
