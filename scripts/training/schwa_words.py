"""Words whose silent vowels are known: a lexicon's, by its phonemes, and the project's own.

A lexicon is a folder with ``dev.tsv`` (rows of ``word<TAB>count in running text<TAB>accepted``,
ways to say it parted by ``|``) and ``phoneset.py``, which brings espeak's mnemonics to the symbols
of that table (``key(norm(from_espeak(…)))``). Our own words stand in ``schwa_words.txt``.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from audio.engines.phonology.mnemonics import write_mnemonics
from audio.engines.phonology.spelling import Letter, find_candidates, fold, read_letters
from audio.engines.pronunciation_tables import read_package_table
from audio.tables import read_rows

_OWN_WORDS = Path(__file__).with_name("schwa_words.txt")
_SILENT = "|"
"""Stands behind a consonant whose inherent vowel is silent."""
_LEAST_STEM = 3
"""Code points: shorter stems make no family."""


class KnownWord(NamedTuple):
    """A word and which of its inherent vowels are silent."""

    written: str
    letters: tuple[Letter, ...]
    """As espeak is given it, with the nuktas that print leaves out."""
    ways: tuple[frozenset[int], ...]
    """Places of the silent letters, by way to say it; none where no choice of them gives it."""
    count: int = 0
    """Times in the lexicon's running text."""


def read_lexicon(folder: Path) -> list[KnownWord]:
    """The words of the lexicon in ``folder``."""
    write_key = _read_key_writer(folder / "phoneset.py")
    table = replace(read_package_table("espeak"), phonemize=None, _known={})
    words = []
    for written, count, accepted, *_ in read_rows(folder / "dev.tsv"):
        if not count.isdigit():  # the head
            continue
        letters = read_letters(fold(table.respell_word(written)))
        if not letters:  # a row of espeak.tsv says it
            continue
        right = frozenset(accepted.split("|"))
        ways = (way for way in _list_ways(letters) if write_key(letters, way, written) in right)
        words.append(KnownWord(written, letters, tuple(ways), int(count)))
    return words


def read_own_words() -> list[KnownWord]:
    """The project's own: ``राज|नीति`` has one silent vowel within it."""
    text = _OWN_WORDS.read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [_read_marked(marked) for line in lines for marked in line.split()]


def find_relatives(words: Sequence[KnownWord], others: Sequence[KnownWord]) -> set[int]:
    """Places of the ``words`` that have a stem with one of ``others`` in common."""
    stems = {stem for word in others if len(stem := _find_stem(word)) >= _LEAST_STEM}
    starts = {start for stem in stems for start in _list_starts(stem)}
    return {
        place
        for place, word in enumerate(words)
        if (stem := _find_stem(word)) in starts or not stems.isdisjoint(_list_starts(stem))
    }


def _find_stem(word: KnownWord) -> str:
    """The word without its last vowel."""
    stem = "".join(letter.written for letter in word.letters[:-1])
    stem += word.letters[-1].consonant if word.letters else ""
    return stem.replace("\u093c", "").replace("ँ", "ं")


def _list_starts(stem: str) -> Iterator[str]:
    return (stem[:size] for size in range(_LEAST_STEM, len(stem) + 1))


def _read_marked(marked: str) -> KnownWord:
    written = fold(marked.replace(_SILENT, ""))
    letters = read_letters(written)
    spelled = fold(marked.replace(_SILENT, "्"))
    pairs = zip(letters, read_letters(spelled), strict=True)
    silent = frozenset(i for i, (one, other) in enumerate(pairs) if one.vowel and not other.vowel)
    return KnownWord(written, letters, (silent,))


def _list_ways(letters: Sequence[Letter]) -> Iterator[frozenset[int]]:
    places = find_candidates(letters)
    for size in range(len(places) + 1):
        yield from map(frozenset, combinations(places, size))


def _read_key_writer(path: Path) -> Callable[[Sequence[Letter], frozenset[int], str], str]:
    phoneset = _load_module(path)

    def write_key(letters: Sequence[Letter], silent: frozenset[int], written: str) -> str:
        mnemonics = write_mnemonics(letters, silent)
        return str(phoneset.key(phoneset.norm(phoneset.from_espeak(mnemonics)), word=written))

    return write_key


def _load_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
