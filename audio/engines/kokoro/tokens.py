"""Tokens: the phonemes of words as Kokoro is given them, in passages of at most 510 signs.

Its phonemes are espeak's with some pairs of signs written as one, as in its training (misaki's
``EspeakG2P``). Punctuation is spoken too: it makes pauses. A sentence is one passage where the
model takes it whole; a longer one is parted at clauses. A line may hold several: “आओ! बैठो!”
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from audio import regex
from audio.engines.kokoro.questions import is_rising
from audio.engines.kokoro.styles import FOLDER, LONGEST
from audio.engines.phonemes.phonemizer import TIE
from audio.errors import SpeechError
from audio.records import Line, Span

_PAIRS = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q",
    "s^s": "S", "t^s": "ʦ", "t^ʃ": "ʧ", "ɔ^ɪ": "Y",
    "ɭ": "l", "r̩": "r.", TIE: "", "-": "",
}  # fmt: skip
"""Replaced in this order. ``r.`` is how espeak writes ड़; the last row of letters: signs that
the model has not learnt, as the nearest that it has."""
_SILENT = frozenset("\u0329\u032a\u0306\u030a\u02d1")
"""Marks of syllables and lengths that are no sound of their own."""
_MARKS = (
    (regex.compile(r"\.\.+|‥"), "…"),
    (regex.compile(r"--+|[–—―]|(?<=\s)-(?=\s)"), "—"),
    (regex.compile(r"[।॥]"), "."),
    (regex.compile(r"[\[{]"), "("),
    (regex.compile(r"[\]}]"), ")"),
    (regex.compile(r"«"), "“"),
    (regex.compile(r"»"), "”"),
    (regex.compile(r"\s"), " "),
    (regex.compile(r'[^;:,.!?—…"()“” ]'), ""),
)
"""What stands between words, in signs that the model has learnt."""
_ENDING = regex.compile(r"[’”\"»)\]]*[।॥?!]")
"""What ends a sentence inside of a line: ‘क्या हुआ?’ उसने पूछा।"""
_JOINING = regex.compile(r"–|\.\s*")
"""Between two words no pause: दिल्ली–मुंबई, वि. सिंह."""
_SPACES = regex.compile(r" {2,}")
_PAUSE = regex.compile(r"[;:,.!?—…]")
_STOP = regex.compile(r"[;:.!?—…]")
_UNHEARD = regex.compile(r"(?P<before>[^;:,.!?(]*[—…)]+”?|[^;:,.!?(]*(?=\())(?P<after>[^;:,.!?]*)")
"""Marks at which the network hardly stops: at a comma after them, or before a bracket, it does."""
_ROOM = LONGEST - 4
"""Signs of a passage without those that may be added at its end."""
_SHORT = 6
"""Signs in which no voice can rise: a last word as short (``hɛː``) does so with its neighbour."""


class WordPart(NamedTuple):
    """A word's signs in a passage, or a part of them when no passage could hold them all."""

    word: int
    """Its place in the line."""
    start: int
    end: int


class SpokenPassage(NamedTuple):
    """What the model speaks in one go."""

    signs: str
    parts: tuple[WordPart, ...]
    rises: bool = False
    """Whether it is a question whose last word goes up."""

    @property
    def rise(self) -> tuple[int, int]:
        """The signs over which the voice goes up, from and to; twice the same place for none."""
        end = self.parts[-1].end
        starts = [part.start for part in self.parts if end - part.start > _SHORT]
        return (starts[-1] if starts else self.parts[0].start, end) if self.rises else (end, end)

    @property
    def tokens(self) -> list[int]:
        """The numbers of the signs."""
        vocabulary = read_vocabulary()
        return [vocabulary[sign] for sign in self.signs]


class _Piece(NamedTuple):
    """A word or a part of one, and the marks after it."""

    word: int
    signs: str
    gap: str
    ends: bool = False
    """Whether a sentence ends after it."""


def lay_out(line: Line, phonemes: Sequence[str]) -> list[SpokenPassage]:
    """The line as passages; ``phonemes``: those of each word, from espeak.

    Raises ``SpeechError`` for a sign that the model has not learnt.
    """
    pieces = list(_cut_pieces(line, phonemes))
    if not pieces:
        raise SpeechError(f"there is nothing to say in: {line.text}")
    opening = _write_marks(line.text[: line.words[0].start]).lstrip()
    groups = [part for sentence in _list_sentences(pieces) for part in _part(sentence)]
    return [
        _join(group, opening if index == 0 else "", "." if group is groups[-1] else ",")._replace(
            rises=is_rising(_cut_line(line, group))
        )
        for index, group in enumerate(groups)
    ]


