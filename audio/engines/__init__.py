"""Engines: pick one. The lines of a paragraph in, ``Speech`` out.

An engine is a small class whose one work is to ``speak``. It knows nothing of pauses, levels,
files or other paragraphs, is used by one thread at a time, and says the same bytes for the same
lines whatever it said before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Event
from typing import NamedTuple, Protocol, cast

from audio.errors import SpeechError, VoiceError
from audio.records import Line, Speech, Utterance
from audio.settings import Voice
from audio.settings.default_voice import NATURAL
from audio.work.store import Shelf

is_waited_for = Event()
"""Set where somebody waits for every sentence, as at the desk: speed may then cost memory."""


class VoiceInfo(NamedTuple):
    """One row of ``audio-edition voices``."""

    voice: str
    """As ``--voice`` takes it."""
    languages: str
    offline: bool
    note: str = ""
    install: str = ""
    """What to type to have it; empty when it is there."""


class Engine(Protocol):
    """One voice, ready to speak; made from a ``Voice``."""

    version: str
    """Whatever besides the lines and the ``Voice`` shapes what is said: program, data, model."""
    band: tuple[float, float]
    """Seconds an akshara of this voice can last at speed 1, least and most: what is outside
    cannot be the sentence that was asked for."""

    def __init__(self, voice: Voice, received: Shelf) -> None:
        """``received`` keeps what cost money or time, as it came; others need not use it.

        Raises ``VoiceError`` when there is no such voice.
        """

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Every voice this engine has."""

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph. One utterance a line, in order.

        Raises ``SpeechError`` with the index of the line that cannot be spoken; see
        ``speak_each`` and ``number_errors``.
        """


class EngineEntry(NamedTuple):
    """Where an engine lives and how to get it."""

    target: str
    """``module:Class``, imported on first use."""
    install: str
    """What to type when its packages are missing."""
    offline: bool = True
    audible: bool = True
    """Whether anything is heard of what it says."""


ENGINES = {
    "edge": EngineEntry(
        "audio.engines.edge:EdgeEngine", "pip install 'audio-edition[edge]'", offline=False
    ),
    "espeak": EngineEntry("audio.engines.espeak:EspeakEngine", "pip install audio-edition"),
    "gtts": EngineEntry(
        "audio.engines.gtts:GttsEngine", "pip install audio-edition", offline=False
    ),
    "kokoro": EngineEntry(
        "audio.engines.kokoro:KokoroEngine", "pip install 'audio-edition[kokoro]'"
    ),
    "openai": EngineEntry(
        "audio.engines.openai:OpenaiEngine", "pip install audio-edition", offline=False
    ),
    "piper": EngineEntry("audio.engines.piper:PiperEngine", "pip install 'audio-edition[piper]'"),
    "silence": EngineEntry(
        "audio.engines.silence:SilenceEngine", "pip install audio-edition", audible=False
    ),
}


def speak_each(speak: Callable[[Line], Utterance], lines: Sequence[Line]) -> tuple[Utterance, ...]:
    """What ``speak`` makes of each line. A ``SpeechError`` learns the index of its line."""
    utterances: list[Utterance] = []
    for index, line in enumerate(lines):
        with number_errors(index):
            utterances.append(speak(line))
    return tuple(utterances)


@contextmanager
def number_errors(line_index: int) -> Iterator[None]:
    """While this lasts, a ``SpeechError`` is about the line with this index."""
    try:
        yield
    except SpeechError as error:
        error.line_index = line_index
        raise


def make_engine(voice: Voice, received: Shelf) -> Engine:
    """The engine that speaks ``voice``; the caller owns it and uses it in one thread.

    Raises ``VoiceError``: no such engine or voice, or its packages are not installed.
    """
    if voice.engine not in ENGINES:
        known = ", ".join(ENGINES)
        raise VoiceError(f"no engine is called {voice.engine!r}", hint=f"there are {known}")
    entry = ENGINES[voice.engine]
    try:
        return _load(entry)(voice, received)
    except ImportError as error:
        raise VoiceError(
            f"{voice.engine} is not installed ({error.name} is missing)",
            hint=f"type: {entry.install}",
        ) from error


def list_voices() -> list[VoiceInfo]:
    """Every voice of every engine, by engine, the natural one that works offline first.

    What is not installed says how to install it.
    """
    natural = Voice.parse(NATURAL).engine
    names = sorted(ENGINES, key=lambda name: name != natural)
    return [info for name in names for info in _list_of(name)]


def _list_of(name: str) -> list[VoiceInfo]:
    entry = ENGINES[name]
    try:
        return _load(entry).list_voices()
    except ImportError:
        return [VoiceInfo(name, "hi", offline=entry.offline, install=entry.install)]


def _load(entry: EngineEntry) -> type[Engine]:
    module, _, attribute = entry.target.partition(":")
    return cast("type[Engine]", getattr(import_module(module), attribute))
