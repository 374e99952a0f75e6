"""Words that a sound leaves out, told by the little room that is left for them.

Every word is given some frames of a sound, even one that is not in it: those around the cut, as few
as the model lets it have. Such a word is short for its phonemes at the pace of the sentence, and
the sound fits better without it. Neither alone is enough: voices swallow words, and say some
otherwise than espeak.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from audio.engines.alignment.acoustic_model import AcousticModel
from audio.engines.alignment.features import Matrix
from audio.engines.alignment.viterbi import NEVER, Numbers, chain_states, find_best_path

_AROUND = 2
"""Words on either side that are aligned again, with the word in doubt and without it."""
_SHORT = 0.75
"""Of the length that its phonemes lead to expect: a word that is longer is there."""
_GAIN, _GAIN_BY_LENGTH = -40.0, 260.0
"""Nats by which the sound must fit better without a word: 12 for a word of a fifth of the expected
length, 116 for one of three fifths. Of 619 whole sentences, by four voices of Kokoro and five of
espeak, each aligned by a model that had not learnt from that voice, none has such a word."""
FEW = 2
"""Phonemes of words, such as हैं, that some voices say in ways of their own."""
_SHORT_OF_FEW, _GAIN_OF_FEW = 0.45, 100.0
"""For these: the length must be less, and the fit better by so much more."""


class HeardWords(NamedTuple):
    """The words of a line in a sound, each of which has some frames of it."""

    sounds: Sequence[Sequence[str]]
    """Of each word."""
    spoken: Numbers
    """The word of each frame, or −1."""
    scores: Matrix
    """Of each state (column) in each frame (row)."""
    model: AcousticModel

    def find_left_out(self) -> tuple[int, ...]:
        """The indices of words that are not heard."""
        words, frames = np.unique(self.spoken[self.spoken >= 0], return_counts=True)
        lengths = frames / [self.model.expect_length(self.sounds[word]) for word in words]
        lengths /= np.median(lengths)
        return tuple(
            int(words[place])
            for place in np.flatnonzero(lengths <= _SHORT)
            if self._is_left_out(words, int(place), float(lengths[place]))
        )

    def _is_left_out(self, words: Numbers, place: int, length: float) -> bool:
        """``length``: of ``words[place]``, where 1 is usual."""
        gain = _GAIN + _GAIN_BY_LENGTH * length
        if len(self.sounds[words[place]]) <= FEW:
            if length > _SHORT_OF_FEW:
                return False
            gain += _GAIN_OF_FEW
        first = max(0, place - _AROUND)
        near = words[first : place + _AROUND + 1]
        others = np.delete(near, place - first)
        frames = np.flatnonzero(np.isin(self.spoken, near))
        start = int(frames[0]) if first else 0
        end = int(frames[-1]) + 1 if near[-1] != words[-1] else len(self.spoken)
        reach = slice(start, end)
        return len(others) > 0 and self._align(others, reach) - self._align(near, reach) > gain

    def _align(self, words: Numbers, frames: slice) -> float:
        """The log-likelihood that these words are all that is said in some frames."""
        chain = chain_states([self.sounds[word] for word in words], self.model)
        return find_best_path(chain, self.scores[frames], self.model, NEVER).likelihood
