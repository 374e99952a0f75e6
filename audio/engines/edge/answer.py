"""One answer of Edge's service: as it is kept, whether it can be what was asked for, its sound."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from audio.engines.edge.alignment import SHORTEST, Alignment, HeardWord, align
from audio.engines.online.faults import GarbledError
from audio.engines.online.received_sound import check_length, decode, trim
from audio.hindi.aksharas import count_aksharas
from audio.records import Line
from audio.sound.encoding import DELAY
from audio.sound.loudness import Samples

RATE = 24_000
"""Hertz, of the only format that edge-tts asks for."""
BYTES_PER_SECOND = 6_000
"""48 kbit/s, constant."""
_TICKS = 10_000_000
"""A second of the service's clock."""
_SLACK = 0.1
"""Seconds by which two reckonings of one length may differ: frames are 24 ms long."""
_PACE = 0.1
"""Seconds an akshara at speed 1 when nothing is known: a quick voice's."""
_HURRIED = 0.6
"""Of their pace before, that the words at the end need at least."""
_MARGIN = 0.005
"""Seconds kept around what is heard."""


class Boundary(NamedTuple):
    """A word as the service tells of it, in ticks of 100 ns."""

    text: str
    offset: int
    duration: int


class EdgeAnswer(NamedTuple):
    """What the service sent for one request, sound and word boundaries together."""

    mp3: bytes
    boundaries: tuple[Boundary, ...]

    def pack(self) -> bytes:
        """One line of JSON, then the MP3 as it came."""
        return json.dumps(self.boundaries, ensure_ascii=False).encode() + b"\n" + self.mp3

    @classmethod
    def unpack(cls, data: bytes) -> EdgeAnswer:
        """What ``pack`` made. Raises ``GarbledError`` for anything else."""
        head, _, mp3 = data.partition(b"\n")
        try:
            return cls(mp3, tuple(Boundary(*boundary) for boundary in json.loads(head)))
        except (ValueError, TypeError) as fault:
            raise GarbledError(str(fault)) from fault


class TimedSound(NamedTuple):
    """An answer as samples, without the silence that the service leaves around it."""

    samples: Samples
    """At ``RATE`` Hz; what is said at either end."""
    words: Alignment
    """In samples from the start of ``samples``."""


def examine(answer: EdgeAnswer, line: Line, band: tuple[float, float], speed: float) -> TimedSound:
    """The sound of ``answer``. Raises ``GarbledError`` unless it can be the whole of ``line``.

    ``band``: seconds an akshara at speed 1, least and most.
    """
    sound = decode(answer.mp3, "mp3")
    sent, decoded = len(answer.mp3) / BYTES_PER_SECOND, sound.seconds
    if sound.rate != RATE or abs(sent - decoded) > _SLACK:
        raise GarbledError(f"{sent:.2f} s of MP3 decode to {decoded:.2f} s")
    last = max((b.offset + b.duration for b in answer.boundaries), default=0) / _TICKS
    if last > decoded + _SLACK:
        raise GarbledError(
            f"the sound is cut off after {decoded:.2f} s, its words last {last:.2f} s"
        )
    sound, start = trim(sound, _MARGIN)
    length = len(sound.samples)
    check_length(sound, line.text, band, speed)
    if length < SHORTEST * len(line.words):
        raise GarbledError(f"{length} samples cannot be {len(line.words)} words")
    words = align(line, _place_words(answer.boundaries, start, length), length)
    _check_end(line, words, length, speed)
    return TimedSound(sound.samples, words)


def _place_words(boundaries: Sequence[Boundary], start: int, length: int) -> list[HeardWord]:
    """The service's words in ``length`` samples, of which ``start`` were cut off in front."""

    def place(ticks: int) -> int:
        # The service counts from its first sample, which a decoder gives after its delay.
        return min(max(0, ticks * RATE // _TICKS + DELAY - start), length)

    return [HeardWord(b.text, place(b.offset), place(b.offset + b.duration)) for b in boundaries]


def _check_end(line: Line, words: Alignment, samples: int, speed: float) -> None:
    """Raises ``GarbledError`` unless the words after the last one told of have time to be said.

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
        raise GarbledError(f"the sound is cut off at or after “{told}”")
