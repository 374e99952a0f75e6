"""Whether a word in Latin letters looks Indian: ``ramu``, ``kachnar``, and not ``upstox``.

Each stretch of up to four letters has a weight in ``indian_words.tsv``, learnt by logistic
regression from Indian words and names against those of the CMU dictionary
(``scripts/train-names``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from audio.normalize.tables_reader import find_table
from audio.tables import read_rows

TABLE = "indian_words"
_LONGEST_STRETCH = 4


def describe(word: str) -> Iterator[str]:
    """The features of a word in small ASCII letters; ``^`` and ``$`` are its ends."""
    marked = f"^{word}$"
    yield "*"
    for size in range(1, _LONGEST_STRETCH + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


@cache
def _read_weights() -> dict[str, int]:
    """Feature → weight in hundredths."""
    return {feature: int(weight) for feature, weight in read_rows(find_table(TABLE))}


@lru_cache(maxsize=1024)
def judge(word: str) -> int:
    """How Indian a word looks: more than nothing for Indian."""
    return weigh(word, _read_weights())


def weigh(word: str, weights: Mapping[str, int]) -> int:
    """The same by other weights than the table's."""
    return sum(weights.get(feature, 0) for feature in describe(word))
