"""The true peak (ITU-R BS.1770-4, annex 2): what the sound reaches between its samples.

A converter draws a smooth curve through the samples, whose crests lie higher than any of them. The
curve is looked at where it can be highest alone: beside samples so near the greatest one that no
crest could reach over it from elsewhere. In speech that is a tenth of it, or less.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from audio.sound.loudness import Samples

_PHASES = 4
"""Points of the curve a sample, as the standard has it."""
_REACH = 16
"""Samples on either side that a point of the curve is drawn from."""
_BLOCK = 16
"""Samples that are looked at, or left, together; no fewer than ``_REACH``."""
_FEW = 100
"""Blocks that are looked at together, in wider numbers: too few for OpenBLAS to begin threads,
which spin while they wait and take ten times as long where others use the processor."""
_UNIT = 1 << 20
"""Of the weights, which are whole numbers, and so are their sums: the same on every processor."""


def find_true_peak(samples: Samples) -> float:
    """The highest point of mono ``samples``, dBTP; −inf in silence."""
    highest = int(max(samples.max(initial=0), -int(samples.min(initial=0))))
    if not highest:
        return -math.inf
    curve = _make_curve()
    padded = np.zeros((-(-len(samples) // _BLOCK) + 2) * _BLOCK, np.int16)
    padded[_BLOCK : _BLOCK + len(samples)] = samples
    most = np.abs(curve).sum(axis=0).max() / _UNIT
    least = int(highest / most)
    loud = np.zeros(len(padded) // _BLOCK, bool)
    loud[np.flatnonzero((padded > least) | (padded < -least)) // _BLOCK] = True
    looked_at = np.flatnonzero(loud[:-2] | loud[1:-1] | loud[2:])
    for few in np.array_split(looked_at, len(looked_at) // _FEW + 1):
        starts = (few + 1) * _BLOCK - _REACH + 1
        points = padded[starts[:, None] + np.arange(len(curve))].astype(float) @ curve
        highest = max(highest, np.abs(points).max(initial=0.0) / _UNIT)
    return 20 * math.log10(highest / 32_768)


@cache
def _make_curve() -> NDArray[np.float64]:
    """What each sample adds to each point of the curve over a block.

    Shape (block + 2 · reach − 1, block · (phases − 1)).
    """
    part = np.arange(1, _PHASES) / _PHASES
    away = np.arange(1 - _REACH, _REACH + 1)[:, None] - part
    weights = np.sinc(away) * (0.5 + 0.5 * np.cos(np.pi * away / (_REACH + 1)))
    weights = np.rint(weights / weights.sum(axis=0) * _UNIT)
    curve = np.zeros((_BLOCK + 2 * _REACH - 1, _BLOCK, _PHASES - 1))
    for at in range(_BLOCK):
        curve[at : at + len(weights), at] = weights
    return curve.reshape(len(curve), -1)
