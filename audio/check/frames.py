"""Rules for the frames of an MP3 (ISO/IEC 11172-3, 2.4).

The frames follow each other without gaps, are all of one kind and refer to no bits of others; the
Info frame at the start counts them rightly.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, Rule, apply_rules, contrast
from audio.sound import mpeg

_TAG = 10
"""Bytes of an ID3v2 header (ID3v2.3.0, 3.1)."""
_OLD_TAG = 128
"""Bytes of an ID3v1 tag."""
_HEADER = 4
_SIDE_INFO = 17
"""Bytes, of one channel."""
_FLAGS = 1 | 2 | 4
"""Frame count, byte count and seek table are there."""
_MOST = 5
"""Breaks that are reported one by one; the others are counted."""


class StreamBreak(NamedTuple):
    """A place where the stream of frames is damaged."""

    frame: int
    """How many frames come before it, the Info frame not counted."""
    what: str


class InfoFrame(NamedTuple):
    """What the Info frame says of the frames after it."""

    frames: int
    size: int
    """Bytes, the Info frame included."""
    toc: bytes


@dataclass(slots=True)
class FrameStream:
    """The frames between the ID3v2 tag and the end of the file, counted."""

    info: InfoFrame | None = None
    kinds: dict[mpeg.Header, int] = field(default_factory=dict)
    """Frames by header, size without padding."""
    frames: int = 0
    """The Info frame not counted."""
    size: int = 0
    """Bytes, the Info frame included."""
    breaks: list[StreamBreak] = field(default_factory=list)
    marks: array[int] = field(default_factory=lambda: array("L"))
    """Shape (frames,): the CRC-32 of each."""


class FrameSubject(NamedTuple):
    """The frames of an MP3 and the edition they are of: the subject of the rules below."""

    where: str
    stream: FrameStream
    data: EditionData | None


def check_frames(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with the frames of ``path``. Raises ``OSError``."""
    with path.open("rb") as file:
        stream = scan_frames(file)
    return apply_rules(FrameSubject(where, stream, data), RULES)


def scan_frames(file: BinaryIO) -> FrameStream:
    """Read every frame after the ID3v2 tag. Raises ``OSError``."""
    head = file.read(_TAG)
    size = 0
    if head[:3] == b"ID3" and len(head) == _TAG:
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)
        )
        file.seek(size, 1)
    else:
        file.seek(0)
    stream = FrameStream()
    reservoir = _Reservoir()
    while frame := _read_frame(file, stream):
        stream.size += len(frame)
        if not stream.frames and stream.info is None and (info := _parse_info(frame)):
            stream.info = info
            continue
        if not reservoir.fit(frame):
            stream.breaks.append(StreamBreak(stream.frames, "does not fit the frame before it"))
        stream.marks.append(zlib.crc32(frame))
        stream.frames += 1
    return stream


def _read_frame(file: BinaryIO, stream: FrameStream) -> bytes:
    """The next frame, after whatever is not one; empty at the end."""
    while True:
        start = file.tell()
        data = file.read(_HEADER)
        if not data or (data[:3] == b"TAG" and len(data + file.read()) == _OLD_TAG):
            return b""
        try:
            header = mpeg.read_header(data)
        except ValueError:
            stream.breaks.append(StreamBreak(stream.frames, f"no frame starts at byte {start}"))
            file.seek(start + 1)
            if not _find_next_frame(file):
                return b""
            continue
        data += file.read(header.size - _HEADER)
        if len(data) < header.size:
            stream.breaks.append(
                StreamBreak(stream.frames, f"is cut off at byte {start + len(data)}")
            )
            return b""
        padding = data[2] >> 1 & 1
        kind = header._replace(size=header.size - padding)
        stream.kinds[kind] = stream.kinds.get(kind, 0) + 1
        return data


def _find_next_frame(file: BinaryIO) -> bool:
    """Move to the next place where two frames follow each other; ``False`` when there is none."""
    start = file.tell()
    while window := file.read(1 << 16):
        at = window.find(b"\xff")
        while at >= 0:
            if _starts_two(file, start + at):
                file.seek(start + at)
                return True
            at = window.find(b"\xff", at + 1)
        start += len(window)
        file.seek(start)
    return False


def _starts_two(file: BinaryIO, at: int) -> bool:
    try:
        for _ in range(2):
            file.seek(at)
            at += mpeg.read_header(file.read(_HEADER)).size
    except ValueError:
        return False
    return True


