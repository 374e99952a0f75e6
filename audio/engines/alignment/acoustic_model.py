"""What each phoneme sounds like: a Gaussian for each third of it, and how long each lasts.

The tables beside this module are made by ``scripts/train-alignment``. ``acoustic_model.tsv`` has a
row a state: its sound, which third of it, the probability that the next frame is still of this
state, the means and the variances of the figures of ``features.py``. ``phonemes.tsv`` says which
sound stands for each of espeak's phonemes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from audio.engines.alignment.features import FIGURES, Matrix
from audio.tables import read_rows

SILENCE = "_"
"""The sound of one state that stands between words; its row is the first."""
THIRDS = 3
"""States of every other sound."""
_ANY = "@"
"""The sound that stands for a phoneme that no one has heard of."""


class AcousticModel(NamedTuple):
    """Gaussians with diagonal covariance, a row a state."""

    sounds: tuple[str, ...]
    """In the order of their rows."""
    means: Matrix
    variances: Matrix
    staying: Matrix
    """Probability, by state."""

    def find_states(self, sound: str) -> range:
        """The rows of a sound."""
        place = self.sounds.index(sound)
        return range(1 + (place - 1) * THIRDS, 1 + place * THIRDS) if place else range(1)

    def expect_length(self, sounds: Sequence[str]) -> float:
        """The frames that they last at the pace of the voices that the model has learnt from."""
        states = [state for sound in sounds for state in self.find_states(sound)]
        return float((1 / (1 - self.staying[states])).sum())

    def score(self, frames: Matrix) -> Matrix:
        """Log-likelihood of each state (column) in each frame (row)."""
        precise = 1 / self.variances
        constant = (self.means**2 * precise + np.log(self.variances)).sum(axis=1) / -2
        squares = np.einsum("ij,kj->ik", frames * frames, precise / -2)
        scores: Matrix = squares + np.einsum("ij,kj->ik", frames, self.means * precise) + constant
        return scores


@cache
def read_model() -> AcousticModel:
    """The model of this package."""
    rows = list(read_rows(Path(__file__).with_name("acoustic_model.tsv")))
    figures = np.array([row[2:] for row in rows], np.float32)
    sounds = tuple(dict.fromkeys(row[0] for row in rows))
    middle = 1 + FIGURES
    return AcousticModel(sounds, figures[:, 1:middle], figures[:, middle:], figures[:, 0])


@cache
def read_sounds() -> Mapping[str, str]:
    """espeak's mnemonic of a phoneme → its sound."""
    return {name: sound for name, sound, _ in read_rows(Path(__file__).with_name("phonemes.tsv"))}


def classify_phoneme(name: str) -> str:
    """The sound of one of espeak's phonemes; of an unknown one, of the nearest by its name."""
    sounds = read_sounds()
    while name and name not in sounds:
        name = name[:-1]
    return sounds[name] if name else _ANY


def classify_phonemes(words: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The sounds of each word."""
    return [tuple(map(classify_phoneme, phonemes)) for phonemes in words]
