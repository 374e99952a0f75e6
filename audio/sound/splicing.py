"""Splicing: an edition's recording in another coding, from the frames that its clips have there."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from audio.errors import OutputError, Place
from audio.records import Frames, Recording
from audio.sound import encoding, mpeg
from audio.sound.coding import Coding, get_coded, make_silent_frame
from audio.sound.joining import make_change_error
from audio.work.store import Store


@dataclass(frozen=True, slots=True)
class Splice:
    """Where the frames of a recording are; the frames stay there."""

    coding: Coding
    clock: int
    """Hertz of its samples."""
    samples: int
    """Of what is heard: what is left out at its start and end is not counted."""
    pieces: tuple[Frames | int, ...]
    """In order: a clip's frames, or a count of silent ones."""
    sizes: array[int]
    """Bytes of every frame."""
    silence: bytes
    """A silent frame."""

    def measure_bytes(self) -> int:
        """Bytes of all frames."""
        return sum(self.sizes)


def splice(recording: Recording, coding: Coding, store: Store) -> Splice:
    """The whole recording, from clips that the store has in this coding.

    Raises ``OutputError`` for one that it has not.
    """
    clock = coding.find_clock(recording.rate)
    silence = make_silent_frame(recording.rate, coding)
    pieces: list[Frames | int] = []
    sizes: array[int] = array("I")
    for frames, at in place_clips(recording):
        kept = get_coded(frames.key, coding, store)
        if kept is None:
            raise OutputError(
                "is not there any more",
                where=Place(f"{coding.codec} of {frames.kind} {frames.key}"),
                hint="run the command again",
            )
        # Both clocks begin where what is left out of this one ends.
        start = (at + encoding.DELAY) * clock / recording.rate
        first = round(start / coding.frame) - coding.lead
        _append_silence(pieces, sizes, max(0, first - len(sizes)), silence)
        pieces.append(kept.frames)
        sizes.extend(kept.sizes)
    samples = recording.samples * clock // recording.rate
    count = -(-(samples + coding.priming) // coding.frame)
    _append_silence(pieces, sizes, max(0, count - len(sizes)), silence)
    return Splice(coding, clock, samples, tuple(pieces), sizes, silence)


class PlacedClip(NamedTuple):
    """A clip in a recording."""

    frames: Frames
    at: int
    """Samples before its first frame."""


def place_clips(recording: Recording) -> Iterator[PlacedClip]:
    """Every clip, in order."""
    at = 0
    for piece in recording.pieces:
        if isinstance(piece, int):
            at += piece * mpeg.SAMPLES
        else:
            yield PlacedClip(piece, at)
            at += mpeg.count_frames(piece.size, recording.rate, recording.bitrate) * mpeg.SAMPLES


def read_frames(one: Splice, store: Store) -> Iterator[bytes]:
    """Yield every frame. Raises as ``write_recording`` does."""
    number = 0
    for piece in one.pieces:
        if isinstance(piece, int):
            yield from (one.silence for _ in range(piece))
            number += piece
            continue
        with store.get_shelf(piece.kind).open(piece.key, piece.start) as source:
            data = source.read(piece.size)
        if len(data) < piece.size:
            raise make_change_error(piece)
        at = 0
        while at < piece.size:
            yield data[at : at + one.sizes[number]]
            at += one.sizes[number]
            number += 1


def _append_silence(
    pieces: list[Frames | int], sizes: array[int], count: int, silence: bytes
) -> None:
    if count:
        pieces.append(count)
        sizes.extend([len(silence)] * count)
