"""MP3 by LAME, in frames that can be joined: each paragraph is encoded on its own.

A fresh encoder starts with an empty bit reservoir, so the first frame of a clip refers to
nothing before it; what was fed is followed by silence, so that the overlap of the last frame
with whatever comes next is silent too. Clips can therefore stand in any order, with any number
of silent frames between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import av
import lameenc
import numpy as np

from audio.sound import mpeg
from audio.sound.loudness import Samples
from audio.sound.quality import find_quality

DELAY = 1105
"""Samples by which what is decoded comes after what was fed: 576 of LAME's, 529 of every
decoder's filter bank. No player is told to skip them, so all timings count them."""

_NEW_SEARCH = 4
"""``vbr_mtrh`` of LAME."""
_BLOCK = 64
"""Frames that are decoded at a time: 1.7 s at 44.1 kHz."""


def encode(samples: Samples, rate: int, bitrate: int) -> bytes:
    """Mono ``samples`` at ``rate`` Hz as whole frames of ``bitrate`` kbit/s.

    The frames decode to at least ``DELAY`` samples more than were fed, as loud as those.
    """
    if not samples.any():
        count = -(-len(samples) // mpeg.SAMPLES) + 1
        return mpeg.pad_frames(_make_plain_silence(rate, bitrate) * count)
    return mpeg.pad_frames(_run_lame(samples, rate, bitrate))


def _run_lame(samples: Samples, rate: int, bitrate: int) -> bytes:
    """Frames of one size: LAME pads none of a bit rate that may vary, and here cannot."""
    encoder = lameenc.Encoder()
    encoder.silence()  # it writes to standard error otherwise
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    quality, level = find_quality(bitrate)
    encoder.set_vbr(_NEW_SEARCH)
    encoder.set_vbr_quality(level)
    encoder.set_vbr_min_bitrate_kbps(bitrate)
    encoder.set_vbr_max_bitrate_kbps(bitrate)
    encoder.set_vbr_hard_min(1)
    encoder.set_quality(quality)
    return bytes(encoder.encode(samples.tobytes()) + encoder.flush())


@cache
def _make_plain_silence(rate: int, bitrate: int) -> bytes:
    """One frame of silence as LAME makes it."""
    data = _run_lame(np.zeros(4 * mpeg.SAMPLES, np.int16), rate, bitrate)
    return data[: mpeg.read_header(data).size]


@cache
def make_silent_frame(rate: int, bitrate: int) -> bytes:
    """One frame of silence that refers to nothing before it."""
    return mpeg.pad_frames(_make_plain_silence(rate, bitrate))


def decode(frames: bytes) -> Samples:
    """What a plain decoder makes of ``frames``, encoder delay and all."""
    decoder = av.CodecContext.create("mp3float", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    ends = [frame.end for frame in mpeg.split_frames(frames)]
    # Some at a time: in the decoder's floating point a clip takes twice its size, and more for
    # every step of the arithmetic. A frame at a time, it takes a fifth longer.
    places = pairwise([0, *ends[_BLOCK - 1 : -1 : _BLOCK], *ends[-1:]])
    blocks = (decoder.decode(av.Packet(frames[start:end])) for start, end in places)
    return np.concatenate([_read_samples(block) for block in blocks])


def _read_samples(block: Iterable[av.AudioFrame]) -> Samples:
    """The samples of the one channel, as 16-bit numbers."""
    # As ``to_ndarray`` does, in a third of the time.
    wide = np.frombuffer(bytearray().join(bytes(frame.planes[0]) for frame in block), np.float32)
    wide *= 32_768
    return np.clip(np.rint(wide, out=wide), -32_768, 32_767, out=wide).astype(np.int16)
