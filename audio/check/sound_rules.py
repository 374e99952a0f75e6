"""Rules for the sound of an edition: length and loudness, and those of its speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from audio.check import speech_rules
from audio.check.edition_data import EditionData
from audio.check.fault import Fault, Rule, apply_rules, contrast
from audio.check.sound_measurement import FULL_SCALE, GRAINS, POWERS, SoundMeasurement
from audio.check.sound_subject import BLUR, MOST_FAULTS, SoundSubject
from audio.check.voices import is_audible
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


def check_sound_file(where: str, heard: SoundMeasurement, data: EditionData) -> Iterator[Fault]:
    """Yield all that is wrong with the sound at ``where``; of a silent voice, with its length."""
    it = SoundSubject(where, heard, data, heard.peaks >= LEAST_HEARD)
    yield from apply_rules(it, ALWAYS)
    if all(map(is_audible, data.all_voices)):
        yield from apply_rules(it, AUDIBLE)


def check_coded_sound_file(
    where: str, heard: SoundMeasurement, data: EditionData
) -> Iterator[Fault]:
    """Yield all that is wrong with sound in another coding, which falls on frames of its own."""
    it = SoundSubject(where, heard, data, heard.peaks >= LEAST_HEARD)
    yield from apply_rules(it, ALWAYS_CODED)
    if all(map(is_audible, data.all_voices)):
        yield from apply_rules(it, AUDIBLE_CODED)


def _check_duration(it: SoundSubject) -> Iterator[Fault]:
    seconds = it.sound.samples / it.sound.rate
    if abs(seconds - it.data.duration) > BLUR:
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
    for sample, why in it.sound.gaps[:MOST_FAULTS]:
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
    for sentence in list(dict.fromkeys(map(it.data.find_sentence_at, clipped.tolist())))[
        :MOST_FAULTS
    ]:
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


def _round(value: float) -> float:
    return round(value, 2)


ALWAYS: Sequence[Rule[SoundSubject]] = (_check_samples, _check_decoding)
AUDIBLE: Sequence[Rule[SoundSubject]] = (
    _check_levels,
    _check_clipping,
    _check_paragraph_levels,
    speech_rules.check_sounding,
    speech_rules.check_unclaimed_sound,
    speech_rules.check_pauses,
    speech_rules.check_silence,
    speech_rules.check_sentence_lengths,
    speech_rules.check_words,
)
ALWAYS_CODED: Sequence[Rule[SoundSubject]] = (_check_duration, _check_decoding)
AUDIBLE_CODED: Sequence[Rule[SoundSubject]] = (
    _check_coded_level,
    _check_clipping,
    _check_paragraph_levels,
    speech_rules.check_sounding,
    speech_rules.check_pauses,
    speech_rules.check_silence,
    speech_rules.check_words,
)
