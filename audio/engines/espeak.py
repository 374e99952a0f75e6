"""espeak-ng, embedded: the voice that is always there, offline and without a key.

It is driven in synchronous retrieval mode; see ``espeak_library.py``.
"""

from __future__ import annotations

import ctypes
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import espeakng_loader

from audio import regex
from audio.engines import VoiceInfo, speak_each
from audio.engines.espeak_library import (
    CHARS_UTF8,
    PHONEMES,
    Callback,
    EspeakEvent,
    EspeakLibrary,
    write_phonemes,
)
from audio.errors import SpeechError, VoiceError
from audio.records import Line, Mark, Span, Speech, Utterance
from audio.settings import Voice
from audio.work.store import Shelf

_RATE, _PITCH = 1, 3  # espeak_PARAMETER
_LIST_TERMINATED, _WORD, _END, _PHONEME = 0, 1, 5, 7  # espeak_EVENT_TYPE

_PAUSE = -1

_NAMED = regex.compile(r"\[\[.*?\]\]|[()\[\]{}‘“”\"«»]")
"""Phonemes, which stay, and signs at which espeak loads a second language, to name them, that it
never gives back (185 kB a clip). An apostrophe makes the same pause."""

_BREATH = regex.compile(rb"(?m)^breath\b")
_DICE = Lock()
"""The noise of a breathy variant is made by the C library's ``rand``, whose state all threads
share: it is seeded for every paragraph, and one voice at a time may throw it."""
_SEED = 1

WORDS_PER_MINUTE = 165
"""At speed 1. espeak's own default is 175, which is brisk for news in Hindi."""


class _Beat(NamedTuple):
    """A moment that espeak reported: the start of a word or of a pause."""

    at: int
    """Code points from the line's start, or ``_PAUSE``."""
    sample: int


