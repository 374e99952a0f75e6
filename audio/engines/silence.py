"""The engine ``silence`` says nothing for as long as a reader would take.

It is for tests and dry runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from audio.engines import VoiceInfo
from audio.errors import VoiceError
from audio.hindi.aksharas import count_aksharas
from audio.records import Line, Mark, Speech, Utterance
from audio.settings import Voice
from audio.work.store import Shelf

RATE = 22_050
"""Hertz, as espeak's."""

SECONDS_PER_AKSHARA = 0.17
"""At speed 1, as espeak's."""


class SilenceEngine:
    """Silence with marks: every word lasts as long as its aksharas at an even pace."""

    version = "1"
    band = (0.16, 0.18)

    def __init__(self, voice: Voice, received: Shelf) -> None:
        del received
        if voice.name:
            raise VoiceError(f"silence has no voice {voice.name!r}")
        self._samples = round(RATE * SECONDS_PER_AKSHARA / voice.speed)

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """The one voice there is."""
        return [VoiceInfo("silence", "any", offline=True, note="says nothing: for dry runs")]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph, a silence a line: ``नमस्ते`` (3 aksharas) takes 0.51 s at speed 1."""
        return Speech(RATE, tuple(self._make_utterance(line) for line in lines))

    def _make_utterance(self, line: Line) -> Utterance:
        marks: list[Mark] = []
        at = 0
        for span in line.words:
            end = at + self._samples * max(1, count_aksharas(span.of(line.text)))
            marks.append(Mark(at, end))
            at = end
        return Utterance(bytes(2 * at), tuple(marks))
