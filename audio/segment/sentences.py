"""Cut the text of one block into sentences. Linear in its length, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from audio import regex
from audio.hindi.foreign_scripts import is_speakable
from audio.hindi.orthography import unify_with_origins
from audio.records import Span
from audio.segment.overlong import split_overlong
from audio.segment.rules import ends_sentence
from audio.segment.stops import find_stops
from audio.segment.terms import Terms, belongs_to_term, list_terms


def find_sentences(
    text: str, terms: Terms | None = None, parted_at: Iterable[int] = ()
) -> list[Span]:
    """Where the sentences of ``text`` stand, in order.

    They hold every character that is not white space exactly once, and none begins or ends
    with white space. What has no letter or digit (emoji, ``* * *``) goes with the sentence
    before it, or after it at the start. Empty when nothing in ``text`` can be spoken. What
    would be longer than ``overlong.LONGEST`` is cut further. At the offsets ``parted_at``, in
    order, one sentence ends whatever stands there.
    """
    cuts = _merge(_find_cuts(text, terms), parted_at)
    return _join_unspeakable(text, _trim(text, _cut_pieces(text, cuts)))


def find_lines(text: str) -> list[Span]:
    """As ``find_sentences``, but only a line break ends a sentence: for code."""
    breaks = (match.start() for match in regex.finditer(r"\n", text))
    return _join_unspeakable(text, _trim(text, _cut_pieces(text, breaks)))


def _find_cuts(text: str, terms: Terms | None) -> Iterator[int]:
    """Where a sentence of ``text`` ends and another may begin.

    Judged by the text in one spelling: an unseen joiner keeps no word from being known.
    """
    plain, origins = unify_with_origins(text)
    sentence = 0
    marks = list_terms(plain, terms)
    for stop in find_stops(plain):
        if not belongs_to_term(stop, marks) and ends_sentence(stop, sentence):
            yield origins[stop.close]
            sentence = stop.close


def _cut_pieces(text: str, cuts: Iterable[int]) -> Iterator[Span]:
    """The pieces between ``cuts``, none of them overlong."""
    start = 0
    for cut in (*cuts, len(text)):
        for piece in _trim(text, [Span(start, cut)]):
            yield from split_overlong(text, piece)
        start = cut


def _merge(cuts: Iterator[int], parted_at: Iterable[int]) -> Iterator[int]:
    """Both in order, each once."""
    last = 0
    for cut in merge(cuts, parted_at):
        if cut > last:
            yield cut
            last = cut


def _trim(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """``pieces`` without the white space around them; none is empty."""
    for piece in pieces:
        within = piece.of(text)
        left = piece.start + len(within) - len(within.lstrip())
        right = piece.start + len(within.rstrip())
        if left < right:
            yield Span(left, right)


def _join_unspeakable(text: str, pieces: Iterable[Span]) -> list[Span]:
    spans: list[Span] = []
    waiting: int | None = None
    for piece in pieces:
        if is_speakable(piece.of(text)):
            spans.append(Span(piece.start if waiting is None else waiting, piece.end))
            waiting = None
        elif spans:
            spans[-1] = Span(spans[-1].start, piece.end)
        elif waiting is None:
            waiting = piece.start
    return spans
