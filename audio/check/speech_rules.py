"""Rules for the speech of an edition: every sentence, word and pause is heard at its time.

The audit of the build (``audio.clips.audit``) is repeated here on the published sound. Pauses are
checked too: sound that belongs to no sentence is as wrong as a sentence without sound.
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np

from audio.check.edition_data import SentenceData
from audio.check.fault import Fault
from audio.check.sound_measurement import GRAINS
from audio.check.sound_subject import BLUR, MOST_FAULTS, SoundSubject
from audio.check.voices import find_band
from audio.clips.audit import check_length, check_sound
from audio.errors import SpeechError
from audio.hindi.aksharas import count_aksharas
from audio.records import NOWHERE, Clip, Line, Script, Sentence, Span, Timing
from audio.settings import SPEED

_LEAD = 0.35
"""Seconds of silence that a sentence may begin or end with."""
_LONGEST_PAUSE = 2.5
"""Seconds of silence; a longer one sounds like the end."""
_PACES = 0.5, 2.0
"""How slow and how fast a sentence may be, as times the usual seconds an akshara."""
_LEAST_AKSHARAS, _LEAST_SENTENCES = 8, 5
"""Aksharas a sentence must have for its pace to count, and sentences for the usual pace."""


def check_sounding(it: SoundSubject) -> Iterator[Fault]:
    """Every sentence has sound, from its start to its end."""
    for sentence in it.data.sentences:
        inside = it.loud[_to_slice(sentence)]
        where = np.flatnonzero(inside)
        if not len(where):
            yield it.make_fault(
                f"is silent from {sentence.start} s to {sentence.end} s", sentence.id
            )
            continue
        lead, rest = where[0] / GRAINS, (len(inside) - 1 - where[-1]) / GRAINS
        if lead > _LEAD:
            yield it.make_fault(f"is heard {lead:.2f} s after its start", sentence.id)
        if rest > _LEAD:
            yield it.make_fault(f"ends {rest:.2f} s before its end", sentence.id)


def check_unclaimed_sound(it: SoundSubject) -> Iterator[Fault]:
    """There is silence between sentences."""
    outside = it.loud.copy()
    for sentence in it.data.sentences:
        outside[_to_slice(sentence, BLUR)] = False
    outside[1:] &= ~outside[:-1]  # the beginning of every such sound
    moments = np.flatnonzero(outside) / GRAINS
    starts = [sentence.start for sentence in it.data.sentences]
    reported: set[str] = set()
    for moment in moments.tolist():
        index = bisect_right(starts, moment)
        near = it.data.sentences[max(0, index - 1) : index + 1]
        nearest = min(near, key=lambda s: min(abs(s.start - moment), abs(s.end - moment)))
        if nearest.id not in reported and len(reported) < MOST_FAULTS:
            reported.add(nearest.id)
            side = "before it starts" if moment < nearest.start else "after it ends"
            yield it.make_fault(f"something is heard at {moment:.2f} s, {side}", nearest.id)


def check_pauses(it: SoundSubject) -> Iterator[Fault]:
    """No silence is so long that the edition seems to be over."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], it.loud, [True]]).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=False):
        if end - start > _LONGEST_PAUSE * GRAINS:
            seconds = (end - start) / GRAINS
            yield it.make_fault(
                f"{seconds:.1f} s of silence from {start / GRAINS:.2f} s on "
                f"(at most {_LONGEST_PAUSE})",
                it.data.find_sentence_at(start / GRAINS),
            )


def check_silence(it: SoundSubject) -> Iterator[Fault]:
    """The audit of every sentence's sound holds of the published one."""
    for sentence in it.data.sentences:
        place = _to_slice(sentence)
        clip = _make_clip(GRAINS, len(it.sound.peaks), place.start, max(place.start, place.stop))
        try:
            check_sound([_make_script(sentence)], clip, it.sound.peaks)
        except SpeechError as error:
            yield it.make_fault(error.what, sentence.id)


def check_sentence_lengths(it: SoundSubject) -> Iterator[Fault]:
    """The seconds an akshara of a sentence are possible for the voice, and near the usual ones.

    Possible: within the voice's band, at any speed that a show may ask for. Usual: the median of
    the edition's sentences.
    """
    bands = [found for found in map(find_band, it.data.all_voices) if found]
    if len(bands) < len(it.data.all_voices):
        return
    slowest, fastest = SPEED
    least = min(least for least, _ in bands) / fastest
    most = max(most for _, most in bands) / slowest
    paces = [
        _measure_pace(s) for s in it.data.sentences if count_aksharas(s.spoken) >= _LEAST_AKSHARAS
    ]
    if len(paces) >= _LEAST_SENTENCES:
        usual = statistics.median(paces)
        least, most = max(least, usual * _PACES[0]), min(most, usual * _PACES[1])
    for sentence in it.data.sentences:
        if sentence.start < sentence.end:  # else reported already
            yield from _check_sentence_length(it, sentence, (least, most))


def _measure_pace(sentence: SentenceData) -> float:
    return (sentence.end - sentence.start) / count_aksharas(sentence.spoken)


def _check_sentence_length(
    it: SoundSubject, sentence: SentenceData, limits: tuple[float, float]
) -> Iterator[Fault]:
    rate = it.data.rate
    clip = _make_clip(rate, 0, round(sentence.start * rate), round(sentence.end * rate))
    try:
        check_length([_make_script(sentence)], clip, limits, speed=1)
    except SpeechError as error:
        yield it.make_fault(error.what, sentence.id)


def check_words(it: SoundSubject) -> Iterator[Fault]:
    """No word is silent from its start to its end."""
    for sentence in it.data.sentences:
        for number, word in enumerate(sentence.words, 1):
            place = slice(
                max(0, int((word.start - BLUR) * GRAINS)), int((word.end + BLUR) * GRAINS) + 1
            )
            if not it.loud[place].any():
                yield it.make_fault(f"word {number} is silent at {word.start} s", sentence.id)
                break


def _to_slice(sentence: SentenceData, margin: float = 0.0) -> slice:
    """Which peaks belong to ``sentence``, with ``margin`` seconds on either side."""
    start, end = sentence.start - margin, sentence.end + margin
    return slice(max(0, int(start * GRAINS)), int(end * GRAINS) + 1)


def _make_script(sentence: SentenceData) -> Script:
    span = Span(0, len(sentence.written))
    return Script(Sentence(sentence.id, span, sentence.written), Line(sentence.spoken, ()), ())


def _make_clip(rate: int, samples: int, start: int, end: int) -> Clip:
    """A clip of one sentence from sample ``start`` to ``end``, as the audit takes it."""
    return Clip(NOWHERE, rate, samples, (Timing(start, end, ()),), (), 0.0)
