"""Words that print cuts short with a dot, given back in full: ``मजि.`` is मजिस्ट्रेट."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from audio.tables import read_numbered_rows

CUT_WORDS = Path(__file__).with_name("cut_words.tsv")
"""Each word in full, the shortest cut that stands for it, the longer cuts that do not since they
are words of their own (विद्या of विद्यालय), and an example."""


@cache
def index_cut_words() -> dict[str, tuple[str, str]]:
    """Map every cut, without its dot, to the word in full and the row that has it.

    ``{"मजि": ("मजिस्ट्रेट", "cut_words.tsv:5"), "मजिस्": …}``; of two words that share a cut the
    one that comes first in the table has it.
    """
    cuts: dict[str, tuple[str, str]] = {}
    for number, (word, shortest, own, _) in read_numbered_rows(CUT_WORDS):
        for length in range(len(shortest), len(word)):
            if (cut := word[:length]) not in own.split("|"):
                cuts.setdefault(cut, (word, f"{CUT_WORDS.name}:{number}"))
    return cuts
