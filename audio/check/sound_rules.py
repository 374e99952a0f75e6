"""Rules for the sound of an edition: length, loudness, and every sentence and pause at its time.

The audit of the build (``audio.clips.audit``) is repeated here on the published sound. Pauses are
checked too: sound that belongs to no sentence is as wrong as a sentence without sound.
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, apply_rules, contrast
from audio.check.sound_measurement import FULL_SCALE, GRAINS, POWERS, SoundMeasurement
from audio.check.voices import find_band, is_audible
from audio.clips.audit import check_length, check_sound
from audio.errors import SpeechError
from audio.hindi.aksharas import count_aksharas
from audio.records import NOWHERE, Clip, Line, Script, Sentence, Span, Timing
from audio.settings import SPEED
from audio.sound.loudness import LEAST_HEARD, integrate

_TARGET, _TOLERANCE = -16.0, 1.0
"""LUFS as heard, and how far directories let an edition be off, in LU."""
_SAME = 0.3
"""LU by which the measured loudness may differ from edition.json's, which is summed over clips."""
_SAME_CODED = 0.5
"""LU by which that of other codings may."""
_SAME_PEAK = 0.5
"""dB by which the measured true peak may differ from edition.json's."""
_CEILING = -1.0
"""dBTP: the highest true peak that directories allow."""
_UNEVEN = 3.0
"""LU by which a paragraph may be off the target, which every clip is brought to."""
_LONG_ENOUGH = 1.5
"""Seconds that a paragraph must have for its loudness to mean something."""
_BLUR = 0.04
"""Seconds by which encoding may spread a sound in time."""
_LEAD = 0.35
"""Seconds of silence that a sentence may begin or end with."""
_LONGEST_PAUSE = 2.5
"""Seconds of silence; a longer one sounds like the end."""
_PACES = 0.5, 2.0
"""How slow and how fast a sentence may be, as times the usual seconds an akshara."""
_LEAST_AKSHARAS, _LEAST_SENTENCES = 8, 5
"""Aksharas a sentence must have for its pace to count, and sentences for the usual pace."""
_MOST = 8
"""Faults of one rule that are reported."""


class SoundSubject(NamedTuple):
    """An edition's sound and what edition.json says of it: the subject of the rules below."""

    where: str
    sound: SoundMeasurement
    data: EditionData
    loud: NDArray[np.bool_]
    """Shape (n,): for every 10 ms, whether they are not silence."""

    def make_fault(self, what: str, sentence: str = "") -> Fault:
        """A fault of the sound."""
        return Fault(self.where, what, sentence)


def check_sound_file(where: str, heard: SoundMeasurement, data: EditionData) -> Iterator[Fault]:
    """Yield all that is wrong with the sound at ``where``; of a silent voice, with its length."""
    it = SoundSubject(where, heard, data, heard.peaks >= LEAST_HEARD)
    yield from apply_rules(it, ALWAYS)
    if all(map(is_audible, data.all_voices)):
        yield from apply_rules(it, AUDIBLE)


def check_coded_sound_file(
    where: str, heard: SoundMeasurement, data: EditionData
) -> Iterator[Fault]:
    """The same for sound in another coding than MP3, which falls on frames of its own."""
    it = SoundSubject(where, heard, data, heard.peaks >= LEAST_HEARD)
    yield from apply_rules(it, ALWAYS_CODED)
    if all(map(is_audible, data.all_voices)):
        yield from apply_rules(it, AUDIBLE_CODED)


def _check_duration(it: SoundSubject) -> Iterator[Fault]:
    seconds = it.sound.samples / it.sound.rate
    if abs(seconds - it.data.duration) > _BLUR:
        what = "is not as long as edition.json says, in seconds"
        yield it.make_fault(contrast(what, it.data.duration, round(seconds, 3)))


def _check_coded_level(it: SoundSubject) -> Iterator[Fault]:
    said, found = it.data.loudness.integrated, it.sound.integrated
    if said is None or abs(found - said) > _SAME_CODED:
        what = "its loudness is not edition.json's"
        yield it.make_fault(contrast(what, said, _round(found)) + " LUFS")


def _check_samples(it: SoundSubject) -> Iterator[Fault]:
    if it.sound.samples != it.data.samples:
        what = "does not decode to edition.json's samples"
        yield it.make_fault(contrast(what, it.data.samples, it.sound.samples))
    if it.sound.rate != it.data.rate:
        yield it.make_fault(contrast("is of another rate", it.data.rate, it.sound.rate))


def _check_decoding(it: SoundSubject) -> Iterator[Fault]:
    for sample, why in it.sound.gaps[:_MOST]:
        moment = sample / it.sound.rate
        yield it.make_fault(
            f"cannot be decoded at {moment:.2f} s: {why}", it.data.find_sentence_at(moment)
        )


