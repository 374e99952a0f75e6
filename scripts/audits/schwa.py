"""Learns which inherent vowels are silent: the weights of audio/engines/phonology/tables/schwa.tsv.

``schwa.py WORDS.tsv [FOLDS]``: rows of ``written<TAB>said``, said with a virama at each silent
vowel; ways to say it are parted by ``|``. With FOLDS, the table stays as it is and words that were
not learnt from are judged instead.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from audio.engines.phonology import silence
from audio.engines.phonology.espeak_reading import find_espeak_silent
from audio.engines.phonology.spelling import Letter, find_candidates, fold, read_letters
from audio.tables import read_rows

_SPARSE, _SMOOTH = 0.1, 0.5
"""Penalties of a weight's size and of its square."""
_ROUNDS = 250
_LEAST = 5
"""Hundredths: a smaller weight is none."""
_HEAD = """\
# Weights of features by which an inherent vowel is found silent, in hundredths; see silence.py.
# Learnt by scripts/audits/schwa.py; not written by hand.
# feature\tweight
"""


class _Word(NamedTuple):
    written: str
    letters: tuple[Letter, ...]
    silent: tuple[frozenset[int], ...]
    """By way to say it."""


def main() -> None:
    """``schwa.py WORDS.tsv [FOLDS]``."""
    path, folds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    words = [word for row in read_rows(path) if (word := _read_word(*row[:2])).letters]
    if folds:
        _judge(words, folds)
        return
    weights = _learn(words)
    rows = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(weights.items()))
    silence.TABLE.write_text(_HEAD + rows, encoding="utf-8")


def _read_word(written: str, said: str) -> _Word:
    letters = read_letters(fold(written))
    ways = (zip(letters, read_letters(fold(way)), strict=True) for way in said.split("|"))
    silent = (
        frozenset(i for i, (one, other) in enumerate(way) if one.is_bare and not other.vowel)
        for way in ways
    )
    return _Word(written, letters, tuple(silent))


def _judge(words: Sequence[_Word], folds: int) -> None:
    words = random.Random(11).sample(words, len(words))
    right = 0
    for fold_ in range(folds):
        unseen = words[fold_::folds]
        known = {word.written for word in unseen}
        weights = _learn(word for word in words if word.written not in known)
        silence._read_weights = lambda weights=weights: weights
        right += sum(silence.find_silent(word.letters) in word.silent for word in unseen)
    print(f"{right / len(words):.2%} of {len(words)} words right when not learnt from")


def _learn(words: Iterable[_Word]) -> dict[str, int]:
    examples = [example for word in words for example in _list_examples(word)]
    counts = Counter(feature for features, _ in examples for feature in features)
    places = {feature: i for i, feature in enumerate(f for f, n in counts.items() if n > 1)}
    pairs = [
        (row, places[feature])
        for row, (features, _) in enumerate(examples)
        for feature in features
        if feature in places
    ]
    rows, columns = np.array(pairs).T
    signs = np.array([1.0 if is_silent else -1.0 for _, is_silent in examples])
    weights = _regress(rows, columns, signs, len(places))
    hundredths = {feature: round(100 * weights[place]) for feature, place in places.items()}
    return {feature: weight for feature, weight in hundredths.items() if abs(weight) >= _LEAST}


def _list_examples(word: _Word) -> Iterator[tuple[list[str], bool]]:
    """Each vowel that may be silent: its features, and whether it is. The way nearest to espeak's
    is learnt; a vowel that may be said or not is not."""
    candidates = find_candidates(word.letters)
    by_espeak = find_espeak_silent(word.letters)
    silent = min(word.silent, key=lambda way: len(way ^ (by_espeak & {*candidates})))
    for index in reversed(candidates):
        if silent ^ {index} not in word.silent:
            after = {place for place in silent if place > index}
            features = silence.describe(word.letters, index, after, by_espeak)
            yield list(features), index in silent


def _regress(rows: np.ndarray, columns: np.ndarray, signs: np.ndarray, size: int) -> np.ndarray:
    """Logistic regression with both penalties, by accelerated proximal gradients (FISTA)."""

    def sum_up(weights: np.ndarray) -> np.ndarray:
        return np.bincount(rows, weights[columns], len(signs))

    def spread(values: np.ndarray) -> np.ndarray:
        return np.bincount(columns, values[rows], size)

    direction = np.ones(size)
    for _ in range(30):  # the power method: the largest eigenvalue bounds the curvature
        direction = spread(sum_up(direction / np.linalg.norm(direction)))
    bound = 0.26 * float(np.linalg.norm(direction)) + _SMOOTH
    weights = ahead = np.zeros(size)
    pace = 1.0
    for _ in range(_ROUNDS):
        slope = spread(-signs / (1 + np.exp(signs * sum_up(ahead)))) + _SMOOTH * ahead
        moved = ahead - slope / bound
        moved = np.sign(moved) * np.maximum(np.abs(moved) - _SPARSE / bound, 0)
        quicker = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead, weights, pace = moved + (pace - 1) / quicker * (moved - weights), moved, quicker
    return weights


if __name__ == "__main__":
    main()
