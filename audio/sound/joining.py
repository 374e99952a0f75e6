"""Joining clips without encoding again: their frames, one after another, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from audio.records import Clip, Loudness, Recording
from audio.sound import encoding, mpeg
from audio.sound.loudness import Histogram


class Joiner:
    """Appends clips and silence to a file of frames; memory does not grow with its length.

    ``file`` is open for writing in binary and is the caller's to close. Clips are whole frames
    of ``bitrate``: the narrator sees to it, and the store checks that they are as they were.
    Raises ``OSError`` when the disk is full, ``ValueError`` for a clip of another rate.
    """

    def __init__(self, file: BinaryIO, rate: int, bitrate: int) -> None:
        self._file = file
        self._rate = rate
        self._bitrate = bitrate
        self._silence = encoding.silent_frame(rate, bitrate)
        self._histogram = Histogram()
        self._peak = float("-inf")
        self._joints: list[tuple[int, int]] = [(0, 0)]
        """Frames and bytes written at the end of every clip: the seek table's points."""
        self.frame_count = 0
        self.byte_count = 0

    def rest(self, seconds: float) -> int:
        """Append silence of about ``seconds``, in whole frames; returns its samples."""
        # Around every pause there are a frame's worth of silence that belongs to the clips.
        count = max(0, round(seconds * self._rate / mpeg.SAMPLES - 1.5))
        self._file.write(self._silence * count)
        self._count(count, count * len(self._silence))
        return count * mpeg.SAMPLES

    def append(self, clip: Clip) -> None:
        """Append a clip's frames as they are."""
        if clip.rate != self._rate:
            raise ValueError(f"a clip at {clip.rate} Hz, an edition at {self._rate} Hz")
        self._file.write(clip.frames)
        self._count(clip.samples // mpeg.SAMPLES, len(clip.frames))
        self._histogram.add(clip.powers)
        self._peak = max(self._peak, clip.true_peak)

    def loudness(self) -> Loudness:
        """Of all that was appended."""
        return Loudness(self._histogram.integrated(), self._peak)

    def recording(self, path: Path) -> Recording:
        """What the file holds by now; ``path`` is where it lies."""
        return Recording(
            path=path,
            rate=self._rate,
            bitrate=self._bitrate,
            frame_count=self.frame_count,
            byte_count=self.byte_count,
            samples=self.frame_count * mpeg.SAMPLES,
            seek_table=self._seek_table(),
        )

    def _seek_table(self) -> tuple[int, ...]:
        """Byte offset at each hundredth of the playing time, from 0 %."""
        joints = iter(zip(self._joints, self._joints[1:], strict=False))
        (frame, offset), (next_frame, next_offset) = next(joints)
        table: list[int] = []
        for percent in range(mpeg.TOC_ENTRIES):
            wanted = self.frame_count * percent / mpeg.TOC_ENTRIES
            while next_frame < wanted:
                (frame, offset), (next_frame, next_offset) = next(joints)
            share = (wanted - frame) / (next_frame - frame)
            table.append(round(offset + share * (next_offset - offset)))
        return tuple(table)

    def _count(self, frames: int, size: int) -> None:
        if frames:
            self.frame_count += frames
            self.byte_count += size
            self._joints.append((self.frame_count, self.byte_count))
