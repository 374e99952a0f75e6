"""What is heard against what edition.json says: length, level, and every sentence at its place.

The audit of the build (``audio.clips.audit``) is repeated here on the published sound, and the
pauses are looked at too: sound that belongs to no sentence is as wrong as a sentence without sound.
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audio.check.edition_data import EditionData, SentenceData
from audio.check.fault import Fault, Rule, differs, judged
from audio.check.sound import FULL_SCALE, GRAINS, POWERS, Heard
from audio.check.voices import audible, band
from audio.clips.audit import check_length, check_sound
from audio.errors import SpeechError
from audio.hindi.aksharas import count_aksharas
from audio.records import NOWHERE, Clip, Line, Script, Sentence, Span, Timing
from audio.settings import SPEED
from audio.sound.loudness import integrate

_TARGET, _TOLERANCE = -16.0, 1.0
"""LUFS as heard, and what directories allow around it."""
_SAME = 0.3
"""LU by which a meter over all may differ from edition.json's sum over clips."""
_SAME_PEAK = 0.5
"""dB, likewise."""
_CEILING = -1.0
"""dBTP: what directories allow."""
_UNEVEN = 3.0
"""LU that a paragraph of some length may be off: every clip is levelled to the same."""
_LONG_ENOUGH = 1.5
"""Seconds of a paragraph whose loudness can be told: the meter's window alone is 0.4."""
_QUIET = 10 ** (-50 / 20) * 32_768
"""Peak of ten milliseconds that count as silence, as in the audit."""
_BLUR = 0.04
"""Seconds that a coder smears sound over."""
_LEAD = 0.35
"""Seconds of silence that a sentence may begin or end with: it is trimmed to its sound."""
_LONGEST_PAUSE = 2.5
"""Seconds: what is longer sounds like the end."""
_SPEEDS = SPEED
"""Least and most that a show may ask for."""
_PACES = 0.5, 2.0
"""Times the usual pace that a sentence may have."""
_TELLING, _ENOUGH = 8, 5
"""Aksharas that tell a pace, and sentences that tell the usual one."""
_MOST = 8
"""Faults of one rule that are told one by one."""


class Listened(NamedTuple):
    """An edition's sound, and what it should be."""

    where: str
    heard: Heard
    data: EditionData
    loud: NDArray[np.bool_]
    """Shape (n,): whether anything is heard in every 10 ms."""

    def fault(self, what: str, sentence: str = "") -> Fault:
        """A fault of the sound."""
        return Fault(self.where, what, sentence)


def check_hearing(where: str, heard: Heard, data: EditionData) -> Iterator[Fault]:
    """All that is wrong with the sound at ``where``; of a silent voice only its length counts."""
    it = Listened(where, heard, data, heard.peaks >= _QUIET)
    yield from judged(it, ALWAYS)
    if all(map(audible, data.all_voices)):
        yield from judged(it, AUDIBLE)


def _length(it: Listened) -> Iterator[Fault]:
    if it.heard.samples != it.data.samples:
        what = "does not decode to edition.json's samples"
        yield it.fault(differs(what, it.data.samples, it.heard.samples))
    if it.heard.rate != it.data.rate:
        yield it.fault(differs("is of another rate", it.data.rate, it.heard.rate))


def _decodes(it: Listened) -> Iterator[Fault]:
    for sample, why in it.heard.unheard[:_MOST]:
        moment = sample / it.heard.rate
        yield it.fault(f"cannot be decoded at {moment:.2f} s: {why}", it.data.at(moment))


def _levels(it: Listened) -> Iterator[Fault]:
    heard, said = it.heard, it.data.loudness
    if said.integrated is None or said.true_peak is None:
        yield it.fault("is heard, while edition.json has no loudness for it")
        return
    if abs(heard.integrated - said.integrated) > _SAME:
        yield it.fault(
            differs("its loudness is not edition.json's", said.integrated, _round(heard.integrated))
            + " LUFS"
        )
    if abs(heard.integrated - _TARGET) > _TOLERANCE:
        yield it.fault(
            f"is too {'loud' if heard.integrated > _TARGET else 'quiet'} "
            f"(expected {_TARGET:.0f} ± {_TOLERANCE:.0f}, found {heard.integrated:.1f} LUFS)"
        )
    if abs(heard.true_peak - said.true_peak) > _SAME_PEAK:
        yield it.fault(
            differs("its true peak is not edition.json's", said.true_peak, _round(heard.true_peak))
            + " dBTP"
        )
    if heard.true_peak > _CEILING:
        yield it.fault(
            f"its true peak is too high (at most {_CEILING}, found {heard.true_peak:.1f} dBTP)"
        )


def _clipping(it: Listened) -> Iterator[Fault]:
    clipped = np.flatnonzero(it.heard.peaks >= FULL_SCALE) / GRAINS
    for sentence in list(dict.fromkeys(map(it.data.at, clipped.tolist())))[:_MOST]:
        yield it.fault("its sound clips", sentence)


def _even(it: Listened) -> Iterator[Fault]:
    for _, sentences in it.data.paragraphs():
        start, end = sentences[0].start, sentences[-1].end
        if end - start < _LONG_ENOUGH:
            continue
        powers = it.heard.powers[int(start * POWERS) + 4 : int(end * POWERS) + 1]
        level = integrate(powers.tolist())
        if abs(level - _TARGET) > _UNEVEN:
            yield it.fault(
                f"its paragraph is {'louder' if level > _TARGET else 'quieter'} than the others "
                f"(expected {_TARGET:.0f} ± {_UNEVEN:.0f}, found {level:.1f} LUFS)",
                sentences[0].id,
            )


