"""AAC and Opus by ffmpeg and libopus, in frames that can be joined as those of MP3 are.

Each clip is encoded on its own, from what was mastered and never from its MP3: so nothing is lost
twice, and an edit encodes one clip. Frames of AAC-LC refer to no others but for the half that
overlaps, which between clips is silent. The decoder of Opus does remember; one packet of silence
before a clip makes it forget, and what follows is decoded to the same samples as alone.

A clip falls on the nearest whole frame: at most 12 ms (AAC) or 10 ms (Opus) from its place in the
MP3, and never more, however long the edition is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from audio.records import Frames
from audio.sound.loudness import Samples
from audio.work.keys import make_key
from audio.work.store import CODED, Store

_FORMAT = 3
"""Raised when the same clip would be encoded otherwise."""
_OPUS_RATE = 48_000
_SCALE = 1 / 32_768
"""Of a 16-bit sample."""


class Coding(NamedTuple):
    """A way in which clips are encoded besides MP3."""

    codec: str
    """Of ffmpeg, to encode."""
    bitrate: int
    """kbit/s, variable: the mean."""
    frame: int
    """Samples a frame, of its own clock."""
    lead: int
    """Frames of silence that every clip begins with."""
    priming: int
    """Samples that a decoder is to leave out at the start of a stream."""

    def find_clock(self, rate: int) -> int:
        """Hertz of its samples, for an edition at ``rate`` Hz."""
        return _OPUS_RATE if self.codec == "libopus" else rate

    def find_key(self, clip: str) -> str:
        """The key of what a clip, by its own key, is in this coding."""
        return make_key(_FORMAT, *self, clip)


AAC = Coding("aac", 64, frame=1024, lead=0, priming=1024)


def make_opus(bitrate: int) -> Coding:
    """Opus at ``bitrate`` kbit/s."""
    return Coding("libopus", bitrate, frame=960, lead=1, priming=312)


_OPTIONS: Mapping[str, Mapping[str, str]] = {
    # The quicker way to weigh its bands: the other one would take longer than all else together.
    "aac": {"flags": "+bitexact", "aac_coder": "fast"},
    # Speech, by libopus's own finding; unlike "voip" it spends three bytes on silence, not thirty.
    # An hour takes 1.9 times as long as its MP3 at level 7, 2.1 at 10; below 7 libopus does not
    # analyse the sound, and spends twice the bytes on it.
    "libopus": {
        "flags": "+bitexact",
        "application": "audio",
        "frame_duration": "20",
        "vbr": "on",
        "compression_level": "7",
    },
}


class KeptFrames(NamedTuple):
    """A clip in another coding, in a store."""

    frames: Frames
    sizes: tuple[int, ...]
    """Bytes of each frame."""


def encode(samples: Samples, rate: int, coding: Coding) -> list[bytes]:
    """The frames of what was mastered: mono ``samples`` at ``rate`` Hz.

    In what they decode to, the first sample comes ``lead`` frames and ``priming`` samples late.
    """
    wide = samples * np.float32(_SCALE)
    clock = coding.find_clock(rate)
    if clock != rate:
        # soxr leaves the last samples of some inputs to chance; they shall be silence's.
        after = np.zeros(rate // 10, np.float32)
        length = -(-len(wide) * clock // rate)
        wide = soxr.resample(np.concatenate([wide, after]), rate, clock, quality="HQ")[:length]
    start = coding.lead * coding.frame
    count = -(-(start + coding.priming + len(wide)) // coding.frame)
    padded = np.zeros(count * coding.frame, np.float32)
    padded[start : start + len(wide)] = wide
    return list(_encode(padded, clock, coding))[:count]


@cache
def make_silent_frame(rate: int, coding: Coding) -> bytes:
    """One frame of silence, for an edition at ``rate`` Hz."""
    return encode(np.zeros(rate, np.int16), rate, coding)[8]


@cache
def make_header(rate: int, coding: Coding) -> bytes:
    """What a decoder has to be told beforehand, as ffmpeg's ``extradata``."""
    encoder = _open_encoder(coding.find_clock(rate), coding)
    return bytes(encoder.extradata or b"")


def put_coded(clip: str, frames: list[bytes], coding: Coding, store: Store) -> None:
    """Keep the frames of a clip, which is named by its key. Raises as ``Shelf.put`` does."""
    head = ",".join(str(len(frame)) for frame in frames).encode() + b"\n"
    store.get_shelf(CODED).put(coding.find_key(clip), head + b"".join(frames))


def get_coded(clip: str, coding: Coding, store: Store) -> KeptFrames | None:
    """A clip in this coding; ``None`` when it is not there or damaged (which is logged)."""
    key = coding.find_key(clip)
    content = store.get_shelf(CODED).get(key)
    if content is None:
        return None
    head, _, frames = content.partition(b"\n")
    sizes = tuple(map(int, head.split(b",")))
    return KeptFrames(Frames(CODED, key, len(head) + 1, len(frames)), sizes)


def _encode(samples: NDArray[np.float32], clock: int, coding: Coding) -> Iterator[bytes]:
    encoder = _open_encoder(clock, coding)
    for at in range(0, len(samples), coding.frame):
        block = np.ascontiguousarray(samples[None, at : at + coding.frame])
        frame = av.AudioFrame.from_ndarray(block, format=encoder.format.name, layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = clock, at, Fraction(1, clock)
        yield from map(bytes, encoder.encode(frame))
    yield from map(bytes, encoder.encode(None))


def _open_encoder(clock: int, coding: Coding) -> av.AudioCodecContext:
    encoder = av.CodecContext.create(coding.codec, "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.time_base = clock, "mono", Fraction(1, clock)
    encoder.format = "fltp" if coding.codec == "aac" else "flt"
    encoder.bit_rate = coding.bitrate * 1000
    encoder.thread_count = 1  # several would not give the same bytes each time
    encoder.options = dict(_OPTIONS[coding.codec])
    encoder.open()
    return encoder
