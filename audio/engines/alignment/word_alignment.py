"""When each word of a line is heard, and which of them are not heard once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.engines.alignment.acoustic_model import classify_phonemes, read_model
from audio.engines.alignment.features import STEP, Matrix, measure_frames
from audio.engines.alignment.viterbi import (
    BestPath,
    Numbers,
    StateChain,
    chain_states,
    find_best_path,
)
from audio.engines.alignment.word_lengths import share_time
from audio.records import Line, Mark

LEAST_RATE = 14_000
"""Hertz: of less, the upper bands hold nothing and nothing can be told."""
PRICE = 320.0
"""Nats that a jump must be worth: how much worse the sound would fit if every word were in it once.
See ``scripts/bench alignment``."""

_LEAST_ROOM = 1.3
"""Frames a state: a word that has no more is not there, if it does not fit either. Of 1,388 words
of voices that the model had not learnt from, none had less than 1.5 and did not fit."""
_LEAST_SHARE = 0.35
"""Of the usual frames a state, for those who speak fast."""
_MISFIT = 50.0
"""Nats by which the frames of a word fit less than others."""


class WordAlignment(NamedTuple):
    """The words of one line in one sound."""

    marks: tuple[Mark, ...]
    """One a word, in order, in samples; none when there is a fault."""
    missing: tuple[int, ...] = ()
    """Words that are not heard, by their indices."""
    repeated: tuple[int, ...] = ()
    """Words that are heard more than once."""


def align_words(
    line: Line,
    phonemes: Sequence[Sequence[str]],
    samples: npt.NDArray[np.int16],
    rate: int,
    speed: float = 1.0,
) -> WordAlignment:
    """``phonemes``: espeak's, of each word; ``speed``: what the sound was asked for at.

    There are no marks when a word is missing or repeated. Raises ``ValueError`` when no word has
    a phoneme.
    """
    model = read_model()
    chain = chain_states(classify_phonemes(phonemes), model)
    if len(chain.rows) == 1:
        raise ValueError("no word has a phoneme")
    scores = model.score(measure_frames(samples, rate, speed))
    path = find_best_path(chain, scores, model, PRICE)
    if path.has_jumps:
        return WordAlignment((), *_find_faults(chain, path))
    if squeezed := _find_squeezed(chain, path, scores):
        return WordAlignment((), squeezed)
    step = STEP / speed * rate
    spoken = chain.words[path.states]
    return WordAlignment(tuple(_place_marks(line, spoken, step, len(samples))))


def _find_squeezed(chain: StateChain, path: BestPath, scores: Matrix) -> tuple[int, ...]:
    """Words that have hardly a frame for each of their states, and sound unlike them there.

    That is all the place that is left to a word which is not there, and too little for a jump to
    be worth its price.
    """
    spoken = chain.words[path.states]
    voiced = spoken >= 0
    owners = chain.words[chain.words >= 0]
    words = chain.words[chain.starts]
    fits = scores[np.arange(len(spoken)), chain.rows[path.states]]
    surplus = np.bincount(spoken[voiced], fits[voiced] - fits[voiced].mean())[words]
    room = (np.bincount(spoken[voiced]) / np.maximum(np.bincount(owners), 1))[words]
    least = min(_LEAST_ROOM, _LEAST_SHARE * float(np.median(room)))
    return tuple(map(int, words[(room <= least) & (surplus < -_MISFIT)]))


def _find_faults(chain: StateChain, path: BestPath) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The words that the path does not come to, and those that it comes to again."""
    entered = np.isin(path.states, chain.starts)
    entered[1:] &= path.states[1:] != path.states[:-1]
    visits = np.bincount(chain.words[path.states[entered]], minlength=chain.words.max() + 1)
    missing = (word for word in chain.words[chain.starts] if not visits[word])
    return tuple(map(int, missing)), tuple(map(int, np.flatnonzero(visits > 1)))


def _place_marks(line: Line, spoken: Numbers, step: float, samples: int) -> Iterator[Mark]:
    """``spoken``: the word of each frame, or −1; ``step``: samples from frame to frame.

    A word without a phoneme shares the time of the one before it, or else of the one after.
    """
    frames = np.flatnonzero(spoken >= 0)
    words, first = np.unique(spoken[frames], return_index=True)
    last = np.append(first[1:], len(frames)) - 1
    words[0] = 0
    for word, following, begin, end in zip(
        words, [*words[1:], len(line.words)], frames[first], frames[last], strict=True
    ):
        start = max(0, round((begin - 0.5) * step))
        stop = min(samples, round((end + 0.5) * step))
        texts = [span.of(line.text) for span in line.words[word:following]]
        yield from share_time(texts, start, stop)
