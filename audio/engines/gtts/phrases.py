"""Lines cut into phrases that one request can carry and a voice can speak well.

Google's voice takes 100 characters at a time and speaks each as a sentence of its own. A line
that fits is one phrase. Of all ways to cut a longer one, the cheapest is taken: a cut costs less
the more a speaker would pause there, a very short phrase costs extra, and phrases of even length
cost least. What the words of a phrase tell is in ``phrases.tsv``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.records import Line, Span
from audio.tables import read_rows

LONGEST = 100
"""Characters of a request (``gTTS.GOOGLE_TTS_MAX_CHARS``)."""


class Cut(Enum):
    """What stands where one phrase ends and the next begins, the best place first."""

    SENTENCE = "sentence"
    """A danda, or another mark that ends a sentence."""
    CLAUSE = "clause"
    """A comma, colon or dash, or the end of a quotation or of what is in brackets."""
    CONJUNCTION = "conjunction"
    """Before a quotation or a word that opens a clause, or after a word that ends one."""
    PHRASE = "phrase"
    """After a postposition."""
    SPACE = "space"
    """Between two words that tell nothing."""
    BOND = "bond"
    """Between two words that belong together: there was no other place."""
    WORD = "word"
    """Inside a word, which alone is longer than a request can be."""


class SpokenPhrase(NamedTuple):
    """A stretch of a line; the phrases tile it."""

    span: Span
    """In the line, the white space after the phrase included."""
    said: str
    """What is asked for: at most ``LONGEST`` characters, without that white space."""
    cut: Cut
    """Where it ends: what the pause after it depends on."""


def extract_phrase(line: Line, phrase: SpokenPhrase) -> tuple[int, Line]:
    """The words of ``line`` that are in a phrase, or the parts of them: the first one's index, and
    the phrase as a line of its own."""
    start = line.text.index(phrase.said, phrase.span.start)
    end = start + len(phrase.said)
    first = bisect_right(line.words, start, key=attrgetter("end"))
    last = bisect_left(line.words, end, lo=first, key=attrgetter("start"))
    words = (
        Span(max(word.start, start) - start, min(word.end, end) - start)
        for word in line.words[first:last]
    )
    return first, Line(phrase.said, tuple(words))


_COST = {
    Cut.SENTENCE: 0,
    Cut.CLAUSE: 2,
    Cut.CONJUNCTION: 5,
    Cut.PHRASE: 12,
    Cut.SPACE: 30,
    Cut.BOND: 90,
    Cut.WORD: 1000,
}
_PHRASE = 10
"""What each phrase costs: every start is a new breath."""
_UNEVEN = 12
"""What a phrase of full length costs; others by the square of their length."""
_CRUMB = 24
"""Characters: a phrase shorter than this sounds clipped, and costs one more a character missing."""


class _Atom(NamedTuple):
    """What is never cut: a word and the marks around it."""

    start: int
    end: int
    inside: bool = False
    """Whether the same word goes on in the next atom."""


def cut_line(line: str) -> list[SpokenPhrase]:
    """The phrases of ``line``, in order. Linear in its length."""
    atoms = list(_split_atoms(line))
    if not atoms:
        return []
    groups = (
        [(0, len(atoms))]
        if _measure(atoms, 0, len(atoms)) <= LONGEST
        else _find_cheapest(line, atoms)
    )
    starts = [0, *(atoms[first].start for first, _ in groups[1:]), len(line)]
    return [
        SpokenPhrase(
            Span(starts[index], starts[index + 1]),
            line[atoms[first].start : atoms[end - 1].end],
            _classify_cut(line, atoms, end),
        )
        for index, (first, end) in enumerate(groups)
    ]


def _find_cheapest(line: str, atoms: list[_Atom]) -> list[tuple[int, int]]:
    """Half-open ranges of atoms, by dynamic programming over where the last phrase begins."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(atoms) + 1):
        here = 0 if end == len(atoms) else _COST[_classify_cut(line, atoms, end)]
        ways = []
        for first in range(end - 1, -1, -1):
            length = _measure(atoms, first, end)
            if length > LONGEST:
                break
            ways.append((best[first][0] + here + _price_length(length), first))
        best.append(min(ways))
    groups: list[tuple[int, int]] = []
    end = len(atoms)
    while end:
        groups.append((best[end][1], end))
        end = best[end][1]
    return groups[::-1]


