"""The likeliest way through the states of a line's words, frame by frame (Viterbi's algorithm).

Words follow one another, with or without silence between. At a price the way may also jump from
the end of any word to the start of any other: over words that were left out, or back to words that
are said again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from audio.engines.alignment.acoustic_model import SILENCE, AcousticModel
from audio.engines.alignment.features import Matrix

Numbers = npt.NDArray[np.int32]

_STAY, _STEP, _SKIP, _JUMP = range(4)
"""How a state is come to: from itself, the one before, over a silence, from another word's end."""
NEVER = 1e9
"""The price of jumps where there are to be none, in nats."""


class StateChain(NamedTuple):
    """The states of a line in order: of each word's sounds, and a silence around each word."""

    rows: Numbers
    """Of the model."""
    words: Numbers
    """By state: the word's index, or −1 for silence."""

    @property
    def starts(self) -> Numbers:
        """The first state of each word. The one before is a silence."""
        return np.flatnonzero((self.words >= 0) & (np.roll(self.words, 1) < 0)).astype(np.int32)

    @property
    def ends(self) -> Numbers:
        """The states after which another word may begin: the last of each word, and silences."""
        return np.flatnonzero((self.words < 0) | (np.roll(self.words, -1) < 0)).astype(np.int32)


class BestPath(NamedTuple):
    """A state for each frame."""

    states: Numbers
    has_jumps: bool
    """Whether words were left out or said again."""
    likelihood: float
    """In nats; only differences between ways through the same frames tell anything."""


def chain_states(words: Sequence[Sequence[str]], model: AcousticModel) -> StateChain:
    """The chain of words given by their sounds; one without any has no part in it."""
    silence = model.find_states(SILENCE)
    rows, owners = [*silence], [-1]
    for index, sounds in enumerate(words):
        states = [row for sound in sounds for row in model.find_states(sound)]
        if states:
            rows += (*states, *silence)
            owners += (*(index for _ in states), -1)
    return StateChain(np.array(rows, np.int32), np.array(owners, np.int32))


def find_best_path(
    chain: StateChain, scores: Matrix, model: AcousticModel, price: float
) -> BestPath:
    """``scores``: a row a frame, a column a row of the model; ``price``: of a jump, in nats.

    Time and memory grow with frames × states: 15 s of speech are 3,000 × 600, a byte each.
    """
    staying = model.staying[chain.rows]
    stay, leave = np.log(staying), np.log(1 - staying)
    starts, ends = chain.starts, chain.ends
    over = starts[starts >= 2]
    total = np.full(len(chain.rows), -NEVER, np.float32)
    total[starts] = -price
    total[:2] = 0
    total += scores[0, chain.rows]
    moves = np.zeros((len(scores), len(total)), np.int8)
    origins = np.zeros(len(scores), np.int32)
    for frame in range(1, len(scores)):
        left, move = total + leave, moves[frame]
        total += stay
        move[1:] = left[:-1] > total[1:]
        np.maximum(total[1:], left[:-1], out=total[1:])
        _improve(total, move, over, left[over - 2], _SKIP)
        best = ends[left[ends].argmax()]
        origins[frame] = best
        _improve(total, move, starts, left[best] - np.float32(price), _JUMP)
        total += scores[frame, chain.rows]
    closing = np.full(len(total), -NEVER, np.float32)
    closing[ends] = -price
    closing[-2:] = 0
    total += closing
    last = int(total.argmax())
    states, jumped = _trace_back(last, moves, origins)
    return BestPath(states, jumped, float(total[last]))


def _improve(
    total: Matrix, move: npt.NDArray[np.int8], states: Numbers, offer: Matrix | np.float32, how: int
) -> None:
    """Let ``states`` be come to in another way where that is better."""
    better = offer > total[states]
    total[states] = np.where(better, offer, total[states])
    move[states[better]] = how


def _trace_back(last: int, moves: npt.NDArray[np.int8], origins: Numbers) -> tuple[Numbers, bool]:
    """The state of each frame, and whether any was jumped to."""
    states = np.empty(len(moves), np.int32)
    jumped = last < moves.shape[1] - 2
    state = last
    for frame in range(len(moves) - 1, -1, -1):
        states[frame] = state
        how = moves[frame, state]
        if how == _JUMP:
            jumped = True
            state = int(origins[frame])
        else:
            state -= int(how)
    return states, jumped or int(states[0]) > 1
