"""Features: frames of 39 figures of a sound, cepstra with their slopes, alike for every voice.

Mel-frequency cepstral coefficients (13, the first one the energy), their first and second
derivatives in time. The coefficients have the mean 0 and the deviation 1 over the frames that are
speech, so that level, microphone and most of what sets one speaker apart are gone.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

STEP = 0.005
"""Seconds from frame to frame, at speed 1."""
COEFFICIENTS = 13
FIGURES = 3 * COEFFICIENTS

_WINDOW = 0.025
"""Seconds."""
_BANDS = 24
_LOWEST, _HIGHEST = 100.0, 7000.0
"""Hertz: what the bands cover. Above, codecs and voices differ more than phonemes do."""
_EMPHASIS, _EMPHASIZED_RATE = 0.97, 16_000
"""A first-order high-pass, as at a rate of 16 kHz whatever the sound's is."""
_FLOOR = 10**-5.5
"""Of the power of loud speech: what is softer is silence of one kind, noise or none."""
_SPEECH = 10**-3.5
"""Of the power of loud speech: what is softer does not count for a voice's mean."""
_REACH = 4
"""Frames on either side that a derivative looks at."""
_CHUNK = 2048
"""Frames whose spectra are in memory at a time."""

Matrix = npt.NDArray[np.float32]


def measure_frames(samples: npt.NDArray[np.int16], rate: int, speed: float = 1.0) -> Matrix:
    """A row of ``FIGURES`` for every ``STEP``; what is spoken twice as fast is given speed 2.

    Frame *i* is about the moment ``i * STEP / speed``. No sum depends on threads or on the order
    of others, so that equal samples give equal frames.
    """
    power = _measure_bands(samples, rate, STEP / speed)
    total = power.sum(axis=1)
    loud = max(float(np.quantile(total, 0.95)), 1e-12)
    cepstra = _sum_products(np.log(power / loud + _FLOOR / _BANDS), _make_cosines())
    cepstra[:, 0] = np.log(total / loud + _FLOOR)
    speech = cepstra[total > loud * _SPEECH]
    cepstra -= speech.mean(axis=0)
    cepstra /= speech.std(axis=0) + np.float32(1e-3)
    slopes = _differentiate(cepstra)
    return np.hstack([cepstra, slopes, _differentiate(slopes)])


def _measure_bands(samples: npt.NDArray[np.int16], rate: int, step: float) -> Matrix:
    """The power of each band in each frame."""
    width = round(_WINDOW * rate)
    size = 1 << (width - 1).bit_length()
    window = np.hanning(width).astype(np.float32)
    filters = _make_filters(rate, size)
    padded = np.pad(samples.astype(np.float32) / 32_768, (width // 2, width))
    views = np.lib.stride_tricks.sliding_window_view(padded, width)
    count = 1 + int(len(samples) / (step * rate))
    places = np.round(np.arange(count) * (step * rate)).astype(np.int64)
    chunks = []
    for first in range(0, count, _CHUNK):
        spectra = np.fft.rfft(views[places[first : first + _CHUNK]] * window, size)
        power = (spectra.real**2 + spectra.imag**2).astype(np.float32)
        chunks.append(_sum_products(power, filters))
    return np.concatenate(chunks)


@cache
def _make_filters(rate: int, size: int) -> Matrix:
    """Triangles of equal width in mel over the bins of a spectrum, of equal sums."""
    low, high = (2595 * np.log10(1 + edge / 700) for edge in (_LOWEST, _HIGHEST))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / rate)
    left, middle, right = (edges[at : at + _BANDS, np.newaxis] for at in range(3))
    rising, falling = (bins - left) / (middle - left), (right - bins) / (right - middle)
    triangles = np.clip(np.minimum(rising, falling), 0, None)
    turn = 2 * np.pi * bins / _EMPHASIZED_RATE
    emphasis = 1 + _EMPHASIS**2 - 2 * _EMPHASIS * np.cos(turn)
    sums = np.maximum(triangles.sum(axis=1, keepdims=True), 1e-9)
    filters: Matrix = (triangles / sums * emphasis).astype(np.float32)
    return filters


@cache
def _make_cosines() -> Matrix:
    """The discrete cosine transform from bands to coefficients."""
    order = np.arange(COEFFICIENTS)[:, np.newaxis]
    return np.cos(np.pi * order * (np.arange(_BANDS) + 0.5) / _BANDS).astype(np.float32)


def _differentiate(rows: Matrix) -> Matrix:
    """The slope of the line that fits each row's surroundings best, in units a frame."""
    count = len(rows)
    padded = np.pad(rows, ((_REACH, _REACH), (0, 0)), mode="edge")
    slopes = np.zeros_like(rows)
    for away in range(1, _REACH + 1):
        after = padded[_REACH + away : _REACH + away + count]
        before = padded[_REACH - away : _REACH - away + count]
        slopes += np.float32(away) * (after - before)
    slopes /= np.float32(2 * sum(away * away for away in range(1, _REACH + 1)))
    return slopes


def _sum_products(rows: Matrix, table: Matrix) -> Matrix:
    """``rows @ table.T``, by one thread: a linear algebra library may sum in another order."""
    product: Matrix = np.einsum("ij,kj->ik", rows, table)
    return product
