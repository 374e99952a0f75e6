"""When the words of a text are heard whose voice does not tell: by their aksharas."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from operator import attrgetter

from audio.hindi.aksharas import count_aksharas
from audio.records import Line, Mark, Span


def estimate_marks(line: Line, stretch: Span, start: int, end: int) -> Iterator[tuple[int, Mark]]:
    """Each word that is in a stretch of the line, or the part of it that is, by its index.

    They share the samples from ``start`` to ``end`` in proportion to their aksharas: of 900
    samples, ``दिल्ली`` gets 600 and ``में`` 300.
    """
    first = bisect_right(line.words, stretch.start, key=attrgetter("end"))
    inside: list[tuple[int, int]] = []
    for word, span in enumerate(islice(line.words, first, None), first):
        if span.start >= stretch.end:
            break
        part = line.text[max(span.start, stretch.start) : min(span.end, stretch.end)]
        inside.append((word, max(1, count_aksharas(part))))
    ends = list(accumulate(weight for _, weight in inside))
    length = end - start
    for (word, weight), upto in zip(inside, ends, strict=True):
        begin = start + (upto - weight) * length // ends[-1]
        yield word, Mark(begin, start + upto * length // ends[-1])
