"""When each word of a line is heard, and which of them are not heard once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.engines.alignment.acoustic_model import classify_phonemes, read_model
from audio.engines.alignment.features import STEP, measure_frames
from audio.engines.alignment.left_out_words import FEW, HeardWords
from audio.engines.alignment.viterbi import (
    NEVER,
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
    sounds = classify_phonemes(phonemes)
    chain = chain_states(sounds, model)
    if len(chain.rows) == 1:
        raise ValueError("no word has a phoneme")
    scores = model.score(measure_frames(samples, rate, speed))
    path = find_best_path(chain, scores, model, PRICE)
    if path.has_jumps:
        missing, repeated = _find_faults(chain, path)
        if repeated or len(missing) != 1 or len(sounds[missing[0]]) > FEW:
            return WordAlignment((), missing, repeated)
        path = find_best_path(chain, scores, model, NEVER)
    spoken = chain.words[path.states]
    if missing := HeardWords(sounds, spoken, scores, model).find_left_out():
        return WordAlignment((), missing)
    return WordAlignment(tuple(_place_marks(line, spoken, STEP / speed * rate, len(samples))))


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
