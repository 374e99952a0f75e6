"""When the words of a line are heard, reckoned from their lengths alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from audio.hindi.aksharas import count_aksharas
from audio.records import Mark


def share_time(words: Sequence[str], start: int, end: int) -> list[Mark]:
    """The words in the samples from ``start`` to ``end``, each as long as its aksharas.

    Of 900 samples, ``दिल्ली`` gets 600 and ``में`` 300.
    """
    upto = list(accumulate(max(1, count_aksharas(word)) for word in words))
    edges = [start + (end - start) * done // upto[-1] for done in (0, *upto)] if words else []
    return list(map(Mark, edges, edges[1:]))
