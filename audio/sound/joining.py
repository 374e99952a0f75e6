"""Joining clips without encoding again: their frames, one after another."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedRandom, BufferedWriter, FileIO
from itertools import pairwise
from typing import BinaryIO, TypeGuard

from audio.errors import OutputError, Place
from audio.records import Clip, Frames, Loudness, Recording
from audio.sound import encoding, mpeg
from audio.sound.loudness import Histogram
from audio.work.store import Store

_CANNOT = (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF)


class Joiner:
    """Lists clips and silence as the pieces of one recording; the frames stay where they are.

    Clips are whole frames of ``bitrate``, as the store checked when it found them. Raises
    ``ValueError`` for a clip of another rate.
    """

    def __init__(self, rate: int, bitrate: int) -> None:
        self._pieces: list[Frames | int] = []
        self._rate = rate
        self._bitrate = bitrate
        self._silence = encoding.make_silent_frame(rate, bitrate)
        self._histogram = Histogram()
        self._peak = float("-inf")
        self._joints: list[tuple[int, int]] = [(0, 0)]
        """Frames and bytes written at the end of every clip: the seek table's points."""
        self.frame_count = 0
        self.byte_count = 0

    def append_silence(self, seconds: float) -> int:
        """Append silence of about ``seconds``, at least a frame; returns its samples.

        In other codings clips end and begin with more silence than in MP3: without that frame the
        next one would be pushed from its place there (``coding``).
        """
        # Around every pause there are a frame's worth of silence that belongs to the clips.
        count = max(1, round(seconds * self._rate / mpeg.SAMPLES - 1.5))
        self._pieces.append(count)
        self._count(count, count * len(self._silence))
        return count * mpeg.SAMPLES

    def append(self, clip: Clip) -> None:
        """Append a clip's frames, to be taken as they are."""
        if clip.rate != self._rate:
            raise ValueError(f"a clip at {clip.rate} Hz, an edition at {self._rate} Hz")
        self._pieces.append(clip.frames)
        self._count(clip.samples // mpeg.SAMPLES, clip.frames.size)
        self._histogram.add(clip.levels)
        self._peak = max(self._peak, clip.true_peak)

    def measure_loudness(self) -> Loudness:
        """The loudness of all that was appended."""
        return Loudness(self._histogram.integrate(), self._peak)

    def make_recording(self) -> Recording:
        """All that was appended."""
        return Recording(
            pieces=tuple(self._pieces),
            rate=self._rate,
            bitrate=self._bitrate,
            frame_count=self.frame_count,
            byte_count=self.byte_count,
            samples=self.frame_count * mpeg.SAMPLES,
            seek_table=_make_seek_table(self._joints),
        )

    def _count(self, frames: int, size: int) -> None:
        if frames:
            self.frame_count += frames
            self.byte_count += size
            self._joints.append((self.frame_count, self.byte_count))


def split_recording(recording: Recording, starts: Sequence[int]) -> Iterator[Recording]:
    """The parts of a recording that begin at these samples, rising from 0; a piece begins at each.

    Raises ``ValueError`` where none does.
    """
    silent = len(encoding.make_silent_frame(recording.rate, recording.bitrate))
    pieces: list[Frames | int] = []
    joints = [(0, 0)]
    cuts, at = list(reversed(starts[1:])), 0
    for piece in recording.pieces:
        if isinstance(piece, int):
            count, size = piece, piece * silent
        else:
            size = piece.size
            count = mpeg.count_frames(size, recording.rate, recording.bitrate)
        if not count:
            continue
        while cuts and at >= cuts[-1]:
            if at > cuts[-1]:
                raise ValueError(f"no piece begins at sample {cuts[-1]}")
            yield _make_part(recording, pieces, joints)
            cuts.pop()
            pieces, joints = [], [(0, 0)]
        pieces.append(piece)
        joints.append((joints[-1][0] + count, joints[-1][1] + size))
        at += count * mpeg.SAMPLES
    for _ in cuts:  # a recording may have no sound
        yield _make_part(recording, pieces, joints)
        pieces, joints = [], [(0, 0)]
    yield _make_part(recording, pieces, joints)


def _make_part(
    recording: Recording, pieces: Sequence[Frames | int], joints: Sequence[tuple[int, int]]
) -> Recording:
    frames, size = joints[-1]
    return Recording(
        pieces=tuple(pieces),
        rate=recording.rate,
        bitrate=recording.bitrate,
        frame_count=frames,
        byte_count=size,
        samples=frames * mpeg.SAMPLES,
        seek_table=_make_seek_table(joints) if frames else (),
    )


def _make_seek_table(points: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Byte offset at each hundredth of the playing time, from 0 %.

    ``points`` are frames and bytes at the end of every piece, from (0, 0) on.
    """
    joints = pairwise(points)
    (frame, offset), (next_frame, next_offset) = next(joints)
    table: list[int] = []
    for percent in range(mpeg.TOC_ENTRIES):
        wanted = points[-1][0] * percent / mpeg.TOC_ENTRIES
        while next_frame < wanted:
            (frame, offset), (next_frame, next_offset) = next(joints)
        share = (wanted - frame) / (next_frame - frame)
        table.append(round(offset + share * (next_offset - offset)))
    return tuple(table)


def write_recording(recording: Recording, file: BinaryIO, store: Store) -> None:
    """Write a recording's frames at the end of ``file``, copied by the kernel where it can.

    ``file`` is only written to: it may be an entry of a zip file. Raises ``OSError``, and
    ``OutputError`` when a clip is no longer what it was.
    """
    silence = encoding.make_silent_frame(recording.rate, recording.bitrate)
    write_pieces(recording.pieces, silence, file, store)


def write_pieces(
    pieces: Iterable[Frames | int], silence: bytes, file: BinaryIO, store: Store
) -> None:
    """Write clips' frames and counts of silent ones. Raises as ``write_recording`` does."""
    for piece in pieces:
        if isinstance(piece, int):
            file.write(silence * piece)
        else:
            _copy(piece, file, store)


def _copy(frames: Frames, file: BinaryIO, store: Store) -> None:
    with store.get_shelf(frames.kind).open(frames.key, frames.start) as source:
        left = frames.size - _copy_by_kernel(source, file, frames.size)
        while left and (part := source.read(left)):
            file.write(part)
            left -= len(part)
    if left:
        raise make_change_error(frames)


def make_change_error(frames: Frames) -> OutputError:
    """What to raise when a clip has fewer frames than it had."""
    return OutputError(
        "this clip was changed while its edition was written",
        where=Place(f"{frames.kind} {frames.key}"),
        hint="run the command again",
    )


def _copy_by_kernel(source: object, file: object, size: int) -> int:
    """How many bytes were: all of them, or none where it cannot (other systems, other disks).

    Only between plain files: what compresses what is written to it has a descriptor too.
    """
    copied = 0
    if hasattr(os, "copy_file_range") and isinstance(source, FileIO) and _is_plain(file):
        file.flush()
        try:
            while copied < size and (
                count := os.copy_file_range(source.fileno(), file.fileno(), size - copied)
            ):
                copied += count
        except OSError as error:
            if copied or error.errno not in _CANNOT:
                raise
        file.seek(0, os.SEEK_END)
    return copied


def _is_plain(file: object) -> TypeGuard[BufferedRandom | BufferedWriter]:
    return isinstance(file, BufferedRandom | BufferedWriter) and isinstance(file.raw, FileIO)
