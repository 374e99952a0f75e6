"""Names of several words, any of which print cuts short: ``के.रि.पु.ब.``, ``परीक्षा नियं.``.

The table has the names in full. Every word of one may stand in full or cut short with a dot, with
or without spaces between, as long as one is cut: ``न.पा.परि.``, ``नगर पा. परिषद``. Two single
syllables, which may be much else, are a name only where the table says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from audio.hindi.aksharas import count_aksharas
from audio.tables import read_rows

LONG_NAMES = Path(__file__).with_name("long_names.tsv")
"""Each name in full, and chains that stand for it before all others. A ``+`` joins a word to the
next: महा+ निरीक्षक, as म.नि., is one word. Of two names that the same cuts may stand for, the
longer, then the first has them."""

_PART = regex.compile(r"(?P<word>[\p{Devanagari}&&[\p{L}\p{M}]]++)(?P<dot>\.)? ?", regex.V1)
_WORD_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?P<word>[\p{Devanagari}&&[\p{L}\p{M}]]{1,20}) ", regex.V1
)
_CHAIN = regex.compile(r"(?:[\p{Devanagari}&&[\p{L}\p{M}]]{1,6}+\.(?P<end>) ?){1,8}", regex.V1)
_GOES_ON = regex.compile(r"[\u0901-\u0903\u093e-\u094d]")
"""A vowel sign, a nasal or a virama: what stands before it is no cut by itself."""
_SHORT = 2
"""Code points of a cut that must be whole syllables: ``ल.`` is not of लाइन."""
_PAIR = 2


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


def find_long_name(text: str, at: int) -> tuple[NamePart, ...]:
    """The words of the longest name that has a cut word at ``at``, from there to its last cut.

    Words of the name that stand before ``at`` must be in full there. Empty if there is none.
    """
    first = _PART.match(text, at)
    if first is None or not first["dot"]:
        return ()
    found = (_find_listed(text, at), _find_by_words(text, at, first["word"]))
    return _join(_cut_end(max(found, key=len)))


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


def _find_listed(text: str, at: int) -> tuple[NamePart, ...]:
    """The name of the longest chain at ``at`` that the table lists."""
    chain = _CHAIN.match(text, at)
    for end in reversed(chain.ends("end")) if chain else ():
        if words := _index_chains().get(text[at:end].replace(" ", "")):
            return _match_from(text, at, words, is_listed=True)
    return ()


def _find_by_words(text: str, at: int, cut: str) -> tuple[NamePart, ...]:
    for words, place in _index_names().get(text[at], ()):
        if is_cut_of(cut, words[place]) and _stands_before(text, at, words[:place]):
            parts = _match_from(text, at, words[place:])
            if parts and not (place == 0 and _is_bare_pair(text, parts)):
                return parts
    return ()


def _is_bare_pair(text: str, parts: tuple[NamePart, ...]) -> bool:
    """Whether two single syllables are all that there is: ``प. नि.``."""
    return len(parts) == _PAIR and all(
        part.is_cut and count_aksharas(text[part.start : part.end - 1]) == 1 for part in parts
    )


def _stands_before(text: str, at: int, words: tuple[str, ...]) -> bool:
    for word in reversed(words):
        match = _WORD_BEFORE.match(text, 0, at)
        if match is None or match["word"] != word:
            return False
        at = match.start()
    return True


def _match_from(
    text: str, at: int, words: tuple[str, ...], *, is_listed: bool = False
) -> tuple[NamePart, ...]:
    """The words as they stand from ``at`` on; empty if they do not."""
    parts = tuple(_read_parts(text, at, words, is_listed=is_listed))
    return parts if len(parts) == len(words) else ()


def _cut_end(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The parts up to the last that is cut."""
    while parts and not parts[-1].is_cut:
        parts = parts[:-1]
    return parts


def _read_parts(
    text: str, at: int, words: tuple[str, ...], *, is_listed: bool
) -> Iterator[NamePart]:
    for word in words:
        match = _PART.match(text, at)
        if match is None:
            return
        is_cut = match["dot"] is not None
        fits = is_listed or (is_cut_of(match["word"], word) if is_cut else match["word"] == word)
        if not fits:
            return
        yield NamePart(word, at, match.end("dot") if is_cut else match.end("word"), is_cut)
        at = match.end()


def _join(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The parts with those that are one word in one: महा+ and निरीक्षक."""
    joined: list[NamePart] = []
    for part in parts:
        if joined and joined[-1].word.endswith("+"):
            before = joined.pop()
            word = before.word.removesuffix("+") + part.word
            joined.append(NamePart(word, before.start, part.end, part.is_cut))
        else:
            joined.append(part)
    return tuple(joined)