class EspeakEngine:
    """One espeak-ng voice with its variant, speed and pitch.

    Lines are to come from ``pronunciation.respell``, which sees to it that ``[[…]]`` stands for
    phonemes only where a table put it.
    """

    band = (0.055, 0.3)

    def __init__(self, voice: Voice, received: Shelf | None = None) -> None:
        del received
        self._name = _complete_name(voice.name)
        self._speed = voice.speed
        self._pitch = voice.pitch
        self._is_breathy = _is_breathy(self._name)
        self._library = EspeakLibrary()
        with self._load() as (library, _):
            self.version = library.espeak_Info(None).decode()

    @staticmethod
    def list_voices() -> list[VoiceInfo]:
        """Hindi, and Hindi with each of the variants that shape the voice."""
        folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
        names = ["hi", *(f"hi+{path.name}" for path in sorted(folder.iterdir()))]
        return [VoiceInfo(f"espeak:{name}", "hi", offline=True) for name in names]

    def speak(self, lines: Sequence[Line]) -> Speech:
        """One paragraph, each line with a mark a word, exact to the sample."""
        with self._hold_dice(), self._load() as (library, rate):
            if self._is_breathy:
                library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
            return Speech(rate, speak_each(partial(self._say, library), lines))

    def _hold_dice(self) -> AbstractContextManager[object]:
        return _DICE if self._is_breathy else nullcontext()

    def read_phonemes(self, words: Sequence[str]) -> list[str]:
        """How each word would be said, in espeak's mnemonics with stress (no ``[[…]]``)."""
        with self._load() as (library, _):
            return [" ".join(write_phonemes(library, word)).strip() for word in words]

    def list_phonemes(self, line: Line) -> list[list[str]]:
        """The phonemes of each word as they would be spoken in the line, without stress.

        ``बात`` has ``b``, ``a:`` and ``t``. Words that espeak says as one are all with the first.
        """
        found: list[list[str]] = [[] for _ in line.words]
        starts = [span.start for span in line.words]

        def note(_samples: object, _count: int, events: ctypes._Pointer[EspeakEvent]) -> int:
            for at, name in _read_phonemes(events):
                word = bisect_right(starts, at) - 1
                if word >= 0 and at < line.words[word].end:
                    found[word].append(name)
            return 0

        with self._load() as (library, _):
            _synthesize(library, line.text, note)
        return found

    @contextmanager
    def _load(self) -> Iterator[tuple[ctypes.CDLL, int]]:
        """A fresh instance of the library with the voice set, and its sample rate."""
        with self._library.load(self._name) as (library, rate):
            library.espeak_SetParameter(_RATE, round(WORDS_PER_MINUTE * self._speed), 0)
            library.espeak_SetParameter(_PITCH, self._pitch, 0)
            yield library, rate

    def _say(self, library: ctypes.CDLL, line: Line) -> Utterance:
        pcm = bytearray()
        beats: list[_Beat] = []

        def hear(
            samples: ctypes._Pointer[ctypes.c_short],
            count: int,
            events: ctypes._Pointer[EspeakEvent],
        ) -> int:
            if samples and count:
                pcm.extend(ctypes.string_at(samples, 2 * count))
            beats.extend(_read_beats(events))
            return 0

        status = _synthesize(library, line.text, hear)
        if status != 0 or not pcm:
            raise SpeechError(f"espeak-ng said nothing (status {status}) for: {line.text}")
        return Utterance(bytes(pcm), _make_marks(line.words, beats, len(pcm) // 2))


def _synthesize(library: ctypes.CDLL, text: str, hear: Callable[..., int]) -> int:
    """Speak to ``hear``, which gets samples, their number, and events; espeak's status."""
    callback = Callback(hear)
    library.espeak_SetSynthCallback(callback)
    content = _NAMED.sub(lambda sign: sign[0] if len(sign[0]) > 1 else "'", text).encode()
    size = ctypes.c_size_t(len(content) + 1)
    status: int = library.espeak_Synth(content, size, 0, 1, 0, CHARS_UTF8 | PHONEMES, None, None)
    return status


def _read_phonemes(events: ctypes._Pointer[EspeakEvent]) -> Iterator[tuple[int, str]]:
    """Each phoneme that is no pause: the place of its word in the text, and its mnemonic."""
    index = 0
    while (event := events[index]).type != _LIST_TERMINATED:
        name = event.id.decode("ascii", "replace").lstrip("',%=|") if event.type == _PHONEME else ""
        if name and not name.startswith("_"):
            yield event.text_position - 1, name
        index += 1


def _read_beats(events: ctypes._Pointer[EspeakEvent]) -> Iterator[_Beat]:
    index = 0
    while (event := events[index]).type != _LIST_TERMINATED:
        if event.type == _WORD:
            yield _Beat(event.text_position - 1, event.sample)
        elif event.type == _END or (event.type == _PHONEME and event.id.startswith(b"_")):
            yield _Beat(_PAUSE, event.sample)
        index += 1


def _make_marks(words: Sequence[Span], beats: Sequence[_Beat], samples: int) -> tuple[Mark, ...]:
    """A mark for each word: from its beat to the next beat of another word or a pause.

    espeak says some neighbours as one (``के लिए``) and parts of one word as several; a word
    without a beat of its own shares its neighbour's time in proportion to its letters.
    """
    beats = _place_pauses(beats)
    starts = _find_starts(words, beats)
    marks: list[Mark] = []
    index = 0
    while index < len(words):
        group = index + 1
        while group < len(words) and group not in starts:
            group += 1
        first = starts.get(index, 0)  # without a beat: only before the first one of all
        end = _find_end(beats, first, words[group - 1])
        marks.extend(
            _share(words[index:group], beats[first].sample if beats else 0, end or samples)
        )
        index = group
    return tuple(marks)


def _place_pauses(beats: Sequence[_Beat]) -> list[_Beat]:
    """Every pause at the word that follows it, so that one inside a word does not end it."""
    placed: list[_Beat] = []
    following = sys.maxsize
    for beat in reversed(beats):
        following = following if beat.at == _PAUSE else beat.at
        placed.append(_Beat(following, beat.sample))
    return placed[::-1]


def _find_starts(words: Sequence[Span], beats: Sequence[_Beat]) -> dict[int, int]:
    """Index of a word → index of the first beat that is not a pause and falls inside it."""
    letters = [span.start for span in words]
    found: dict[int, int] = {}
    for index, beat in enumerate(beats):
        word = bisect_right(letters, beat.at) - 1
        if word >= 0 and beat.at < words[word].end:
            # The last pause before a word carries the word's place too: the word's own beat,
            # which comes after it, is the one to keep while no other beat has come between.
            previous = found.get(word)
            if previous is None or (beats[previous].at == beat.at and previous == index - 1):
                found[word] = index
    return found


def _find_end(beats: Sequence[_Beat], first: int, last: Span) -> int | None:
    """The sample at which the sound from beat ``first`` to the word ``last`` stops."""
    return next(
        (beats[i].sample for i in range(first + 1, len(beats)) if beats[i].at >= last.end), None
    )


def _share(words: Sequence[Span], start: int, end: int) -> Iterator[Mark]:
    total = sum(span.end - span.start for span in words)
    spoken = 0
    for span in words:
        begin = start + (end - start) * spoken // total
        spoken += span.end - span.start
        yield Mark(begin, start + (end - start) * spoken // total)


def _is_breathy(name: str) -> bool:
    _, _, variant = name.partition("+")
    path = Path(espeakng_loader.get_data_path()) / "voices" / "!v" / variant
    return bool(variant) and bool(_BREATH.search(path.read_bytes()))


def _complete_name(name: str) -> str:
    """``f3`` or ``+f3`` is Hindi in variant f3; nothing is plain Hindi."""
    known = {info.voice.removeprefix("espeak:") for info in EspeakEngine.list_voices()}
    for candidate in (name or "hi", f"hi+{name.lstrip('+')}"):
        if candidate in known:
            return candidate
    raise VoiceError(
        f"espeak has no Hindi voice {name!r}",
        hint="audio-edition voices lists what there is",
    )
