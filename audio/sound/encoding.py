"""MP3 by LAME, in frames that can be joined: each paragraph is encoded on its own.

A fresh encoder starts with an empty bit reservoir, so the first frame of a clip refers to
nothing before it; what was fed is followed by silence, so that the overlap of the last frame
with whatever comes next is silent too. Clips can therefore stand in any order, with any number
of silent frames between them.
"""

from __future__ import annotations

import io
import math
from functools import cache
from itertools import islice

import av
import lameenc
import numpy as np
from numpy.typing import NDArray

from audio.sound import mpeg
from audio.sound.loudness import Samples

DELAY = 1105
"""Samples by which what is decoded comes after what was fed: 576 of LAME's, 529 of every
decoder's filter bank. No player is told to skip them, so all timings count them."""

GAIN = 20 * math.log10(0.95)
"""dB that LAME's own scaling adds at constant bit rates (``lame_set_scale``)."""

QUALITY = 5
"""LAME's -q: 0 is best, 9 fastest."""

_BLOCK = 64
"""Frames that are decoded at a time: 1.7 s at 44.1 kHz."""


def encode(samples: Samples, rate: int, bitrate: int) -> bytes:
    """Mono ``samples`` at ``rate`` Hz as whole frames of ``bitrate`` kbit/s.

    The frames decode to at least ``DELAY`` samples more than were fed.
    """
    encoder = lameenc.Encoder()
    encoder.silence()  # it writes to standard error otherwise
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(bitrate)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(samples.tobytes()) + encoder.flush())


@cache
def make_silent_frame(rate: int, bitrate: int) -> bytes:
    """One frame of silence that refers to nothing before it."""
    data = encode(np.zeros(4 * mpeg.SAMPLES, np.int16), rate, bitrate)
    return data[: mpeg.read_header(data).size]


def decode(frames: bytes) -> Samples:
    """What a plain decoder makes of ``frames``, encoder delay and all."""
    with av.open(io.BytesIO(frames), "r", format="mp3") as container:
        heard = (frame.to_ndarray()[0] for frame in container.decode(audio=0))
        # Some at a time: in the decoder's floating point a clip takes twice its size, and more
        # for every step of the arithmetic.
        blocks = iter(lambda: list(islice(heard, _BLOCK)), [])
        return np.concatenate([_round(np.concatenate(block)) for block in blocks])


def _round(wide: NDArray[np.float32]) -> Samples:
    """``wide``, of ±1, as 16-bit numbers; it is overwritten."""
    wide *= 32_768
    return np.clip(np.rint(wide, out=wide), -32_768, 32_767, out=wide).astype(np.int16)
