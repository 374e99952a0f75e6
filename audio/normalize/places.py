"""Words that name a place, by a table or by how they end."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.tables_reader import read_table

_ENDING = regex.compile(r"(?<=[\p{L}\p{M}]{2})(?:गंज|पुर|नगर|गढ़|बाद|ाँव|ांव|कोट)\Z")


@cache
def _read_places() -> frozenset[str]:
    return frozenset(row.cells[1] for row in read_table("english") if row.cells[2] == "place")


def is_place(word: str) -> bool:
    """Whether ``word`` is the name of a place."""
    word = word.replace("म्ब", "ंब").replace("न्द", "ंद")
    return word in _read_places() or _ENDING.search(word) is not None
