"""Cut a sentence that is too long to be spoken as one, at the best place there is."""

from __future__ import annotations

from collections.abc import Iterator

from audio import regex
from audio.records import Span

LONGEST = 1000
"""Code points, over a minute of speech; the longest sentences in print reach about half."""

_LAST_SPEAKABLE = regex.compile(r"(?r)[\p{L}\p{N}]")
_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")
_PLACES = (
    # A clause mark and what closes with it; not `1,50,000`, `7:30`, `10–15`, `https://`.
    regex.compile(r"""[,;:—–]["'”’»)\]]*+(?![\d/])"""),
    regex.compile(r"\S(?=\s)"),
    regex.compile(r"\X"),
    # A conjunct without end is one grapheme: क्क्क्क…
    regex.compile(r"."),
)
"""A sentence is cut where a match of the first of these ends that matches in reach."""


def split_overlong(text: str, sentence: Span) -> Iterator[Span]:
    """``sentence`` of ``text`` in parts of at most ``LONGEST`` code points, in order.

    They touch, and each has a letter or a digit; one is longer only by what has none.
    """
    if sentence.end - sentence.start <= LONGEST:
        yield sentence
        return
    last = _LAST_SPEAKABLE.search(text, sentence.start, sentence.end)
    start = sentence.start
    while last and sentence.end - start > LONGEST:
        # The letter that comes last stays for the last part: none is left without any.
        cut = _cut(text, start, last.start())
        if cut is None:
            break
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)


def _cut(text: str, start: int, end: int) -> int | None:
    """The best place in reach of ``start``, up to ``end``, after a letter or digit; or None."""
    first = _SPEAKABLE.search(text, start, end)
    if first is None:
        return None
    reach_from = start if first.start() < start + LONGEST else first.start()
    limit = min(reach_from + LONGEST, end)
    for place in _PLACES:
        # One character beyond the limit shows what goes on there.
        matches = place.finditer(text, first.start(), limit + 1)
        ends = [match.end() for match in matches if match.end() <= limit]
        if ends:
            return ends[-1]
    return None
