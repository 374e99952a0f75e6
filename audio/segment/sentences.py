"""Cut the text of one block into sentences. Linear in its length, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audio import regex
from audio.hindi.foreign_scripts import is_speakable
from audio.hindi.orthography import unify_with_origins
from audio.records import Span
from audio.segment.overlong import LONGEST, split_overlong
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
    cuts = sorted({*_find_cuts(text, terms), *parted_at} - {0})
    return _join_unspeakable(text, _cut_pieces(text, cuts))


def find_lines(text: str) -> list[Span]:
    """As ``find_sentences``, but only a line break ends a sentence: for code."""
    breaks = (match.start() for match in regex.finditer(r"\n", text))
    return _join_unspeakable(text, _cut_pieces(text, breaks))


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
    """The pieces between ``cuts``, none empty or overlong, without the white space around them."""
    start = 0
    for cut in (*cuts, len(text)):
        piece = _trim(text, start, cut)
        if piece.end - piece.start <= LONGEST:
            parts: Iterable[Span] = (piece,)
        else:
            parts = (_trim(text, *part) for part in split_overlong(text, piece))
        yield from (part for part in parts if part.start < part.end)
        start = cut


def _trim(text: str, start: int, end: int) -> Span:
    """The piece without the white space around it."""
    within = text[start:end].rstrip()
    end = start + len(within)
    return Span(end - len(within.lstrip()), end)


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
