"""MPEG-1 Layer III frames (ISO/IEC 11172-3, 2.4), as far as joining clips needs them.

Frames that refer to no bits of earlier ones can be joined to others as they are; what a
player needs besides is one ``Info`` frame in front that says how long the stream is and where
to seek ("Xing header", as LAME and ffmpeg write and read it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np


class ByteRange(NamedTuple):
    """A half-open stretch of bytes."""

    start: int
    end: int


SAMPLES = 1152
"""Samples a frame of MPEG-1 Layer III."""

_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES = (44_100, 48_000, 32_000)
_HEADER = 4
_SIDE_INFO = {1: 17, 2: 32}
"""Bytes of side information, by channels."""
TOC_ENTRIES = 100
"""Entries of the seek table."""


class Header(NamedTuple):
    """What a frame's four header bytes say, as far as it matters here."""

    size: int
    """Bytes, header included."""
    rate: int
    """Hertz."""
    bitrate: int
    """kbit/s."""
    channels: int


def read_header(data: bytes, at: int = 0) -> Header:
    """The header at byte ``at``. Raises ``ValueError`` where no Layer III frame starts."""
    header = _parse_header(data[at : at + _HEADER])
    if header is None:
        raise ValueError(f"no MPEG-1 Layer III frame at byte {at}")
    return header


@lru_cache(maxsize=64)
def _parse_header(head: bytes) -> Header | None:
    """What ``head`` says; kept, as frames of a recording have two headers between them."""
    word = int.from_bytes(head)
    bitrate, rate = word >> 12 & 15, word >> 10 & 3
    if (
        len(head) < _HEADER
        or word >> 17 != 0b111_1111_1111_11_01
        or bitrate in (0, 15)
        or rate == 3
    ):
        return None
    kbits, hertz, padding = _BITRATES[bitrate], _RATES[rate], word >> 9 & 1
    return Header(
        size=144_000 * kbits // hertz + padding,
        rate=hertz,
        bitrate=kbits,
        channels=1 if word >> 6 & 3 == 3 else 2,
    )


def split_frames(data: bytes) -> Iterator[ByteRange]:
    """Where each frame of ``data`` lies. Raises ``ValueError`` unless frames tile it."""
    at = 0
    while at < len(data):
        end = at + read_header(data, at).size
        if end > len(data):
            raise ValueError(f"the frame at byte {at} is cut off")
        yield ByteRange(at, end)
        at = end


def pad_frames(data: bytes) -> bytes:
    """Mono frames, none of them padded, padded so that together they are of their bit rate.

    At 44,100 Hz a frame of 64 kbit/s has 208.98 bytes: one of fifty has 208, the others 209. The
    added byte stands after a frame's main data, which may begin in earlier frames, so that these
    decode to the same samples. Raises ``ValueError`` unless frames of one size tile ``data``.
    """
    head = read_header(data)
    _, rest = divmod(144_000 * head.bitrate, head.rate)
    if not rest:
        return data
    frames = np.frombuffer(data, np.uint8).reshape(-1, head.size)
    before = -(-np.arange(len(frames) + 1) * rest // head.rate)
    padded = np.diff(before).astype(bool)
    heads, main = np.hsplit(frames, [_HEADER + _SIDE_INFO[1]])
    heads = heads.copy()
    heads[padded, 2] |= 2
    begins = heads[:, 4].astype(int) << 1 | heads[:, 5] >> 7  # ISO/IEC 11172-3, 2.4.1.7
    ends = np.arange(1, len(frames) + 1) * main.shape[1]
    ends[:-1] -= begins[1:]
    places = (np.arange(len(frames)) * head.size + before[:-1])[:, None] + np.arange(heads.shape[1])
    made = np.empty(len(data) + before[-1], np.uint8)
    is_main = np.ones(len(made), bool)
    is_main[places] = False
    made[places] = heads
    made[is_main] = np.insert(main.ravel(), ends[padded], 0)
    return made.tobytes()


def count_frames(size: int, rate: int, bitrate: int) -> int:
    """How many frames ``size`` bytes are at ``rate`` Hz and a constant ``bitrate`` in kbit/s."""
    return round(size * rate / (144_000 * bitrate))


def make_info_frame(like: bytes, frame_count: int, byte_count: int, toc: Sequence[int]) -> bytes:
    """The frame that opens a stream of ``frame_count`` frames headed as ``like`` is.

    ``byte_count`` and the offsets in ``toc`` (byte offset of each hundredth of the playing
    time) do not count this frame; what is written does. It has no LAME extension and so names
    no encoder delay: players then skip nothing, and one timing is true in all. (mpg123 alone
    leaves out its own decoder's 529 samples, 12 ms, unless told ``--no-gapless``.)
    """
    head = read_header(like)
    # No padding bit and no CRC, whatever the frame it is modelled on has.
    first = (int.from_bytes(like[:_HEADER]) | 1 << 16) & ~(1 << 9)
    size = 144_000 * head.bitrate // head.rate
    total = size + byte_count
    body = b"Info" + (1 | 2 | 4).to_bytes(4)
    body += (frame_count).to_bytes(4) + total.to_bytes(4)
    body += bytes(min(255, 256 * (size + offset) // total) for offset in toc)
    frame = first.to_bytes(4) + bytes(_SIDE_INFO[head.channels]) + body
    return frame.ljust(size, b"\0")