def _measure(atoms: list[_Atom], first: int, end: int) -> int:
    return atoms[end - 1].end - atoms[first].start


def _price_length(length: int) -> float:
    return _PHRASE + _UNEVEN * (length / LONGEST) ** 2 + max(0, _CRUMB - length)


_CLOSING = r"[\p{Pe}\p{Pf}'\"’”]"
_ATOM = regex.compile(rf"[^\s\x1c-\x1f।॥;,—–]++(?:[।॥;,—–]++{_CLOSING}*+)?|[।॥;,—–]++{_CLOSING}*+")
"""Marks that need no space after them end an atom; a full stop or a colon needs one."""
_GRAPHEME = regex.compile(r"\X")


def _split_atoms(line: str) -> Iterator[_Atom]:
    for found in _ATOM.finditer(line):
        start, end = found.span()
        yield from [_Atom(start, end)] if end - start <= LONGEST else _break_word(line, start, end)


def _break_word(line: str, start: int, end: int) -> Iterator[_Atom]:
    """A word too long for a request, at grapheme clusters so that no letter loses its signs."""
    for found in _GRAPHEME.finditer(line, start, end):
        # A cluster of more marks than a request can carry is no letter of any script.
        while found.end() - start > LONGEST:
            stop = found.start() if found.start() > start else start + LONGEST
            yield _Atom(start, stop, inside=True)
            start = stop
    yield _Atom(start, end)


_SENTENCE_END = regex.compile(rf"[।॥?!.…]{_CLOSING}*+$")
_CLAUSE_END = regex.compile(rf"(?:[;,:—–]{_CLOSING}*+|(?<!\w)-)$")
_CLOSED = regex.compile(rf"{_CLOSING}$")
_QUOTATION = regex.compile(r"[\p{Pi}'\"‘“]")
_LETTERS = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+(?:-[\p{L}\p{M}\u200c\u200d]+)*")


def _classify_cut(line: str, atoms: list[_Atom], end: int) -> Cut:
    """What a cut between atom ``end - 1`` and the next would be."""
    atom = atoms[end - 1]
    before = line[atom.start : atom.end]
    if atom.inside:
        return Cut.WORD
    if end == len(atoms) or _SENTENCE_END.search(before):
        return Cut.SENTENCE
    if _CLAUSE_END.search(before):
        return Cut.CLAUSE
    return _classify_space(before, line[atoms[end].start : atoms[end].end])


def _classify_space(before: str, after: str) -> Cut:
    """Between two atoms with no mark that parts them, but perhaps quotation marks or brackets."""
    plain = _classify_pair(_find_word(before), _find_word(after))
    # चीन सहित) के साथ; समर्थन" की पेशकश; और "लड़ने" के लिए; आर्थिक क्षेत्र (ईईज़ेड)
    if plain is Cut.BOND or after.startswith("("):
        return Cut.BOND
    if _CLOSED.search(before):
        return Cut.CLAUSE
    return Cut.CONJUNCTION if _QUOTATION.match(after) else plain


def _find_word(atom: str) -> str:
    found = _LETTERS.search(atom)
    return found[0] if found else ""


def _classify_pair(before: str, after: str) -> Cut:
    """What a cut at a bare space would be, by the two words beside it."""
    left, right = _find_roles(before), _find_roles(after)
    if "joins" in right and left & {"ends", "finite", "closes"}:
        return Cut.CONJUNCTION
    if right & {"leans", "joins"}:
        return Cut.BOND
    if "opens" in right:
        return Cut.CONJUNCTION
    if "leads" in left:
        return Cut.BOND
    if "ends" in left:
        return Cut.CONJUNCTION
    return Cut.PHRASE if "closes" in left else Cut.SPACE


_SUFFIXES = (4, 3, 2)
"""Code points of the endings in the table, the longest first."""


def _find_roles(word: str) -> frozenset[str]:
    table = _read_table()
    keys = (word, *(f"-{word[-size:]}" for size in _SUFFIXES))
    return next((table[key] for key in keys if key in table), frozenset())


@cache
def _read_table() -> dict[str, frozenset[str]]:
    table = Path(__file__).with_name("phrases.tsv")
    return {word: frozenset(roles.split()) for word, roles, _ in read_rows(table)}
