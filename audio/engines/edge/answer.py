"""One answer of Edge's service: as it is kept, whether it can be what was asked for, its sound."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import NamedTuple

import av
import numpy as np

from audio.engines.edge.alignment import SHORTEST, Alignment, Heard, align
from audio.hindi.aksharas import count_aksharas
from audio.records import Line
from audio.sound.encoding import DELAY
from audio.sound.loudness import Samples

RATE = 24_000
"""Hertz, of the only format that edge-tts asks for."""
BYTES_PER_SECOND = 6_000
"""48 kbit/s, constant."""
BAND = (0.055, 0.35)
"""Seconds an akshara at speed 1, least and most."""
_TICKS = 10_000_000
"""A second of the service's clock."""
_SLACK = 0.1
"""Seconds by which two reckonings of one length may differ: frames are 24 ms long."""
_LONGER = 0.7
"""Seconds an answer may last beyond its band: commas pause, a last word falls."""
_PACE = 0.1
"""Seconds an akshara at speed 1 when nothing is known: a quick voice's."""
_HURRIED = 0.6
"""Of their pace before, that the words at the end need at least."""
_SILENT = round(32_768 * 10 ** (-50 / 20))
"""Quieter than this (-50 dBFS) at either end is the service's silence."""
_MARGIN = 120
"""Samples kept around what is louder: 5 ms."""


class FlawedError(Exception):
    """An answer that cannot be what was asked for; says why."""


class Boundary(NamedTuple):
    """A word as the service tells of it, in ticks of 100 ns."""

    text: str
    offset: int
    duration: int


class Answer(NamedTuple):
    """What the service sent for one request, sound and word boundaries together."""

    mp3: bytes
    boundaries: tuple[Boundary, ...]

    def packed(self) -> bytes:
        """One line of JSON, then the MP3 as it came."""
        return json.dumps(self.boundaries, ensure_ascii=False).encode() + b"\n" + self.mp3

    @classmethod
    def unpacked(cls, data: bytes) -> Answer:
        """What ``packed`` made. Raises ``ValueError`` and ``TypeError`` for anything else."""
        head, _, mp3 = data.partition(b"\n")
        return cls(mp3, tuple(Boundary(*boundary) for boundary in json.loads(head)))


class Sound(NamedTuple):
    """An answer as samples, without the silence that the service leaves around it."""

    samples: Samples
    """At ``RATE`` Hz; what is said at either end."""
    words: Alignment
    """In samples from the start of ``samples``."""


def examine(answer: Answer, line: Line, speed: float) -> Sound:
    """The sound of ``answer``. Raises ``FlawedError`` unless it can be the whole of ``line``."""
    samples = _decoded(answer.mp3)
    sent, decoded = len(answer.mp3) / BYTES_PER_SECOND, len(samples) / RATE
    if abs(sent - decoded) > _SLACK:
        raise FlawedError(f"{sent:.2f} s of MP3 decode to {decoded:.2f} s")
    last = max((b.offset + b.duration for b in answer.boundaries), default=0) / _TICKS
    if last > decoded + _SLACK:
        raise FlawedError(
            f"the sound is cut off after {decoded:.2f} s, its words last {last:.2f} s"
        )
    samples, heard = _trimmed(samples, answer.boundaries)
    aksharas = count_aksharas(line.text)
    seconds = len(samples) / RATE
    least, most = (aksharas * bound / speed for bound in BAND)
    if not least <= seconds <= most + _LONGER or len(samples) < SHORTEST * len(line.words):
        raise FlawedError(f"{seconds:.2f} s of sound cannot be {aksharas} aksharas")
    words = align(line, heard, len(samples))
    _check_end(line, words, len(samples), speed)
    return Sound(samples, words)


def _check_end(line: Line, words: Alignment, samples: int, speed: float) -> None:
    """Raises ``FlawedError`` unless the words after the last one told of have time to be said.

    Both the sound and the boundaries of a text may stop half way, as if that were all.
    """
    if words.told + 1 >= len(line.words):
        return
    begin = words.marks[words.told].start
    before, rest = (
        sum(count_aksharas(span.of(line.text)) for span in spans)
        for spans in (line.words[: words.told], line.words[words.told :])
    )
    pace = max(begin / before if before else 0, _PACE * RATE / speed)
    if samples - begin < rest * pace * _HURRIED:
        told = line.words[words.told].of(line.text)
        raise FlawedError(f"the sound is cut off at or after “{told}”")


def _decoded(mp3: bytes) -> Samples:
    """Mono at ``RATE`` Hz. Raises ``FlawedError`` for what is not MP3 to its end."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    try:
        with av.open(io.BytesIO(mp3), "r", format="mp3") as container:
            parts = [
                part.to_ndarray()[0]
                for frame in (*container.decode(audio=0), None)
                for part in resampler.resample(frame)
            ]
    except (av.FFmpegError, IndexError) as fault:
        raise FlawedError("what came is not whole MP3") from fault
    if not parts:
        raise FlawedError("what came is not MP3")
    samples: Samples = np.concatenate(parts)
    return samples


def _trimmed(samples: Samples, boundaries: Sequence[Boundary]) -> tuple[Samples, tuple[Heard, ...]]:
    """The sound without its silent ends, and where in it the service's words lie."""
    # Not by np.abs, which has no positive twin for the least sample.
    loud = np.flatnonzero((samples > _SILENT) | (samples < -_SILENT))
    if not len(loud):
        raise FlawedError("what came is silence")
    start = max(0, int(loud[0]) - _MARGIN)
    end = min(len(samples), int(loud[-1]) + 1 + _MARGIN)

    def place(ticks: int) -> int:
        # The service counts from its first sample, which a decoder gives after its delay.
        return min(max(0, ticks * RATE // _TICKS + DELAY - start), end - start)

    heard = tuple(Heard(b.text, place(b.offset), place(b.offset + b.duration)) for b in boundaries)
    return samples[start:end], heard
