"""What is heard, paragraph by paragraph: every position is a count of samples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# --- speak -------------------------------------------------------------------------------


class TimingSource(StrEnum):
    """How the moments of a sentence's words are known."""

    EXACT = "exact"
    """The voice tells them."""
    ALIGNED = "aligned"
    """Its sound was compared with the phonemes of the words."""
    ESTIMATED = "estimated"
    """Reckoned from the words' lengths and not heard."""


class Mark(NamedTuple):
    """When one word is heard."""

    start: int
    """Samples from the start of its utterance."""
    end: int
    """Samples; at least ``start``."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line as an engine spoke it, with whatever silence it left around it."""

    pcm: bytes
    """Signed 16-bit little-endian mono, at the rate of its ``Speech``."""
    marks: tuple[Mark, ...] = ()
    """One a word of the line, in order and inside the PCM; empty when the engine cannot tell."""
    source: TimingSource = TimingSource.EXACT
    """Of the marks."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine made of one paragraph."""

    rate: int
    """Hertz."""
    utterances: tuple[Utterance, ...]
    """One a line, in order."""


# --- master and encode -------------------------------------------------------------------


class Timing(NamedTuple):
    """When one sentence of a clip is heard, in samples from the clip's start."""

    start: int
    end: int
    words: tuple[Mark, ...]
    """One a spoken word, or empty when the engine gave no marks."""
    source: TimingSource = TimingSource.EXACT
    """Of the marks."""


class Frames(NamedTuple):
    """Whole MP3 frames of one constant bit rate, as a stretch of something in a store."""

    kind: str
    """Of the thing in the store."""
    key: str
    start: int
    """Byte of the thing at which the first frame begins."""
    size: int
    """Bytes."""


NOWHERE = Frames("", "", 0, 0)
"""Of a clip that has not been put into a store."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One paragraph, mastered and encoded: frames that can be joined to others as they are."""

    frames: Frames
    """None of them refers to another clip's."""
    rate: int
    """Hertz."""
    samples: int
    """What a plain decoder makes of ``frames``: frame count × frame size."""
    timings: tuple[Timing, ...]
    """One a sentence, in samples of the decoded audio (the encoder's delay included)."""
    levels: tuple[tuple[int, int], ...]
    """Momentary loudness every 100 ms of the decoded audio, as heard (dual mono): how often each
    step of 0.05 LU occurs, rising; what is below the meter's gate is not counted."""
    true_peak: float
    """dBTP of the decoded audio."""