def _parse_info(frame: bytes) -> InfoFrame | None:
    body = frame[_HEADER + _SIDE_INFO :]
    if body[:4] not in (b"Info", b"Xing") or int.from_bytes(body[4:8]) & _FLAGS != _FLAGS:
        return None
    return InfoFrame(
        frames=int.from_bytes(body[8:12]),
        size=int.from_bytes(body[12:16]),
        toc=body[16 : 16 + mpeg.TOC_ENTRIES],
    )


class _Reservoir:
    """The bit reservoir: room that frames left unfilled, in which later ones may begin.

    A frame may begin in room that earlier ones left (``main_data_begin``, 2.4.1.7), never in
    what they filled.
    """

    def __init__(self) -> None:
        self._room = 0
        """Bytes at the end of the earlier frames that are still free."""

    def fit(self, frame: bytes) -> bool:
        """Place the bits of a mono ``frame``; whether there is room for them. Others always fit."""
        if frame[3] >> 6 != 3:
            return True
        crc = 0 if frame[1] & 1 else 2
        side = int.from_bytes(frame[_HEADER + crc : _HEADER + crc + _SIDE_INFO])
        back = side >> 127
        bits = (side >> 106 & 0xFFF) + (side >> 47 & 0xFFF)
        own = len(frame) - _HEADER - crc - _SIDE_INFO
        used = -(-bits // 8)
        fits = back <= self._room and used <= back + own
        self._room = max(0, min(back, self._room) + own - used)
        return fits


def _check_whole(it: FrameSubject) -> Iterator[Fault]:
    for broken in it.stream.breaks[:_MOST]:
        yield _make_fault(it, f"frame {broken.frame}: {broken.what}", broken.frame)
    if (more := len(it.stream.breaks) - _MOST) > 0:
        yield Fault(it.where, f"and {more} more frames are damaged")
    if not it.stream.frames:
        yield Fault(it.where, "holds no sound")


def _make_fault(it: FrameSubject, what: str, frame: int) -> Fault:
    if it.data is None or it.data.rate <= 0:
        return Fault(it.where, what)
    return Fault(it.where, what, it.data.find_sentence_at(frame * mpeg.SAMPLES / it.data.rate))


def _check_kind(it: FrameSubject) -> Iterator[Fault]:
    kinds = it.stream.kinds
    for name in ("bitrate", "rate", "channels"):
        values = {getattr(kind, name) for kind in kinds}
        if len(values) > 1:
            found = ", ".join(map(str, sorted(values)))
            yield Fault(it.where, f"its frames do not have one {name} (found {found})")
    if any(kind.channels != 1 for kind in kinds):
        yield Fault(it.where, "is not mono")
    rates = {kind.rate for kind in kinds}
    if it.data is not None and rates and rates != {it.data.rate}:
        found = ", ".join(map(str, sorted(rates)))
        yield Fault(it.where, contrast("its rate is not edition.json's", it.data.rate, found))


def _check_counts(it: FrameSubject) -> Iterator[Fault]:
    stream = it.stream
    if it.data is not None and stream.frames * mpeg.SAMPLES != it.data.samples:
        yield Fault(
            it.where,
            contrast(
                "its frames do not give edition.json's samples",
                it.data.samples,
                stream.frames * mpeg.SAMPLES,
            ),
        )
    if stream.info is None:
        yield Fault(it.where, "has no Info frame: players cannot tell its length")
        return
    if stream.info.frames != stream.frames:
        what = "the Info frame counts other frames than there are"
        yield Fault(it.where, contrast(what, stream.frames, stream.info.frames))
    if stream.info.size != stream.size:
        what = "the Info frame counts other bytes than there are"
        yield Fault(it.where, contrast(what, stream.size, stream.info.size))


def _check_seek_table(it: FrameSubject) -> Iterator[Fault]:
    """At a constant bitrate entry n of the seek table, of 100, is n hundredths of 256."""
    info = it.stream.info
    if info is None or not it.stream.size:
        return
    lead = 256 / max(it.stream.frames, 1)
    for percent, found in enumerate(info.toc):
        expected = 256 * percent / mpeg.TOC_ENTRIES
        if not -2 <= found - expected <= 2 + lead:
            what = f"the Info frame's seek table is wrong at {percent} %"
            yield Fault(it.where, contrast(what, round(expected), found))
            return


RULES: Sequence[Rule[FrameSubject]] = (_check_whole, _check_kind, _check_counts, _check_seek_table)
