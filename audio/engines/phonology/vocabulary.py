"""Words and parts of words around an inherent vowel: where one ends, its last vowel is silent.

The words are those of ``audio.hindi.common_words``, compared without their nuktas, ँ as ं.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from audio.engines.phonology.mnemonics import keeps_final
from audio.engines.phonology.spelling import INHERENT, Letter, fold, read_letters
from audio.hindi.common_words import read_common_words

FOLDER = Path(__file__).with_name("tables")

_ENDINGS = frozenset("आईओएइ")
"""Vowels that a stem is inflected with."""
_LAST = "\U0010ffff"
"""Sorts behind every letter."""


class _Vocabulary:
    """The words, and of how many of them something is the first or the second part.

    Counted when it is asked for: a text asks for a few hundred parts, and to take all words apart
    takes a tenth of a second.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self._sorted = sorted(words)
        self._backwards = sorted(word[::-1] for word in words)
        self._first: dict[str, int] = {}
        self._second: dict[str, int] = {}

    def count_first(self, part: str) -> int:
        """Words that are ``part``, itself a word, and another word after it."""
        if part not in self._first:
            found = _find_beginning(self._sorted, part) if self._is_part(part) else ()
            rests = (word[len(part) :] for word in found if _has_border(word, len(part)))
            self._first[part] = sum(map(self._is_part, rests))
        return self._first[part]

    def count_second(self, part: str) -> int:
        """Words that are another word and ``part``, itself a word, after it."""
        if part not in self._second:
            found = _find_beginning(self._backwards, part[::-1]) if self._is_part(part) else ()
            words = ((word[::-1], len(word) - len(part)) for word in found)
            rests = (word[:at] for word, at in words if _has_border(word, at))
            self._second[part] = sum(map(self._is_part, rests))
        return self._second[part]

    def _is_part(self, part: str) -> bool:
        return part in self.words and len(read_letters(part)) > 1


def _find_beginning(words: Sequence[str], beginning: str) -> Sequence[str]:
    """The ones of the sorted ``words`` that begin with ``beginning``."""
    return words[bisect_left(words, beginning) : bisect_left(words, beginning + _LAST)]


def _has_border(word: str, at: int) -> bool:
    """Whether a consonant follows an inherent vowel there."""
    return 0 < at < len(word) and "क" <= word[at - 1] <= "ह" and "क" <= word[at] <= "ह"


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
    if not letters[index - 1].vowel:
        yield from _describe_cluster(vocabulary.words, upto, after)


def _describe_cluster(
    words: frozenset[str], upto: Sequence[Letter], after: Sequence[Letter]
) -> Iterator[str]:
    """The vowel after two consonants: whether a word that ended there had it, as ``शुक्र`` has in
    ``शुक्रवार``, and whether words stand around it."""
    keeps = keeps_final(upto)
    known = _recognize(words, after)
    cluster = upto[-2].consonant + upto[-1].consonant
    yield f"k{keeps:d}"
    yield f"kr{keeps:d}{known}"
    yield f"kl{keeps:d}{_write_key(upto) in words:d}{known}"
    yield f"kn{keeps:d}{len(after)}{after[0].consonant}{after[0].vowel}"
    yield f"kc{cluster}"
    yield f"kcr{cluster}{known}"


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
    often_first = _grade(vocabulary.count_first(first))
    often_second = _grade(vocabulary.count_second(_write_key(right)))
    yield f"p{name}{often_first}"
    yield f"q{name}{often_second}"
    yield f"pq{name}{often_first}{often_second}"
    starts = (_write_key(right[:size]) for size in range(2, len(right) + 1))
    yield f"sx{name}{_grade(max(map(vocabulary.count_second, starts), default=0))}"
    ends = (_write_key(left[place:]) for place in range(len(left) - 1))
    yield f"px{name}{_grade(max(map(vocabulary.count_first, ends), default=0))}"


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
    # All at once: one by one it takes ten times as long, and nothing reaches over a line's end.
    return _Vocabulary(frozenset(_strip(fold("\n".join(read_common_words()))).split("\n")))
