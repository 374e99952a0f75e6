"""Logistic regression over features that are there or not, most weights nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

_ROUNDS = 250
_LEAST = 5
"""Hundredths: a smaller weight is none."""


def learn(
    features: Sequence[Sequence[str]],
    answers: Sequence[bool],
    sparse: float,
    smooth: float,
    seen: int = 2,
) -> dict[str, int]:
    """Weights in hundredths of the features that come at least ``seen`` times.

    ``sparse`` and ``smooth`` are the penalties of a weight's size and of its square.
    """
    counts = Counter(feature for some in features for feature in some)
    places = {feature: i for i, feature in enumerate(f for f, n in counts.items() if n >= seen)}
    pairs = [
        (row, places[feature])
        for row, some in enumerate(features)
        for feature in some
        if feature in places
    ]
    rows, columns = np.array(pairs).T
    signs = np.where(np.array(answers), 1.0, -1.0)
    weights = _regress(rows, columns, signs, len(places), (sparse, smooth))
    hundredths = {feature: round(100 * weights[place]) for feature, place in places.items()}
    return {feature: weight for feature, weight in hundredths.items() if abs(weight) >= _LEAST}


def _regress(
    rows: np.ndarray,
    columns: np.ndarray,
    signs: np.ndarray,
    size: int,
    penalties: tuple[float, float],
) -> np.ndarray:
    """With both penalties, by accelerated proximal gradients (FISTA)."""
    sparse, smooth = penalties

    def sum_up(weights: np.ndarray) -> np.ndarray:
        return np.bincount(rows, weights[columns], len(signs))

    def spread(values: np.ndarray) -> np.ndarray:
        return np.bincount(columns, values[rows], size)

    direction = np.ones(size)
    for _ in range(30):  # the power method: the largest eigenvalue bounds the curvature
        direction = spread(sum_up(direction / np.linalg.norm(direction)))
    bound = 0.26 * float(np.linalg.norm(direction)) + smooth
    weights = ahead = np.zeros(size)
    pace = 1.0
    for _ in range(_ROUNDS):
        slope = spread(-signs / (1 + np.exp(signs * sum_up(ahead)))) + smooth * ahead
        moved = ahead - slope / bound
        moved = np.sign(moved) * np.maximum(np.abs(moved) - sparse / bound, 0)
        quicker = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead, weights, pace = moved + (pace - 1) / quicker * (moved - weights), moved, quicker
    return weights
