"""Rows of words, by which a text is found again in others, wherever it stands in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from audio import regex

ROW = 4
"""Words in a row by which text is found again: four are seldom the same by chance."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_JOINER = regex.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad]++")
_LOST = 0.5
"""Of the words of a sentence, how many may be other ones: a number written out, a mark left out."""


def split_words(text: str) -> list[str]:
    """The words of ``text`` without joiners, marks and case: `श्रीमान, AI!` as `श्रीमान ai`."""
    plain = unicodedata.normalize("NFKC", _JOINER.sub("", text))
    return _WORD.findall(plain.casefold())


def has_words(text: str) -> bool:
    """Whether ``split_words`` finds any."""
    return bool(_WORD.search(text) or split_words(text))


class WordRows:
    """The rows of words that some texts hold."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._rows: dict[int, set[int]] = {}
        """By length: the hashes of the rows, which take a tenth of the room that words would."""

    def hold(self, words: Sequence[str]) -> bool:
        """Whether enough of the sentence ``words`` is in the texts."""
        size = min(ROW, len(words))
        if not size:
            return True
        known = self._find_rows(size)
        found = [False] * len(words)
        for at, row in enumerate(_hash_rows(words, size)):
            if row in known:
                found[at : at + size] = [True] * size
        return sum(found) >= _LOST * len(words)

    def _find_rows(self, size: int) -> set[int]:
        if size not in self._rows:
            rows = (_hash_rows(words, size) for words in self._words)
            self._rows[size] = {row for found in rows for row in found}
        return self._rows[size]

    @cached_property
    def _words(self) -> Sequence[Sequence[str]]:
        """The words of each text; seldom asked for: most of what is sought is a line of one."""
        return [split_words(text) for text in self._texts]


def _hash_rows(words: Sequence[str], size: int) -> Iterator[int]:
    return map(hash, zip(*(words[start:] for start in range(size)), strict=False))
