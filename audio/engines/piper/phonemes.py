"""From a line to phonemes, without losing which word each of them belongs to.

Piper's phonemizer (espeak-ng) parts words by spaces and clauses by their punctuation. Nothing
in its answer says which word is which, so a line is given to it clause by clause, and a clause
that comes back with another number of words than it has stays one ``Run`` of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from audio.errors import SpeechError
from audio.records import Line

_LONGEST = 40
"""Words: a clause beyond espeak's buffer would be cut between two words without a space."""
_STOP = regex.compile(r"[।॥.?!]")
_BREATH = regex.compile(r"[,;:]")
_LAPSE = regex.compile(r"\.\.|[…‥—–]")
"""Ellipses and dashes. Espeak drops an ellipsis and runs the words around it into one."""
_SOUND = regex.compile(r"[^\W\d_ˈˌːˑ]")
"""A phoneme that is more than stress, length or a clause's mark."""
_MARKS = frozenset(",.;:?!।॥")

Phonemizer = Callable[[str], list[list[str]]]


class Run(NamedTuple):
    """Neighbouring words, nearly always one, and where their phonemes stand in a sentence."""

    words: range
    """Of the line."""
    start: int
    end: int


class Utterable(NamedTuple):
    """A sentence as punctuation ends it: what the voice speaks in one go."""

    phonemes: tuple[str, ...]
    runs: tuple[Run, ...]


class _Clause(NamedTuple):
    words: range
    text: str
    ends: bool
    """Whether it ends a sentence."""


def utterables(
    line: Line, phonemize: Phonemizer, knows: Callable[[str], bool]
) -> Iterator[Utterable]:
    """The line as phonemes that the voice ``knows``; each word is in exactly one run, in order.

    Raises ``SpeechError`` when nothing would be heard of a word.
    """
    phonemes: list[str] = []
    runs: list[Run] = []
    for clause in _clauses(line):
        if phonemes and phonemes[-1] != " ":
            phonemes.append(" ")
        heard = _heard(phonemize(clause.text), knows)
        words = [line.words[word].of(line.text) for word in clause.words]
        for run in _runs(clause, heard, len(phonemes)):
            if len(run.words) > 1:
                _check(words, phonemize, knows)
            runs.append(run)
        phonemes += heard
        if clause.ends or clause.words.stop == len(line.words):
            yield Utterable(tuple(phonemes), tuple(runs))
            phonemes, runs = [], []


def _clauses(line: Line) -> Iterator[_Clause]:
    """Clause by clause: words with a space between them and a mark at the end."""
    start = 0
    spans = line.words
    for index, span in enumerate(spans):
        following = spans[index + 1].start if index + 1 < len(spans) else len(line.text)
        mark = _mark(line.text[span.end : following])
        if mark or following == len(line.text) or index + 1 - start == _LONGEST:
            words = range(start, index + 1)
            text = " ".join(spans[word].of(line.text) for word in words)
            yield _Clause(words, text + mark, bool(_STOP.match(mark)))
            start = index + 1


def _mark(gap: str) -> str:
    """What a voice makes of the punctuation between two words; empty when it is nothing."""
    lapse = _LAPSE.search(gap)
    stop = None if lapse else _STOP.search(gap)
    found = stop or _BREATH.search(gap)
    return found[0] if found else "," if lapse else ""


def _heard(sentences: list[list[str]], knows: Callable[[str], bool]) -> list[str]:
    heard: list[str] = []
    for sentence in sentences:
        if heard and heard[-1] != " ":
            heard.append(" ")
        heard += filter(knows, sentence)
    return heard


def _runs(clause: _Clause, phonemes: Sequence[str], offset: int) -> Iterator[Run]:
    """A run a word where the phonemizer kept the words apart, one for all where it did not."""
    groups = list(_groups(phonemes))
    if len(groups) == len(clause.words):
        for word, group in zip(clause.words, groups, strict=True):
            yield Run(range(word, word + 1), offset + group.start, offset + group.stop)
    else:
        end = groups[-1].stop if groups else len(phonemes)
        yield Run(clause.words, offset + (groups[0].start if groups else 0), offset + end)


def _groups(phonemes: Sequence[str]) -> Iterator[range]:
    """Where each word's phonemes stand, without the mark that may follow."""
    for is_space, positions in groupby(range(len(phonemes)), lambda at: phonemes[at] == " "):
        group = list(positions)
        while group and phonemes[group[-1]] in _MARKS:
            group.pop()
        if not is_space and any(_SOUND.search(phonemes[at]) for at in group):
            yield range(group[0], group[-1] + 1)


def _check(words: Sequence[str], phonemize: Phonemizer, knows: Callable[[str], bool]) -> None:
    """Raises ``SpeechError`` for the first word that has no sound of its own."""
    for word in words:
        if not any(_groups(_heard(phonemize(word), knows))):
            raise SpeechError(
                f"piper has no sound for {word!r}", hint="write it otherwise in a lexicon"
            )
