"""Any server that speaks OpenAI's ``POST /v1/audio/speech``: many on this machine, or theirs.

``openai:URL?model=MODEL#VOICE`` (``address.py``), say
``openai:http://127.0.0.1:8880/v1?model=kokoro#hf_alpha``. Each sentence is one request
(``service.py``), and each answer is kept as it was received. When sentences are heard is exact;
the words within one are found by listening (``alignment/``), as these servers tell of none.

Speed is the request's own ``speed``, sent only when it is not 1: the model speaks faster, nothing
is stretched here, and a model that ignores it keeps its pace. There is no pitch, so
``Voice.pitch`` is ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from audio.engines import VoiceInfo, number_errors
from audio.engines.online.aligned_sound import AlignedSound
from audio.engines.online.received_sound import resample
from audio.engines.openai.address import EXAMPLE, parse_name, read_key
from audio.engines.openai.service import BAND, SpeechRequest, find_service
from audio.records import Line, Speech, Utterance
from audio.settings import Voice
from audio.work.store import Shelf

FORMAT = 3
"""Raised when the same answers would give other speech."""

_RATE = 24_000
"""Hertz, of a paragraph without a word."""
_PAUSE = 0.15
"""Seconds in the place of a line without a word."""


class OpenaiEngine:
    """One voice of one model of one server."""

    version = f"openai, format {FORMAT}"
    band = BAND

    def __init__(self, voice: Voice, received: Shelf) -> None:
        """Raises ``VoiceError`` for what is no address, ``SettingsError`` for what is no key."""
        self._address = parse_name(voice.name)
        self._speed = voice.speed
        self._service = find_service(self._address, read_key(self._address))
        self._received = received

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """How to name one: what a server has, only it can tell."""
        note = "any server of POST /v1/audio/speech"
        install = f"audio-edition narrate ARTICLE --voice '{EXAMPLE}'"
        return [VoiceInfo("openai:URL", "any", offline=False, note=note, install=install)]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph, all its sentences asked for at once."""
        line_indices: dict[Line, int] = {}
        for index, line in enumerate(lines):
            if line.words:
                line_indices.setdefault(line, index)
        answers = self._fetch(line_indices)
        rate = max((answer.sound.rate for answer in answers.values()), default=_RATE)
        return Speech(rate, tuple(_make_utterance(answers.get(line), rate) for line in lines))

    def _fetch(self, line_indices: Mapping[Line, int]) -> dict[Line, AlignedSound]:
        """The sound of each line; ``line_indices`` tell where in the paragraph it comes first."""
        futures = [
            self._service.ask(SpeechRequest(self._address, self._speed, line), self._received)
            for line in line_indices
        ]
        answers: dict[Line, AlignedSound] = {}
        try:
            for (line, index), future in zip(line_indices.items(), futures, strict=True):
                with number_errors(index):
                    answers[line] = future.result()
            return answers
        finally:
            for future in futures:
                future.cancel()


def _make_utterance(answer: AlignedSound | None, rate: int) -> Utterance:
    """The sound of a line; a pause for a line without a word, which has none."""
    if answer is None:
        return Utterance(np.zeros(round(_PAUSE * rate), np.int16).tobytes())
    samples = resample(answer.sound, rate)
    return Utterance(samples.tobytes(), answer.scale_marks(len(samples)), answer.source)
