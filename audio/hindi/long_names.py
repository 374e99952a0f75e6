"""Names of several words, any of which print cuts short: ``के.रि.पु.ब.``, ``परीक्षा नियं.``.

The table has the names in full. Every word of one may stand in full or cut short with a dot, with
or without spaces between, as long as one is cut: ``न.पा.परि.``, ``नगर पा. परिषद``. The last dot of
a chain may be missing: ``भा.ज.पा ने``. Two single syllables, which may be much else, are a name
only where the table says so.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.hindi.aksharas import count_aksharas
from audio.hindi.connecting_words import CONNECTING_WORDS
from audio.tables import read_rows

LONG_NAMES = Path(__file__).with_name("long_names.tsv")
"""Each name in full, and chains that stand for it before all others. A ``+`` joins a word to the
next: महा+ निरीक्षक, as म.नि., is one word. Of two names that the same cuts may stand for, the
longer, then the first has them."""

_PART = regex.compile(r"(?P<word>[\p{Devanagari}&&[\p{L}\p{M}]]++)(?P<dot>\.)? ?", regex.V1)
_WORD_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?P<word>[\p{Devanagari}&&[\p{L}\p{M}]]{1,20}) ", regex.V1
)
_GOES_ON = regex.compile(r"[\u0901-\u0903\u093e-\u094d]")
"""A vowel sign, a nasal or a virama: what stands before it is no cut by itself."""
_SHORT = 2
"""Code points of a cut that must be whole syllables: ``ल.`` is not of लाइन."""
_PAIR = 2
_MOST_WORDS = 8
"""Of a name, or more."""


class NamePart(NamedTuple):
    """One word of a name as it was found."""

    word: str
    """In full."""
    start: int
    end: int
    """Where it ends in the text, its dot included."""
    is_cut: bool


def is_cut_of(cut: str, word: str) -> bool:
    """Whether ``cut``, without its dot, may stand for ``word``: ``निय`` and ``नि`` for नियंत्रक."""
    if not word.startswith(cut) or len(cut) == len(word):
        return False
    return len(cut) > _SHORT or not _GOES_ON.match(word, len(cut))


@lru_cache(maxsize=64)
def find_long_name(text: str, at: int) -> tuple[NamePart, ...]:
    """The words of the longest name that has a cut word at ``at``, from there to its last cut.

    Words of the name that stand before ``at`` must be in full there. Empty if there is none.
    """
    written = _read_ahead(text, at)
    if not written or not written[0].is_cut:
        return ()
    found = (_find_listed(written), _find_by_words(text, written))
    return _cut_end(_join(max(found, key=len)))


def is_cut_in_name(before: str, cut: str, after: str) -> bool:
    """Whether ``cut`` stands for a word of a name beside a word of it: ``परीक्षा नियं. ने``."""
    return any(
        is_cut_of(cut, words[place])
        and (
            (place > 0 and _is_of(before, words[place - 1]))
            or (place + 1 < len(words) and _is_of(after, words[place + 1]))
        )
        for words, place in _index_names().get(cut[:1], ())
    )


def _is_of(written: str, word: str) -> bool:
    return written == word or is_cut_of(written, word)


@cache
def _index_names() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Every word of every name by its first character: the name and its place there."""
    names = [tuple(cells[0].split(" ")) for cells in read_rows(LONG_NAMES)]
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for words in sorted(names, key=len, reverse=True):
        for place, word in enumerate(words):
            index.setdefault(word[0], []).append((words, place))
    return {first: tuple(places) for first, places in index.items()}


@cache
def _index_chains() -> dict[str, tuple[str, ...]]:
    """The words of a name by a chain that the table lists for it, without spaces."""
    chains: dict[str, tuple[str, ...]] = {}
    for name, listed in read_rows(LONG_NAMES):
        for chain in listed.split("|"):
            if " " not in chain:
                chains.setdefault(chain, tuple(name.split(" ")))
    return chains


def _read_ahead(text: str, at: int) -> tuple[NamePart, ...]:
    """The words from ``at`` on as they are written, as many as a name may have."""
    parts: list[NamePart] = []
    while len(parts) < _MOST_WORDS and (match := _PART.match(text, at)):
        end = match.end("dot") if match["dot"] else match.end("word")
        is_cut = match["dot"] is not None or _lacks_its_dot(parts, match)
        parts.append(NamePart(match["word"], at, end, is_cut))
        at = match.end()
    return tuple(parts)


def _lacks_its_dot(before: list[NamePart], match: regex.Match[str]) -> bool:
    """``म.प्र के``: one syllable that is written onto the dot of the cut before."""
    joined = bool(before) and before[-1].is_cut and before[-1].end == match.start()
    return joined and count_aksharas(match["word"]) == 1


def _read_before(text: str, at: int) -> tuple[str, ...]:
    """The whole words right before ``at``, the nearest first."""
    words: list[str] = []
    while len(words) < _MOST_WORDS and (match := _WORD_BEFORE.match(text, 0, at)):
        words.append(match["word"])
        at = match.start()
    return tuple(words)


def _find_listed(written: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The name of the longest chain that the table lists."""
    cuts = tuple(part.word for part in takewhile(lambda part: part.is_cut, written))
    for size in range(len(cuts), 1, -1):
        if words := _index_chains().get(".".join((*cuts[:size], ""))):
            return _fill(written, words)
    return ()


def _find_by_words(text: str, written: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    first, *following = written
    before: tuple[str, ...] | None = None
    for words, place in _index_names().get(first.word[0], ()):
        rest = words[place:]
        if len(rest) > len(written) or not is_cut_of(first.word, rest[0]):
            continue
        if not all(map(_fits, following, rest[1:])):
            continue
        if place:
            before = _read_before(text, first.start) if before is None else before
            if before[:place] != words[place - 1 :: -1]:
                continue
        elif _is_bare_pair(written[: len(rest)]):
            continue
        return _fill(written, rest)
    return ()


def _fits(part: NamePart, word: str) -> bool:
    if not part.is_cut:
        return part.word == word
    dotted = part.end - part.start > len(part.word)
    return is_cut_of(part.word, word) and (dotted or part.word not in CONNECTING_WORDS)


def _fill(written: tuple[NamePart, ...], words: tuple[str, ...]) -> tuple[NamePart, ...]:
    """The parts as they are written, with the words that they stand for."""
    return tuple(part._replace(word=word) for part, word in zip(written, words, strict=False))


def _is_bare_pair(parts: tuple[NamePart, ...]) -> bool:
    """Whether two single syllables are all that there is: ``प. नि.``."""
    return len(parts) == _PAIR and all(
        part.is_cut and count_aksharas(part.word) == 1 for part in parts
    )


def _cut_end(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The parts up to the last that is cut."""
    while parts and not parts[-1].is_cut:
        parts = parts[:-1]
    return parts


def _join(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The parts with those that are one word in one: महा+ and निरीक्षक, cut if either is."""
    joined: list[NamePart] = []
    for part in parts:
        if joined and joined[-1].word.endswith("+"):
            before = joined.pop()
            word = before.word.removesuffix("+") + part.word
            joined.append(NamePart(word, before.start, part.end, before.is_cut or part.is_cut))
        else:
            joined.append(part)
    return tuple(joined)
