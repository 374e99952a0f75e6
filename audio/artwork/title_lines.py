"""The layout of a title: few lines, of like width, broken where the sense allows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from heapq import heappop, heappush
from math import ceil, log
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.artwork.spacing import LEAST_PITCH, measure_pitch
from audio.artwork.typeface import HEADLINE, Extent, measure_text
from audio.tables import read_rows

_SPACE = 0.21
"""Em: the bold face's word space."""
_HALF = regex.compile(r"[^\-–—/]*[\-–—/]+(?=\w)|.+")
"""A word, or what a hyphen, dash or slash leaves of one."""
_LONGEST = 320
"""Grapheme clusters of a title that are considered; more would never fit."""
_STEP = 17 / 16
"""Ratio of each size that is tried to the next smaller one."""
SMALLEST = 46.0
"""Units to the em: a title is set no smaller."""


class TitlePiece(NamedTuple):
    """A part of a title that no line break divides: a word, or half of a hyphened one."""

    text: str
    extent: Extent
    space: float
    """Em before it, if it does not begin a line; 0 after a hyphen."""
    cost: float
    """How bad it would be to begin a line with it; 0 for an ordinary word."""


class TitleLine(NamedTuple):
    """A line of a title."""

    text: str
    extent: Extent


class TitleLayout(NamedTuple):
    """A title in lines, with their size and spacing."""

    lines: tuple[TitleLine, ...]
    """At least one."""
    size: float
    """Units to the em."""
    pitch: float
    """Em from line to line: so much that no sign below meets one above."""

    @property
    def rise(self) -> float:
        """Units that the first line's signs rise over its headline."""
        return self.size * max(0.0, self.lines[0].extent.above - HEADLINE)

    @property
    def height(self) -> float:
        """Units from the first line's headline to the last line's baseline."""
        return self.size * (HEADLINE + self.pitch * (len(self.lines) - 1))

    @property
    def fall(self) -> float:
        """Units that the last line's signs sink under its baseline."""
        return self.size * self.lines[-1].extent.below


