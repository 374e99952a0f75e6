"""Mastering: one paragraph of an engine's ``Speech``; the only module that knows pydub.

Resampled by soxr (pydub's own resampler is linear), then trimmed, faded and joined with the
pauses between its sentences by pydub, and levelled. Every step is exact to the sample, so that
the engine's marks can be carried along.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import soxr

from audio.records import Mark, Speech, Timing, TimingSource, Utterance
from audio.sound import loudness
from audio.sound.loudness import SILENT, Samples

# pydub looks for ffmpeg along the path, and fails where there is none.
os.environ.setdefault("PATH", os.defpath)
with warnings.catch_warnings():
    # pydub warns that it finds no ffmpeg, which raw samples do not need, and that audioop,
    # which audioop-lts replaces from Python 3.13 on, is deprecated.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

_GRAIN_MS = 5
_WHOLE_MS = 40
"""Milliseconds that are whole samples at every rate."""
_FADE_MS = 10
"""Milliseconds: long enough that no cut clicks, too short to be heard."""
_FAINT = 1e-6
"""What a fade begins and ends with: −120 dB."""


class Mastered(NamedTuple):
    """One paragraph before it is encoded."""

    samples: Samples
    timings: tuple[Timing, ...]


def master(speech: Speech, rate: int, pause: float, *, target: float, ceiling: float) -> Mastered:
    """The paragraph at ``rate`` Hz with ``pause`` seconds between sentences, levelled.

    ``target`` is in LUFS as heard, ``ceiling`` in dBFS. There is no silence at either end.
    """
    whole, timings = _join(
        [_trim(_resample(u, speech.rate, rate)) for u in speech.utterances],
        rate,
        round(pause * rate),
    )
    samples = np.frombuffer(whole.raw_data, np.int16)
    levelled = loudness.level(
        samples, rate, target=target, ceiling=ceiling, every=max(1, rate // speech.rate)
    )
    return Mastered(levelled, tuple(timings))


class _Sentence(NamedTuple):
    """One sentence: its sound, and its words within it."""

    sound: AudioSegment
    marks: tuple[Mark, ...]
    source: TimingSource


def _resample(utterance: Utterance, rate: int, new_rate: int) -> _Sentence:
    samples = np.frombuffer(utterance.pcm, np.int16)
    length = -(-len(samples) * new_rate // rate)
    if not samples.any():
        samples = np.zeros(length, np.int16)  # soxr would dither it
    elif rate != new_rate:
        # soxr leaves the last samples of some inputs to chance; they shall be silence's.
        padded = np.concatenate([samples, np.zeros(rate // 10, np.int16)])
        samples = soxr.resample(padded, rate, new_rate, quality="HQ")[:length]
    marks = tuple(
        Mark(mark.start * new_rate // rate, mark.end * new_rate // rate) for mark in utterance.marks
    )
    return _Sentence(_make_segment(samples.tobytes(), new_rate), marks, utterance.source)


def _trim(sentence: _Sentence) -> _Sentence:
    """The sentence without the engine's silence at its ends; its marked words stay whole."""
    sound, marks, source = sentence
    total = int(sound.frame_count())
    heard = loudness.find_heard(np.frombuffer(sound.raw_data, np.int16))
    start = end = 0
    if heard.size:
        start = _find_start(sound, int(heard[0]))
        end = total - _find_start(sound.reverse(), total - 1 - int(heard[-1]))
    if start >= end:  # nothing but silence: there is nothing to trim it to
        start, end = 0, total
    if marks:
        start, end = min(start, marks[0].start), max(end, min(marks[-1].end, total))
    cut = _fade(sound.get_sample_slice(start, end))
    shifted = tuple(Mark(m.start - start, min(m.end, end) - start) for m in marks)
    return _Sentence(cut, shifted, source)


def _find_start(sound: AudioSegment, heard: int) -> int:
    """Samples of silence that ``sound`` begins with; its sample ``heard`` is the first over it.

    pydub looks at 5 ms after 5 ms, which takes longer than all else where there are seconds.
    """
    skipped = heard * 1000 // sound.frame_rate // _WHOLE_MS * _WHOLE_MS
    silent = skipped + detect_leading_silence(sound[skipped:], SILENT, _GRAIN_MS)
    return int(sound.frame_count(ms=silent))


def _fade(sound: AudioSegment) -> AudioSegment:
    """Faded in and out; what is shorter than two fades stays as it is."""
    total = int(sound.frame_count())
    length = int(sound.frame_count(ms=_FADE_MS))
    if total < 2 * length:
        return sound
    samples = np.frombuffer(sound.raw_data, np.int16).copy()
    risen = _FAINT + (1 - _FAINT) / length * np.arange(length)
    sunk = 1 + (_FAINT - 1) / length * np.arange(length)
    samples[:length] = np.floor(samples[:length] * risen)
    samples[total - length :] = np.floor(samples[total - length :] * sunk)
    return _make_segment(samples.tobytes(), sound.frame_rate)


def _join(
    sentences: Sequence[_Sentence], rate: int, pause: int
) -> tuple[AudioSegment, list[Timing]]:
    silence = _make_segment(bytes(2 * pause), rate)
    pieces: list[AudioSegment] = []
    timings: list[Timing] = []
    at = 0
    for sentence in sentences:
        timings.append(_place(sentence, at))
        pieces += (sentence.sound, silence)
        at = timings[-1].end + pause
    # Not by ``+``, which copies all that went before each time.
    return _make_segment(b"".join(piece.raw_data for piece in pieces[:-1]), rate), timings


def _place(sentence: _Sentence, at: int) -> Timing:
    words = tuple(Mark(at + mark.start, at + mark.end) for mark in sentence.marks)
    return Timing(at, at + int(sentence.sound.frame_count()), words, sentence.source)


def _make_segment(pcm: bytes, rate: int) -> AudioSegment:
    return AudioSegment(pcm, sample_width=2, frame_rate=rate, channels=1)
