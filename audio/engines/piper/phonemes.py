"""The phonemes of words as the sentences that a piper voice speaks in one go."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from audio import regex
from audio.engines.phonemes.phonemizer import TIE
from audio.errors import SpeechError
from audio.records import Line, Span

_STOP = regex.compile(r"[।॥.?!]")
_BREATH = regex.compile(r"[,;:]")
_LAPSE = regex.compile(r"\.\.|[…‥—–]")
"""Ellipses and dashes: a voice has no sound for them but a comma's."""
_SILENT = frozenset("ˈˌːˑ\u0329\u032a")
"""Signs of stress, length and syllables: a voice that has not learnt one speaks without it."""


class Utterable(NamedTuple):
    """A sentence as punctuation ends it: what the voice speaks in one go."""

    phonemes: tuple[str, ...]
    first: int
    """Which word of the line its first one is."""
    words: tuple[Span, ...]
    """Where the phonemes of each of its words stand."""


def part_into_sentences(
    line: Line, phonemes: Sequence[str], knows: Callable[[str], bool]
) -> Iterator[Utterable]:
    """The line as phonemes that the voice ``knows``; ``phonemes``: of each word, from espeak.

    Raises ``SpeechError`` for a phoneme that the voice has not learnt.
    """
    signs: list[str] = []
    words: list[Span] = []
    count = len(line.words)
    for index, (span, said) in enumerate(zip(line.words, phonemes, strict=True)):
        if signs:
            signs.append(" ")
        start = len(signs)
        signs += _read_signs(said, line, knows)
        words.append(Span(start, len(signs)))
        following = line.words[index + 1].start if index + 1 < count else len(line.text)
        mark = _read_mark(line.text[span.end : following])
        signs += filter(knows, mark.strip("।॥"))  # as piper's own phonemizer leaves them out
        if index + 1 == count or _STOP.match(mark):
            yield Utterable(tuple(signs), index + 1 - len(words), tuple(words))
            signs, words = [], []


def _read_mark(gap: str) -> str:
    """What a voice makes of the punctuation between two words; empty when it is nothing."""
    if _LAPSE.search(gap):
        return ","
    if stop := _STOP.search(gap):
        return stop[0]
    breath = _BREATH.search(gap)
    return breath[0] if breath else ""


def _read_signs(phonemes: str, line: Line, knows: Callable[[str], bool]) -> Iterator[str]:
    for sign in unicodedata.normalize("NFD", phonemes.replace(TIE, "")):
        if knows(sign):
            yield sign
        elif sign not in _SILENT:
            raise SpeechError(
                f"this voice has no sound for {sign!r} of {phonemes!r} in: {line.text}",
                hint="write the word otherwise in a lexicon",
            )