def fit_title(text: str, wide: float, high: float, largest: float) -> TitleLayout:
    """Lay out ``text``, not empty, as suits a place ``wide`` by ``high`` units best.

    Large type and well-broken lines are weighed against each other. Text that does not fit at
    the smallest size ends in an ellipsis.
    """
    clusters = regex.findall(r"\X", text)
    whole = len(clusters) <= _LONGEST
    start = "".join(clusters[:_LONGEST])
    words = _split(text if whole else start.rpartition(" ")[0] or start, wide / SMALLEST)
    ellipsis = TitlePiece("…", measure_text("…"), 0.0, 2.0)
    while True:
        shown = words if whole else [*_trim_end(words), ellipsis]
        for _, lines, size in _order_layouts(shown, wide, high, largest):
            layout = TitleLayout(lines, size, measure_pitch([line.text for line in lines]))
            if layout.height + layout.fall <= high:
                return layout
        if not words:
            raise ValueError(f"no type of {SMALLEST} units fits into {wide} by {high}")
        words = words[: len(words) * 9 // 10]
        whole = False


def _trim_end(words: list[TitlePiece]) -> list[TitlePiece]:
    """``words`` without a comma, colon or dash before the ellipsis."""
    *others, last = words or [TitlePiece("", measure_text(""), 0.0, 0.0)]
    text = last.text.rstrip(",;:-–—/|")
    return [*others, last._replace(text=text, extent=measure_text(text))] if text else others


class _Candidate(NamedTuple):
    """A way to lay out a title."""

    badness: float
    lines: tuple[TitleLine, ...]
    size: float


def _order_layouts(
    words: Sequence[TitlePiece], wide: float, high: float, largest: float
) -> Iterator[_Candidate]:
    """Yield ways to lay out ``words``, the best first, and try no size before it can matter."""
    found: list[_Candidate] = []
    steps = ceil(log(largest / SMALLEST) / log(_STEP))
    gain = 0.5 * sum(min(0.0, word.cost) for word in words)
    for size in (max(SMALLEST, largest / _STEP**step) for step in range(steps + 1)):
        while found and found[0].badness < gain - log(size / wide):
            yield heappop(found)  # no way at this size or a smaller one can be better
        for candidate in _list_layouts(words, size, wide, high):
            heappush(found, candidate)
    while found:
        yield heappop(found)


def _list_layouts(
    words: Sequence[TitlePiece], size: float, wide: float, high: float
) -> Iterator[_Candidate]:
    """Yield ways to lay out ``words`` at ``size``, if their lines can be few enough for it."""
    most = 1 + (high / size - HEADLINE) / LEAST_PITCH
    if sum(word.extent.wide for word in words) * size / wide > most:
        return
    for economy in (0.12, 9.0):
        lines, cost = _break_lines(words, wide / size, economy)
        if lines and len(lines) <= most:
            yield _Candidate(_rate(lines, cost) - log(size / wide), lines, size)


def _rate(lines: Sequence[TitleLine], cost: float) -> float:
    """How bad line breaks are: how unequal the lines, and ``cost`` of where they begin."""
    limit = max(line.extent.wide for line in lines)
    ragged = sum((1 - line.extent.wide / limit) ** 2 for line in lines) / len(lines)
    return 2 * ragged + 0.5 * cost


def _split(text: str, longest: float) -> list[TitlePiece]:
    """The pieces of ``text``; one wider than ``longest`` em is divided between clusters."""
    found: list[TitlePiece] = []
    bonus = 0.0
    for word in text.split():
        cost, space = _rate_start(word) - bonus, _SPACE
        for half in _HALF.findall(word):
            for part in _divide(half, longest):
                found.append(TitlePiece(part, measure_text(part), space, cost))
                cost, space = 2.0, 0.0
            cost = 0.5
        bonus = 0.4 if word[-1] in ":;।|?!—–" else 0.1 if word[-1] == "," else 0.0
    return found


def _rate_start(word: str) -> float:
    return 0.5 if word in _read_bound_words() or not regex.search(r"\w", word) else 0.0


def _divide(word: str, longest: float) -> list[str]:
    if measure_text(word).wide <= longest:
        return [word]
    parts = [""]
    for cluster in regex.findall(r"\X", word):
        if parts[-1] and measure_text(parts[-1] + cluster).wide > longest:
            parts.append("")
        parts[-1] += cluster
    return parts


@cache
def _read_bound_words() -> frozenset[str]:
    _, *table = read_rows(Path(__file__).with_name("bound_words.tsv"))
    return frozenset(word for word, _ in table)


def _break_lines(
    words: Sequence[TitlePiece], limit: float, economy: float
) -> tuple[tuple[TitleLine, ...], float]:
    """Break ``words`` into lines of at most ``limit`` em; return also what the breaks cost.

    No lines when a piece is wider than ``limit``. Of all ways the best has the least sum of
    squared room at the lines' ends, of what it costs to begin them so, and of ``economy`` for
    each (after Knuth and Plass, 1981).
    """
    best = [_Way(0.0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        way = min(_list_ways(words, end, limit, best), default=None)
        if way is None:
            return (), 0.0
        best.append(way._replace(badness=way.badness + economy))
    lines: list[TitleLine] = []
    end = len(words)
    while end:
        start = best[end].start
        lines.append(_join(words[start:end]))
        end = start
    return tuple(lines[::-1]), best[-1].breaks


def _list_ways(
    words: Sequence[TitlePiece], end: int, limit: float, best: Sequence[_Way]
) -> Iterator[_Way]:
    width = 0.0
    for start in range(end - 1, -1, -1):
        width += words[start].extent.wide + (words[start + 1].space if start + 1 < end else 0.0)
        if width > limit:
            return
        before = best[start]
        cost = words[start].cost if start else 0.0
        room = 2 * (1 - width / limit) ** 2
        yield _Way(before.badness + room + cost, before.breaks + cost, start)


def _join(words: Sequence[TitlePiece]) -> TitleLine:
    first, *others = words
    return TitleLine(
        first.text + "".join((" " if word.space else "") + word.text for word in others),
        Extent(
            first.extent.wide + sum(word.space + word.extent.wide for word in others),
            max(word.extent.above for word in words),
            max(word.extent.below for word in words),
        ),
    )


class _Way(NamedTuple):
    """The best way to break the words up to some place into lines."""

    badness: float
    breaks: float
    """What the line breaks cost, the raggedness aside."""
    start: int
    """Index of the first word of its last line."""
