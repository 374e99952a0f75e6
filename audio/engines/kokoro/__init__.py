"""Kokoro: a natural voice on this machine, from packages that pip alone brings.

``kokoro:hf_alpha``, the default, ``hf_beta``, ``hm_omega``, ``hm_psi``, or a blend of several:
``kokoro:hf_alpha+hf_beta``. Words are timed by the lengths that the network gives its tokens.
Speed is the network's own; it has no pitch, so ``Voice.pitch`` is ignored.

What was said of a sentence is kept, so another bit rate, level or pause speaks nothing anew, and
a changed sentence speaks itself alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from audio.engines import ENGINES, VoiceInfo, number_errors
from audio.engines.kokoro.styles import VOICES, find_style
from audio.engines.kokoro.tokens import SpokenPassage, lay_out
from audio.engines.kokoro.workload import find_workload, open_pool
from audio.engines.phonemes.phonemizer import Phonemizer
from audio.records import Line, Speech, Utterance
from audio.settings import Voice
from audio.work.keys import make_key
from audio.work.store import Shelf

_FORMAT = 3
"""Raised when the same line would be spoken otherwise, or is kept in another form."""


class KokoroEngine:
    """One voice, or blend of voices, at one speed."""

    band = (0.09, 0.3)
    """Of 26 sentences of an article: 0.158 to 0.229; of others, by the four voices at speeds from
    0.5 to 2: 0.145 to 0.262."""

    def __init__(self, voice: Voice, received: Shelf) -> None:
        from audio.engines.kokoro import model, weights

        self._style = find_style(voice.name)
        weights.provide_graph()
        self._speed = voice.speed
        self._received = received
        self._phonemizer = Phonemizer("hi")
        self.version = (
            f"{model.describe_version()}, espeak-ng {self._phonemizer.version}, format {_FORMAT}"
        )

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """The four voices; how to install them where they are not."""
        command = "" if find_spec("onnxruntime") else ENGINES["kokoro"].install
        return [
            VoiceInfo(f"kokoro:{name}", "hi", True, note, command) for name, note in VOICES.items()
        ]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph; its sentences are spoken side by side, one a core, the longest first."""
        from audio.engines.kokoro.model import RATE

        texts: list[list[SpokenPassage]] = []
        for index, line in enumerate(lines):
            with number_errors(index):
                texts.append(lay_out(line, self._phonemizer.phonemize(line)))
        order = sorted(range(len(texts)), key=lambda it: -sum(len(p.signs) for p in texts[it]))
        futures = {it: open_pool().submit(self._utter, texts[it]) for it in order}
        try:
            utterances: list[Utterance] = []
            for index in range(len(texts)):
                with number_errors(index):
                    utterances.append(futures[index].result())
            return Speech(RATE, tuple(utterances))
        finally:
            for future in futures.values():
                future.cancel()

    def _utter(self, passages: Sequence[SpokenPassage]) -> Utterance:
        from audio.engines.kokoro.model import RATE, load_model
        from audio.engines.kokoro.timing import join_passages
        from audio.engines.phonemes.packing import SpokenRun, recall

        def speak() -> list[SpokenRun]:
            runs: list[SpokenRun] = []
            for one in passages:
                with find_workload().hold(len(one.signs) / self._speed) as threads:
                    runs.append(load_model(threads).speak(one, self._style, self._speed))
            return runs

        runs = recall(self._received, self._make_key(passages), RATE, speak)
        return join_passages(passages, runs, self._speed)

    def _make_key(self, passages: Sequence[SpokenPassage]) -> str:
        """The key of a sound: all that shapes it; the text does so through its signs."""
        said = [(passage.signs, passage.rise) for passage in passages]
        return make_key("kokoro", self.version, self._style.name, self._speed, said)