def _cut_line(line: Line, pieces: Sequence[_Piece]) -> Line:
    """The part of the line that the pieces say, up to the next word."""
    first, after = pieces[0].word, pieces[-1].word + 1
    start = line.words[first].start
    end = line.words[after].start if after < len(line.words) else len(line.text)
    words = (Span(span.start - start, span.end - start) for span in line.words[first:after])
    return Line(line.text[start:end], tuple(words))


@cache
def read_vocabulary() -> dict[str, int]:
    """Sign → token."""
    content = json.loads((FOLDER / "vocabulary.json").read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = content["vocab"]
    return vocabulary


def _cut_pieces(line: Line, phonemes: Sequence[str]) -> Iterator[_Piece]:
    count = len(line.words)
    for index, (span, said) in enumerate(zip(line.words, phonemes, strict=True)):
        following = line.words[index + 1].start if index + 1 < count else len(line.text)
        written = line.text[span.end : following]
        gap = _write_marks(written)
        if index + 1 < count:
            gap = " " if _JOINING.fullmatch(written) else _add_comma(gap)
        signs = _write_signs(said, line)
        while len(signs) > _ROOM:
            yield _Piece(index, signs[:_ROOM], " ")
            signs = signs[_ROOM:]
        ends = bool(_ENDING.match(written))
        yield _Piece(index, signs, gap if index + 1 == count else gap or " ", ends)


def _write_signs(phonemes: str, line: Line) -> str:
    for pair, sign in _PAIRS.items():
        phonemes = phonemes.replace(pair, sign)
    vocabulary = read_vocabulary()
    signs = ""
    for phoneme in phonemes:
        known = phoneme if phoneme in vocabulary else unicodedata.normalize("NFD", phoneme)
        for sign in known:
            if sign in vocabulary:
                signs += sign
            elif sign not in _SILENT:
                raise SpeechError(
                    f"kokoro has no sound for {sign!r} of {phonemes!r} in: {line.text}",
                    hint="write the word otherwise in a lexicon",
                )
    return signs


def _write_marks(gap: str) -> str:
    for pattern, mark in _MARKS:
        gap = pattern.sub(mark, gap)
    return _SPACES.sub(" ", gap)


def _add_comma(gap: str) -> str:
    """``—`` as ``—, `` and `` (`` as ``, (``: what stands between two words."""
    found = _UNHEARD.fullmatch(gap)
    if not found:
        return gap
    return f"{found['before'].rstrip()}, {found['after'].lstrip()}"


def _list_sentences(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """What is said for itself: the network hardly stops between two short sentences."""
    start = 0
    for index, piece in enumerate(pieces, start=1):
        if piece.ends or index == len(pieces):
            yield pieces[start:index]
            start = index


def _part(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """Halved, at the best place near the middle, until every part has room in a passage."""
    total = sum(len(piece.signs) + len(piece.gap) for piece in pieces)
    if total <= _ROOM or len(pieces) == 1:
        yield pieces
        return
    best, at = (3, 0.0), 0
    done = 0
    for index, piece in enumerate(pieces[:-1], start=1):
        done += len(piece.signs) + len(piece.gap)
        rank = 0 if _STOP.search(piece.gap) else 1 if _PAUSE.search(piece.gap) else 2
        away = abs(done / total - 0.5)
        # At a clause only where both sides are a good part of it.
        place = (rank if away < 0.3 else 2, away)
        if place < best:
            best, at = place, index
    yield from _part(pieces[:at])
    yield from _part(pieces[at:])


def _join(pieces: Sequence[_Piece], opening: str, ending: str) -> SpokenPassage:
    signs = opening
    parts: list[WordPart] = []
    for piece in pieces:
        parts.append(WordPart(piece.word, len(signs), len(signs) + len(piece.signs)))
        signs += piece.signs + piece.gap
    signs = signs.rstrip()
    if not _PAUSE.search(signs[parts[-1].end :]):
        # Without a mark at its end the voice runs into nothing.
        signs = signs[: parts[-1].end] + ending + signs[parts[-1].end :]
    return SpokenPassage(signs, tuple(parts))
