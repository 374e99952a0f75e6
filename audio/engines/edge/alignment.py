"""Alignment: the words that Edge says it spoke, and the words of the line that they are.

The service tells of most words when they are heard (``WordBoundary``). It may take two words for
one, part a hyphened one, leave punctuation on, spell a letter otherwise or say nothing of a word;
so both sequences are aligned as wholes, and a word without a boundary of its own shares its
neighbours' time in proportion to its aksharas.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from audio import regex
from audio.hindi.aksharas import count_aksharas
from audio.records import Line, Mark

SHORTEST = 240
"""Samples that a word takes at least: 10 ms at 24 kHz."""

_NOT_LETTERS = regex.compile(r"[^\p{L}\p{M}\p{N}]|\u093c")
"""And the nukta, which is written in two ways and often left out."""


class HeardWord(NamedTuple):
    """One word as the service tells of it."""

    text: str
    start: int
    """Samples."""
    end: int
    """Samples; it may lie after the next one's start."""


class Alignment(NamedTuple):
    """When the words of a line are heard."""

    marks: tuple[Mark, ...] = ()
    """One a word, in order, inside the sound."""
    heard: int = 0
    """How many of them the service told of; the others share a neighbour's time."""
    told: int = 0
    """Index of the last word that the service told of, or 0."""


class _Anchor(NamedTuple):
    """A word of the line with the time at which the service heard it."""

    word: int
    start: int
    end: int


def align(line: Line, heard: Sequence[HeardWord], samples: int) -> Alignment:
    """The words of ``line`` in a sound of ``samples``, from what the service heard.

    ``samples`` is at least ``SHORTEST`` a word.
    """
    if not line.words:
        return Alignment()
    anchors = _drop_crowded(_find_anchors(line, heard), len(line.words), samples)
    last = anchors[-1].word if anchors else 0
    return Alignment(tuple(_place_marks(line, anchors, samples)), len(anchors), last)


def _find_anchors(line: Line, heard: Sequence[HeardWord]) -> Iterator[_Anchor]:
    spoken = [_fold(span.of(line.text)) for span in line.words]
    events = [(text, event) for event in heard if (text := _fold(event.text))]
    texts = [text for text, _ in events]
    matcher = SequenceMatcher(None, texts, spoken, autojunk=False)
    for kind, first, last, word, end in matcher.get_opcodes():
        there = [event for _, event in events[first:last]]
        if kind == "equal" or (kind == "replace" and last - first == end - word):
            for index, event in enumerate(there, start=word):
                yield _Anchor(index, event.start, event.end)
        elif kind == "replace" and "".join(texts[first:last]) == "".join(spoken[word:end]):
            yield from _regroup(texts[first:last], there, spoken[word:end], word)
        elif kind == "replace":
            yield _Anchor(word, there[0].start, there[-1].end)


def _regroup(
    texts: Sequence[str], events: Sequence[HeardWord], spoken: Sequence[str], word: int
) -> Iterator[_Anchor]:
    """Anchors of words whose letters events part otherwise: a word is heard where an event begins.

    What begins inside a word only lengthens it.
    """
    starts: dict[int, int] = {}
    at = 0
    for offset, text in enumerate(spoken):
        starts[at] = word + offset
        at += len(text)
    anchors: list[_Anchor] = []
    at = 0
    for text, event in zip(texts, events, strict=True):
        if at in starts:
            anchors.append(_Anchor(starts[at], event.start, event.end))
        elif anchors:
            anchors[-1] = anchors[-1]._replace(end=event.end)
        at += len(text)
    yield from anchors


def _drop_crowded(anchors: Iterator[_Anchor], words: int, samples: int) -> list[_Anchor]:
    """The anchors that leave every word, before, between and after them, some time."""
    kept: list[_Anchor] = []
    for anchor in anchors:
        before = kept[-1] if kept else _Anchor(0, 0, 0)
        room = anchor.start - before.start
        left = samples - anchor.start
        enough = room >= SHORTEST * (anchor.word - before.word)
        if enough and left >= SHORTEST * (words - anchor.word):
            kept.append(anchor)
    return kept


def _place_marks(line: Line, anchors: Sequence[_Anchor], samples: int) -> Iterator[Mark]:
    if not anchors or anchors[0].word > 0:
        # What comes before the first word that was told of begins with the sound.
        anchors = [_Anchor(0, 0, 0), *anchors]
    following = [(anchor.word, anchor.start) for anchor in anchors[1:]]
    for anchor, (end, limit) in zip(anchors, [*following, (len(line.words), samples)], strict=True):
        told = anchor.end > 0 and end - anchor.word == 1
        stop = max(min(anchor.end, limit), anchor.start + SHORTEST) if told else limit
        yield from _share_time(line, anchor.word, end, Mark(anchor.start, stop))


def _share_time(line: Line, first: int, end: int, time: Mark) -> Iterator[Mark]:
    """The words from ``first`` to ``end`` in ``time``, each as long as its aksharas."""
    weights = [max(1, count_aksharas(span.of(line.text))) for span in line.words[first:end]]
    total = sum(weights)
    length = time.end - time.start
    spare = length - SHORTEST * len(weights)
    done = 0
    for index, weight in enumerate(weights):
        begin = time.start + SHORTEST * index + spare * done // total
        done += weight
        yield Mark(begin, time.start + SHORTEST * (index + 1) + spare * done // total)


def _fold(text: str) -> str:
    """What two spellings of one word have in common; empty for punctuation."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFD", text)).casefold()
