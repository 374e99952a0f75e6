"""Which inherent vowels of a word are silent: the deletion of schwa in Hindi.

A vowel is judged by what stands around it, from the word's end to its start: shapes of the
syllables, the letters themselves, and whether the parts before and after it are words or parts
of compounds. Each of these is a feature with a weight in ``tables/schwa.tsv``, learnt by logistic
regression (``scripts/train-schwa``); the vowel is silent when the weights sum up to more than
nothing. Words said otherwise than that are rows of a table (``audio/engines/tables``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from audio.engines.phonology.espeak_reading import find_espeak_silent
from audio.engines.phonology.spelling import INHERENT, LONG, Letter, find_candidates
from audio.engines.phonology.vocabulary import describe_parts
from audio.tables import read_rows

TABLE = Path(__file__).with_name("tables") / "schwa.tsv"
_MANNERS = {
    letter: manner
    for manner, letters in (
        ("N", "नमणङञ"),
        ("Y", "यव"),
        ("R", "रल"),
        ("S", "शषस"),
        ("H", "ह"),
    )
    for letter in letters
}
"""Of consonants that are no stops (P) and no flaps (D)."""


def find_silent(
    letters: Sequence[Letter], weights: Mapping[str, int] | None = None
) -> frozenset[int]:
    """Places of the letters whose inherent vowel is silent (but the last letter's).

    By the table's weights, or others: feature → weight in hundredths.
    """
    candidates = find_candidates(letters)
    if not candidates:
        return frozenset()
    weights = _read_weights() if weights is None else weights
    by_espeak = find_espeak_silent(letters)
    silent: set[int] = set()
    for index in reversed(candidates):
        features = describe(letters, index, silent, by_espeak)
        if sum(weights.get(feature, 0) for feature in features) > 0:
            silent.add(index)
    return frozenset(silent)


@cache
def _read_weights() -> dict[str, int]:
    """Feature → weight in hundredths."""
    return {feature: int(weight) for feature, weight in read_rows(TABLE)}


def describe(
    letters: Sequence[Letter], index: int, silent: Set[int], by_espeak: Set[int]
) -> Iterator[str]:
    """The features of one vowel; ``silent``: those after it that have been found to be so."""
    surroundings = _Surroundings(letters, index, silent)
    espeak = "E" if index in by_espeak else "K"
    yield f"e{espeak}"
    yield f"se{surroundings.shape}{espeak}"
    yield from surroundings.describe_shapes()
    yield from surroundings.describe_letters()
    yield from surroundings.describe_echoes()
    yield from surroundings.describe_edges()
    yield from describe_parts(letters, index)


class _Surroundings:
    """What stands around one vowel."""

    def __init__(self, letters: Sequence[Letter], index: int, silent: Set[int]) -> None:
        last = len(letters) - 1
        letters = [_simplify(letter) for letter in letters]
        self._letters = letters
        self._index = index
        self._written = [letter.written for letter in letters]
        self._shapes = ["^"] * 3
        self._shapes += [
            "Cx" if place in silent or (place == last and letter.is_bare) else _write_shape(letter)
            for place, letter in enumerate(letters)
        ]
        self._shapes += ["$"] * 3
        before, after = self._shapes[index + 1 : index + 3], self._shapes[index + 4 : index + 6]
        self.shape = f"{''.join(before)}.{''.join(after)}"
        """Of two letters before and two after."""

    def describe_shapes(self) -> Iterator[str]:
        """Syllables as kinds of vowels."""
        three, two, one = self._shapes[self._index : self._index + 3]
        after = self._shapes[self._index + 4 : self._index + 7]
        yield f"s1{one}.{after[0]}"
        yield f"s2{self.shape}"
        yield f"s3{three}{self.shape}{after[2]}"
        yield f"s4{one}.{''.join(after)}"
        yield f"s5{three}{two}{one}.{after[0]}"
        manners = [self._find_manner(self._index + place) for place in (-1, 0, 1)]
        yield f"m{''.join(manners)}{self.shape}"
        yield f"m2{''.join(manners[1:])}{self.shape}"

    def describe_letters(self) -> Iterator[str]:
        """The consonants near the vowel."""
        before, own, after = (self._find_consonant(self._index + place) for place in (-1, 0, 1))
        yield f"c{own}"
        yield f"r{after}"
        yield f"l{before}"
        yield f"cr{own}{after}"
        yield f"lc{before}{own}"
        yield f"crs{own}{after}{self.shape}"
        yield f"cs{own}{self.shape}"
        yield f"rs{after}{self.shape}"
        yield f"ls{before}{self.shape}"

    def describe_echoes(self) -> Iterator[str]:
        """Whether the consonants come again, as in ``खटखट`` and ``चटपटा``."""
        index, consonants = self._index, [letter.consonant for letter in self._letters]
        before, own = consonants[index - 1 : index + 1]
        if consonants[index + 2 : index + 3] == [own]:
            yield f"d{before == consonants[index + 1]:d}"
        if index >= 3 and consonants[index - 2] == own:
            yield f"D{before == consonants[index - 3]:d}"

    def describe_edges(self) -> Iterator[str]:
        """The letters as they are written, and the word's start and end."""
        index, own = self._index, self._find_consonant(self._index)
        padded = ["^"] * 3 + self._written + ["$"] * 3
        for size in (1, 2, 3):
            after = "".join(padded[index + 4 : index + 4 + size])
            yield f"R{after}"
            yield f"CR{own}{after}"
            yield f"L{''.join(padded[index + 3 - size : index + 3])}{own}"
        rest = self._written[index + 1 :]
        if len(rest) <= 3:
            yield f"E{''.join(rest)}"
        if len(rest) <= 2:
            yield f"Ec{own}{''.join(rest)}"
        if index <= 3:
            yield f"P{''.join(self._written[:index])}{own}"

    def _find_consonant(self, place: int) -> str:
        return self._letters[place].consonant

    def _find_manner(self, place: int) -> str:
        consonant = self._find_consonant(place)
        if not consonant:
            return "-"
        if consonant in ("ड\u093c", "ढ\u093c"):
            return "D"
        return _MANNERS.get(consonant[0], "P")


def _simplify(letter: Letter) -> Letter:
    """The letter without a nukta that makes a loan of it, and with ं for ँ."""
    consonant = letter.consonant
    if consonant[:1] not in ("ड", "ढ"):
        consonant = consonant[:1]
    return Letter(consonant, letter.vowel, letter.nasal.replace("ँ", "ं"))


def _write_shape(letter: Letter) -> str:
    if not letter.vowel:
        vowel = "0"
    elif letter.vowel == INHERENT:
        vowel = "n" if letter.nasal else "a"
    else:
        vowel = "L" if letter.vowel in LONG else "S"
    return f"C{vowel}" if letter.consonant else vowel
