"""Line spacing: lines as close as Devanagari lets them, so that no two signs meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from audio.artwork.typeface import BOLD, load_font, measure_text

LEAST_PITCH = 1.16
"""Em from baseline to baseline, at the least."""
_AIR = 0.07
"""Em of free room between the signs under a line and those over the next."""
_GRAIN = 40
"""Pixels to the em at which lines are drawn to measure them."""
_AROUND = 3
"""Pixels to either side within which two signs count as one above the other."""


class _Skyline(NamedTuple):
    """How far the ink of each column reaches from the baseline, in pixels."""

    rise: NDArray[np.int64]
    fall: NDArray[np.int64]


def measure_pitch(lines: Sequence[str]) -> float:
    """Em from one baseline to the next, the same for all ``lines``, which begin flush left."""
    needs = [
        _measure_meeting(_measure_skyline(upper), _measure_skyline(lower)) / _GRAIN + _AIR
        for upper, lower in pairwise(lines)
    ]
    return max([LEAST_PITCH, *needs])


def _measure_meeting(upper: _Skyline, lower: _Skyline) -> int:
    """Pixels between two baselines at which the lines just touch."""
    width = min(upper.fall.size, lower.rise.size)
    return int((upper.fall[:width] + lower.rise[:width]).max(initial=0))


@lru_cache(maxsize=256)
def _measure_skyline(text: str) -> _Skyline:
    """The skyline of a line; kept, as several ways to break a title share lines."""
    base = 2 * _GRAIN
    width = int(measure_text(text).wide * _GRAIN) + 2 * _AROUND
    picture = Image.new("L", (width, 2 * base))
    face = load_font(BOLD, _GRAIN)
    ImageDraw.Draw(picture).text((_AROUND, base), text, 255, face, anchor="ls", language="hi")
    ink = np.asarray(picture) > 127
    inked = ink.any(axis=0)
    rise = np.where(inked, base - ink.argmax(axis=0), -base)
    fall = np.where(inked, base - ink[::-1].argmax(axis=0), -base)
    return _Skyline(_spread(rise), _spread(fall))


def _spread(reach: NDArray[np.int64]) -> NDArray[np.int64]:
    """The farthest reach within ``_AROUND`` columns of each."""
    padded = np.pad(reach, _AROUND, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND + 1)
    return np.asarray(windows.max(axis=1), np.int64)
