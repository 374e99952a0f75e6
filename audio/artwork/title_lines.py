"""A title in lines: few, of like width, and broken where the sense allows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil, log
from pathlib import Path
from typing import NamedTuple

import regex

from audio.artwork.spacing import LEAST_PITCH, pitch
from audio.artwork.typeface import HEADLINE, Extent, extent
from audio.tables import read_rows

_SPACE = 0.21
"""Em: the bold face's word space."""
_HALF = regex.compile(r"[^\-–—/]*[\-–—/]+(?=\w)|.+")
"""A word, or what a hyphen, dash or slash leaves of one."""
_LONGEST = 320
"""Clusters of a title that are looked at; no more than these would ever fit."""
_STEP = 17 / 16
"""From one size that is tried to the next."""
SMALLEST = 46.0
"""Units to the em: a title is set no smaller."""


class Piece(NamedTuple):
    """What no line break divides: a word, or half of a hyphened one."""

    text: str
    extent: Extent
    space: float
    """Em before it, if it does not begin a line; 0 after a hyphen."""
    cost: float
    """How bad it would be to begin a line with it; 0 for an ordinary word."""


class Line(NamedTuple):
    """A line of a title."""

    text: str
    extent: Extent


class Setting(NamedTuple):
    """A title in lines at the size that suits it."""

    lines: tuple[Line, ...]
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


def set_in(text: str, wide: float, high: float, largest: float) -> Setting:
    """``text``, not empty, as it is best set in a place ``wide`` by ``high`` units.

    Large type and well-broken lines are weighed against each other. Text that does not fit at
    the smallest size ends in an ellipsis.
    """
    clusters = regex.findall(r"\X", text)
    whole = len(clusters) <= _LONGEST
    start = "".join(clusters[:_LONGEST])
    words = _pieces(text if whole else start.rpartition(" ")[0] or start, wide / SMALLEST)
    ellipsis = Piece("…", extent("…"), 0.0, 2.0)
    while True:
        shown = words if whole else [*_unfinished(words), ellipsis]
        for _, lines, size in sorted(_candidates(shown, wide, high, largest)):
            setting = Setting(lines, size, pitch([line.text for line in lines]))
            if setting.height + setting.fall <= high:
                return setting
        if not words:
            raise ValueError(f"no type of {SMALLEST} units fits into {wide} by {high}")
        words = words[: len(words) * 9 // 10]
        whole = False


def _unfinished(words: list[Piece]) -> list[Piece]:
    """``words`` without a comma or colon that the ellipsis would follow."""
    *others, last = words or [Piece("", extent(""), 0.0, 0.0)]
    text = last.text.rstrip(",;:-–—/|")
    return [*others, last._replace(text=text, extent=extent(text))] if text else others


def _candidates(
    words: Sequence[Piece], wide: float, high: float, largest: float
) -> Iterator[tuple[float, tuple[Line, ...], float]]:
    """Ways to set ``words``: how bad each is, its lines and its size."""
    steps = ceil(log(largest / SMALLEST) / log(_STEP))
    for size in (max(SMALLEST, largest / _STEP**step) for step in range(steps + 1)):
        for economy in (0.12, 9.0):
            lines, cost = _broken(words, wide / size, economy)
            if lines and size * (HEADLINE + LEAST_PITCH * (len(lines) - 1)) <= high:
                yield _badness(lines, cost) - log(size / wide), lines, size


def _badness(lines: Sequence[Line], cost: float) -> float:
    """How ragged and senseless the line breaks are."""
    limit = max(line.extent.wide for line in lines)
    ragged = sum((1 - line.extent.wide / limit) ** 2 for line in lines) / len(lines)
    return 2 * ragged + 0.5 * cost


def _pieces(text: str, longest: float) -> list[Piece]:
    """The pieces of ``text``; one wider than ``longest`` em is divided between clusters."""
    found: list[Piece] = []
    bonus = 0.0
    for word in text.split():
        cost, space = _cost(word) - bonus, _SPACE
        for half in _HALF.findall(word):
            for part in _divided(half, longest):
                found.append(Piece(part, extent(part), space, cost))
                cost, space = 2.0, 0.0
            cost = 0.5
        bonus = 0.4 if word[-1] in ":;।|?!—–" else 0.1 if word[-1] == "," else 0.0
    return found


def _cost(word: str) -> float:
    return 0.5 if word in _bound_words() or not regex.search(r"\w", word) else 0.0


def _divided(word: str, longest: float) -> list[str]:
    if extent(word).wide <= longest:
        return [word]
    parts = [""]
    for cluster in regex.findall(r"\X", word):
        if parts[-1] and extent(parts[-1] + cluster).wide > longest:
            parts.append("")
        parts[-1] += cluster
    return parts


@cache
def _bound_words() -> frozenset[str]:
    _, *table = read_rows(Path(__file__).with_name("bound_words.tsv"))
    return frozenset(word for word, _ in table)


def _broken(words: Sequence[Piece], limit: float, economy: float) -> tuple[tuple[Line, ...], float]:
    """``words`` in lines of at most ``limit`` em, and what the breaks cost.

    No lines when a piece is wider than ``limit``. Of all ways the best has the least sum of
    squared room at the lines' ends, of what it costs to begin them so, and of ``economy`` for
    each (after Knuth and Plass, 1981).
    """
    best = [_Way(0.0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        way = min(_ways(words, end, limit, best), default=None)
        if way is None:
            return (), 0.0
        best.append(way._replace(badness=way.badness + economy))
    lines: list[Line] = []
    end = len(words)
    while end:
        start = best[end].start
        lines.append(_line(words[start:end]))
        end = start
    return tuple(lines[::-1]), best[-1].breaks


def _ways(words: Sequence[Piece], end: int, limit: float, best: Sequence[_Way]) -> Iterator[_Way]:
    width = 0.0
    for start in range(end - 1, -1, -1):
        width += words[start].extent.wide + (words[start + 1].space if start + 1 < end else 0.0)
        if width > limit:
            return
        before = best[start]
        cost = words[start].cost if start else 0.0
        room = 2 * (1 - width / limit) ** 2
        yield _Way(before.badness + room + cost, before.breaks + cost, start)


def _line(words: Sequence[Piece]) -> Line:
    first, *others = words
    return Line(
        first.text + "".join((" " if word.space else "") + word.text for word in others),
        Extent(
            first.extent.wide + sum(word.space + word.extent.wide for word in others),
            max(word.extent.above for word in words),
            max(word.extent.below for word in words),
        ),
    )


class _Way(NamedTuple):
    """The best way to set the words before some place."""

    badness: float
    breaks: float
    """What the line breaks cost, the raggedness aside."""
    start: int
    """Of its last line."""