def _sounding(it: Listened) -> Iterator[Fault]:
    """Every sentence has sound where it is said to be, from its start to its end."""
    for sentence in it.data.sentences:
        inside = it.loud[_grains(sentence)]
        where = np.flatnonzero(inside)
        if not len(where):
            yield it.fault(f"is silent from {sentence.start} s to {sentence.end} s", sentence.id)
            continue
        lead, rest = where[0] / GRAINS, (len(inside) - 1 - where[-1]) / GRAINS
        if lead > _LEAD:
            yield it.fault(f"is heard {lead:.2f} s after its start", sentence.id)
        if rest > _LEAD:
            yield it.fault(f"ends {rest:.2f} s before its end", sentence.id)


def _unclaimed(it: Listened) -> Iterator[Fault]:
    """Nothing is heard between sentences."""
    outside = it.loud.copy()
    for sentence in it.data.sentences:
        outside[_grains(sentence, _BLUR)] = False
    outside[1:] &= ~outside[:-1]  # the beginning of every such sound
    moments = np.flatnonzero(outside) / GRAINS
    starts = [sentence.start for sentence in it.data.sentences]
    told: set[str] = set()
    for moment in moments.tolist():
        index = bisect_right(starts, moment)
        near = it.data.sentences[max(0, index - 1) : index + 1]
        nearest = min(near, key=lambda s: min(abs(s.start - moment), abs(s.end - moment)))
        if nearest.id not in told and len(told) < _MOST:
            told.add(nearest.id)
            side = "before it starts" if moment < nearest.start else "after it ends"
            yield it.fault(f"something is heard at {moment:.2f} s, {side}", nearest.id)


def _pauses(it: Listened) -> Iterator[Fault]:
    edges = np.flatnonzero(np.diff(np.concatenate([[True], it.loud, [True]]).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=False):
        if end - start > _LONGEST_PAUSE * GRAINS:
            seconds = (end - start) / GRAINS
            yield it.fault(
                f"{seconds:.1f} s of silence from {start / GRAINS:.2f} s on "
                f"(at most {_LONGEST_PAUSE})",
                it.data.at(start / GRAINS),
            )


def _silence(it: Listened) -> Iterator[Fault]:
    for sentence in it.data.sentences:
        place = _grains(sentence)
        clip = _clip(GRAINS, len(it.heard.peaks), place.start, max(place.start, place.stop))
        try:
            check_sound([_script(sentence)], clip, it.heard.peaks)
        except SpeechError as error:
            yield it.fault(error.what, sentence.id)


def _lengths(it: Listened) -> Iterator[Fault]:
    """Seconds an akshara: in the voice's band at any speed that a show may ask for, and not far
    from what most sentences of the edition take."""
    bands = [found for found in map(band, it.data.all_voices) if found]
    if len(bands) < len(it.data.all_voices):
        return
    slowest, fastest = (it.data.speed, it.data.speed) if it.data.speed else _SPEEDS
    least = min(least for least, _ in bands) / fastest
    most = max(most for _, most in bands) / slowest
    paces = [_pace(s) for s in it.data.sentences if count_aksharas(s.spoken) >= _TELLING]
    if len(paces) >= _ENOUGH:
        usual = statistics.median(paces)
        least, most = max(least, usual * _PACES[0]), min(most, usual * _PACES[1])
    for sentence in it.data.sentences:
        if sentence.start < sentence.end:  # else told already
            yield from _wrong_length(it, sentence, (least, most))


def _pace(sentence: SentenceData) -> float:
    return (sentence.end - sentence.start) / count_aksharas(sentence.spoken)


def _wrong_length(
    it: Listened, sentence: SentenceData, limits: tuple[float, float]
) -> Iterator[Fault]:
    rate = it.data.rate
    clip = _clip(rate, 0, round(sentence.start * rate), round(sentence.end * rate))
    try:
        check_length([_script(sentence)], clip, limits, speed=1)
    except SpeechError as error:
        yield it.fault(error.what, sentence.id)


def _words(it: Listened) -> Iterator[Fault]:
    """Something is heard while a word is said to be."""
    for sentence in it.data.sentences:
        for number, word in enumerate(sentence.words, 1):
            place = slice(
                max(0, int((word.start - _BLUR) * GRAINS)), int((word.end + _BLUR) * GRAINS) + 1
            )
            if not it.loud[place].any():
                yield it.fault(f"word {number} is silent at {word.start} s", sentence.id)
                break


def _grains(sentence: SentenceData, margin: float = 0.0) -> slice:
    """Where its peaks are."""
    start, end = sentence.start - margin, sentence.end + margin
    return slice(max(0, int(start * GRAINS)), int(end * GRAINS) + 1)


def _script(sentence: SentenceData) -> Script:
    span = Span(0, len(sentence.written))
    return Script(Sentence(sentence.id, span, sentence.written), Line(sentence.spoken, ()), ())


def _clip(rate: int, samples: int, start: int, end: int) -> Clip:
    """As the audit knows clips: one sentence and where it is."""
    return Clip(NOWHERE, rate, samples, (Timing(start, end, ()),), (), 0.0)


def _round(value: float) -> float:
    return round(value, 2)


ALWAYS: Sequence[Rule[Listened]] = (_length, _decodes)
AUDIBLE: Sequence[Rule[Listened]] = (
    _levels,
    _clipping,
    _even,
    _sounding,
    _unclaimed,
    _pauses,
    _silence,
    _lengths,
    _words,
)