def _check_levels(it: SoundSubject) -> Iterator[Fault]:
    heard, said = it.sound, it.data.loudness
    if said.integrated is None or said.true_peak is None:
        yield it.make_fault("is heard, while edition.json has no loudness for it")
        return
    if abs(heard.integrated - said.integrated) > _SAME:
        yield it.make_fault(
            contrast(
                "its loudness is not edition.json's", said.integrated, _round(heard.integrated)
            )
            + " LUFS"
        )
    if abs(heard.integrated - _TARGET) > _TOLERANCE:
        yield it.make_fault(
            f"is too {'loud' if heard.integrated > _TARGET else 'quiet'} "
            f"(expected {_TARGET:.0f} ± {_TOLERANCE:.0f}, found {heard.integrated:.1f} LUFS)"
        )
    if abs(heard.true_peak - said.true_peak) > _SAME_PEAK:
        yield it.make_fault(
            contrast("its true peak is not edition.json's", said.true_peak, _round(heard.true_peak))
            + " dBTP"
        )
    if heard.true_peak > _CEILING:
        yield it.make_fault(
            f"its true peak is too high (at most {_CEILING}, found {heard.true_peak:.1f} dBTP)"
        )


def _check_clipping(it: SoundSubject) -> Iterator[Fault]:
    clipped = np.flatnonzero(it.sound.peaks >= FULL_SCALE) / GRAINS
    for sentence in list(dict.fromkeys(map(it.data.find_sentence_at, clipped.tolist())))[:_MOST]:
        yield it.make_fault("its sound clips", sentence)


def _check_paragraph_levels(it: SoundSubject) -> Iterator[Fault]:
    for _, sentences in it.data.group_by_paragraph():
        start, end = sentences[0].start, sentences[-1].end
        if end - start < _LONG_ENOUGH:
            continue
        powers = it.sound.powers[int(start * POWERS) + 4 : int(end * POWERS) + 1]
        level = integrate(powers.tolist())
        if abs(level - _TARGET) > _UNEVEN:
            yield it.make_fault(
                f"its paragraph is {'louder' if level > _TARGET else 'quieter'} than the others "
                f"(expected {_TARGET:.0f} ± {_UNEVEN:.0f}, found {level:.1f} LUFS)",
                sentences[0].id,
            )


def _check_sounding(it: SoundSubject) -> Iterator[Fault]:
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


def _check_unclaimed_sound(it: SoundSubject) -> Iterator[Fault]:
    """There is silence between sentences."""
    outside = it.loud.copy()
    for sentence in it.data.sentences:
        outside[_to_slice(sentence, _BLUR)] = False
    outside[1:] &= ~outside[:-1]  # the beginning of every such sound
    moments = np.flatnonzero(outside) / GRAINS
    starts = [sentence.start for sentence in it.data.sentences]
    reported: set[str] = set()
    for moment in moments.tolist():
        index = bisect_right(starts, moment)
        near = it.data.sentences[max(0, index - 1) : index + 1]
        nearest = min(near, key=lambda s: min(abs(s.start - moment), abs(s.end - moment)))
        if nearest.id not in reported and len(reported) < _MOST:
            reported.add(nearest.id)
            side = "before it starts" if moment < nearest.start else "after it ends"
            yield it.make_fault(f"something is heard at {moment:.2f} s, {side}", nearest.id)


def _check_pauses(it: SoundSubject) -> Iterator[Fault]:
    edges = np.flatnonzero(np.diff(np.concatenate([[True], it.loud, [True]]).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=False):
        if end - start > _LONGEST_PAUSE * GRAINS:
            seconds = (end - start) / GRAINS
            yield it.make_fault(
                f"{seconds:.1f} s of silence from {start / GRAINS:.2f} s on "
                f"(at most {_LONGEST_PAUSE})",
                it.data.find_sentence_at(start / GRAINS),
            )


def _check_silence(it: SoundSubject) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        place = _to_slice(sentence)
        clip = _make_clip(GRAINS, len(it.sound.peaks), place.start, max(place.start, place.stop))
        try:
            check_sound([_make_script(sentence)], clip, it.sound.peaks)
        except SpeechError as error:
            yield it.make_fault(error.what, sentence.id)


def _check_sentence_lengths(it: SoundSubject) -> Iterator[Fault]:
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


def _check_words(it: SoundSubject) -> Iterator[Fault]:
    """No word is silent from its start to its end."""
    for sentence in it.data.sentences:
        for number, word in enumerate(sentence.words, 1):
            place = slice(
                max(0, int((word.start - _BLUR) * GRAINS)), int((word.end + _BLUR) * GRAINS) + 1
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


def _round(value: float) -> float:
    return round(value, 2)


ALWAYS: Sequence[Rule[SoundSubject]] = (_check_samples, _check_decoding)
AUDIBLE: Sequence[Rule[SoundSubject]] = (
    _check_levels,
    _check_clipping,
    _check_paragraph_levels,
    _check_sounding,
    _check_unclaimed_sound,
    _check_pauses,
    _check_silence,
    _check_sentence_lengths,
    _check_words,
)
ALWAYS_CODED: Sequence[Rule[SoundSubject]] = (_check_duration, _check_decoding)
AUDIBLE_CODED: Sequence[Rule[SoundSubject]] = (
    _check_coded_level,
    _check_clipping,
    _check_paragraph_levels,
    _check_sounding,
    _check_pauses,
    _check_silence,
    _check_words,
)
