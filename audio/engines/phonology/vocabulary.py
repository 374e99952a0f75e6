"""Words and parts of words around an inherent vowel: where one ends, its last vowel is silent.

``tables/words.txt`` has common words of Hindi, which are compared without their nuktas, ँ as ं.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from audio.engines.phonology.spelling import INHERENT, Letter, fold, read_letters
from audio.tables import read_rows

FOLDER = Path(__file__).with_name("tables")

_ENDINGS = frozenset("आईओएइ")
"""Vowels that a stem is inflected with."""
_BORDER = regex.compile("(?<=[क-ह])(?=[क-ह])")
"""Where a consonant follows an inherent vowel."""


class _Vocabulary(NamedTuple):
    words: frozenset[str]
    first: dict[str, int]
    """First parts of compounds → in how many words they are found."""
    second: dict[str, int]


def describe_parts(letters: Sequence[Letter], index: int) -> Iterator[str]:
    """Features of the vowel at ``index``: what is known of the parts before and after it."""
    vocabulary = _read_vocabulary()
    before, upto = letters[:index], letters[: index + 1]
    from_, after = letters[index:], letters[index + 1 :]
    yield from _describe_border("b", vocabulary, upto, after)
    yield from _describe_border("a", vocabulary, before, from_)
    if 2 <= len(letters) - index <= 3:
        yield from _describe_stem(vocabulary.words, upto, after)
    ending = after[0].consonant if len(after) <= 2 else ""
    yield f"xv{_write_key(upto) + 'ना' in vocabulary.words:d}{ending}"


def _describe_border(
    name: str, vocabulary: _Vocabulary, left: Sequence[Letter], right: Sequence[Letter]
) -> Iterator[str]:
    """What is known of the two parts of a word if it is compounded of them."""
    first = _write_key(left)
    is_first = first in vocabulary.words and (name == "a" or len(left) > 1)
    known = _recognize(vocabulary.words, right)
    yield f"x{name}{is_first:d}{known}"
    if is_first and known:
        yield f"x{name}l{min(len(left), 4)}{min(len(right), 4)}"
    elif known and len(left) <= 2:
        yield f"x{name}p{first}"
    often_first = _grade(vocabulary.first.get(first, 0))
    often_second = _grade(vocabulary.second.get(_write_key(right), 0))
    yield f"p{name}{often_first}"
    yield f"q{name}{often_second}"
    yield f"pq{name}{often_first}{often_second}"
    starts = (_write_key(right[:size]) for size in range(2, len(right) + 1))
    yield f"sx{name}{_grade(max((vocabulary.second.get(part, 0) for part in starts), default=0))}"
    ends = (_write_key(left[place:]) for place in range(len(left) - 1))
    yield f"px{name}{_grade(max((vocabulary.first.get(part, 0) for part in ends), default=0))}"


def _describe_stem(
    words: frozenset[str], upto: Sequence[Letter], after: Sequence[Letter]
) -> Iterator[str]:
    """Which words there are with the same stem: ``बादल`` for ``बादलों``, ``लड़का`` for ``लड़के``."""
    following = after[0]
    if not following.consonant or following.vowel in ("", INHERENT):
        return
    stem = _write_key(upto) + _strip(following.consonant)
    bare, long = stem in words, stem + "ा" in words
    feminine = following.vowel != "ई" and stem + "ी" in words
    ending = following.vowel + following.nasal + "".join(letter.written for letter in after[1:])
    yield f"xs{bare:d}{long:d}{feminine:d}"
    yield f"xt{bare:d}{long:d}{feminine:d}{ending}"
    open_ = len(upto) > 1 and upto[-2].vowel != ""
    yield f"xu{bare:d}{long:d}{open_:d}{len(after)}"


def _recognize(words: frozenset[str], letters: Sequence[Letter]) -> int:
    """2: a word; 1: an inflected form of one; 0: neither."""
    if len(letters) < 2:
        return 0
    if _write_key(letters) in words:
        return 2
    *start, last = letters
    if not last.consonant:
        return int(len(start) > 1 and _write_key(start) in words)
    if last.vowel not in _ENDINGS:
        return 0
    stem = _write_key(start) + _strip(last.consonant)
    return int(any(stem + sign in words for sign in ("", "ा", "ी")))


def _grade(count: int) -> int:
    return sum(count >= limit for limit in (1, 2, 4, 10))


def _write_key(letters: Sequence[Letter]) -> str:
    return "".join(map(_write_stripped, letters))


@cache
def _write_stripped(letter: Letter) -> str:
    return _strip(letter.written)


def _strip(written: str) -> str:
    return written.replace("\u093c", "").replace("ँ", "ं")


@cache
def _read_vocabulary() -> _Vocabulary:
    rows = read_rows(FOLDER / "words.txt")
    words = frozenset(_strip(fold(word)) for (row,) in rows for word in row.split())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for word in words:
        for border in _BORDER.finditer(word):
            parts = word[: border.start()], word[border.start() :]
            if words.issuperset(parts) and all(len(read_letters(part)) > 1 for part in parts):
                first[parts[0]] += 1
                second[parts[1]] += 1
    return _Vocabulary(words, first, second)
