"""Which letters of an Indian word in Latin letters are long or retroflex: ``ramu`` रामू.

Typing leaves it out: a is अ or आ, t is त or ट. Each such letter is judged by what stands around
it; every feature has a weight in ``indian_letters.tsv``, learnt by logistic regression
(``scripts/train-names``), and a letter is marked when the weights sum up to more than nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from audio import regex
from audio.normalize.tables_reader import find_table
from audio.tables import read_rows

TABLE = "indian_letters"
OPEN = frozenset("aiutTdDr")
"""Letters, as they are compared, that may be marked."""
_TOKEN = regex.compile(
    r"chchh?|chh|cch|(?P<twice>[bcdgjklmnprstv])(?P=twice)h?|[kgcjtdpbs]h|aa|ee|ii|oo|uu|[a-z]"
)
_FOLDED = {
    "kh": "K", "gh": "G", "chh": "c", "cch": "c:", "chch": "c:", "chchh": "c:", "ch": "c",
    "jh": "J", "th": "T", "dh": "D", "ph": "f", "bh": "B", "sh": "S", "aa": "A", "ee": "I",
    "ii": "I", "oo": "U", "uu": "U", "w": "v", "z": "j", "q": "k", "c": "C", "x": "kS",
}  # fmt: skip
_VOWELS = frozenset("aAeiIoOuU")
_MOST_COUNTED = 3
_LEAST = {"r": 100}
"""What the weights must sum up to for a sound that is seldom marked."""


class TypedSound(NamedTuple):
    """One sound of a word, as it is compared, and where its letters begin."""

    sound: str
    start: int


def cut_word(word: str) -> list[TypedSound]:
    """A word in small ASCII letters in tokens: ``gaddha`` is g, a, D:, a."""
    found = []
    for match in _TOKEN.finditer(word):
        letters = match[0]
        sound = _FOLDED.get(letters, letters)
        if match["twice"]:
            once = letters[1:]
            sound = _FOLDED.get(once, once) + ":"
        found.append(TypedSound(sound, match.start()))
    return found


def describe(sounds: Sequence[str], at: int) -> Iterator[str]:
    """The features of the token at ``at``."""
    own = sounds[at][0]
    padded = ["^", "^", "^", "^", *sounds, "$", "$", "$", "$"]
    here = at + 4
    lefts = ["".join(padded[here - size : here]).replace("^^", "^") for size in range(5)]
    rights = ["".join(padded[here + 1 : here + 1 + size]).replace("$$", "$") for size in range(5)]
    yield own
    for size in range(1, 5):
        yield f"{own}<{lefts[size]}"
        yield f"{own}>{rights[size]}"
    for left, right in ((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (1, 3), (3, 1)):
        yield f"{own}{lefts[left]}.{rights[right]}"
    before = [sound for sound in sounds[:at] if sound in _VOWELS]
    after = [sound for sound in sounds[at + 1 :] if sound in _VOWELS]
    closed = next((count for count, sound in enumerate(sounds[at + 1 :]) if sound in _VOWELS), None)
    shape = f"{min(len(before), _MOST_COUNTED)}{min(len(after), _MOST_COUNTED)}"
    shape += "$" if closed is None else str(min(closed, _MOST_COUNTED))
    double = ":" if sounds[at].endswith(":") else ""
    yield f"{own}={shape}{double}"
    yield f"{own}={shape}<{lefts[1]}"
    yield f"{own}={shape}>{rights[1]}"
    yield f"{own}={shape}>{rights[2]}"
    yield f"{own}={shape}/{(before or '^')[-1]}/{(after or '$')[0]}"
    yield f"{own}/{''.join(before[-2:])}/{''.join(after[:2])}"


@cache
def _read_weights() -> dict[str, int]:
    """Feature → weight in hundredths."""
    return {feature: int(weight) for feature, weight in read_rows(find_table(TABLE))}


def find_marked(word: str, weights: Mapping[str, int] | None = None) -> frozenset[int]:
    """Where the letters begin that are long or retroflex, by the table's weights or others."""
    weights = _read_weights() if weights is None else weights
    tokens = cut_word(word)
    sounds = [token.sound for token in tokens]
    return frozenset(
        token.start
        for at, token in enumerate(tokens)
        if token.sound[0] in OPEN
        and sum(weights.get(feature, 0) for feature in describe(sounds, at))
        > _LEAST.get(token.sound[0], 0)
    )
