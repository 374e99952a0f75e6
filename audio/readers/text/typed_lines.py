"""Lines as they are typed, between two blank ones: items, fields, verse, prose that was broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby, pairwise
from typing import NamedTuple

from audio import regex
from audio.readers.article.pieces import Piece, ends_like_sentence
from audio.readers.text.line_shapes import LineShape, is_item
from audio.records import BlockKind

_WRAPPED = range(50, 121)
"""Widths, in code points, at which editors and mailers break lines."""
_NARROW = range(30, 50)
"""Widths at which small windows do: believed of ``_NARROW_LINES`` full ones."""
_NARROW_LINES = 4
_LONGEST_VERSE = 60
"""Code points of a line of verse or of an address."""
_ALIKE = 2.5
"""Times that the longest line of verse is as long as the shortest, where stops stand in it."""
_TINY = 8
"""Code points from which on two lines, both too short to be broken by an editor, are verse."""
_COUPLET, _EVEN = 20, 1.4
"""Code points of the shorter line of a couplet, and times that the other is as long."""
_BROKEN = regex.compile(r"[,;:–—|-]\s*+$")


class RunKind(Enum):
    """What adjacent lines are."""

    ITEMS = auto()
    VERSE = auto()
    """Lines that stay lines of one paragraph: verse, an address, a signature."""
    SHORT = auto()
    """One short line by itself, without a stop: a heading, perhaps."""
    PROSE = auto()


class Run(NamedTuple):
    """Adjacent lines of one kind."""

    kind: RunKind
    lines: list[str]
    """Items without their bullets."""

    def read_items(self, level: int = 1) -> Iterator[Piece]:
        """Each line as an item of a list."""
        return (Piece(BlockKind.ITEM, line, level) for line in self.lines)

    def read_verse(self, kind: BlockKind = BlockKind.PARAGRAPH) -> Piece:
        """All lines as one paragraph."""
        return Piece(kind, "\n".join(self.lines))


def unwrap(lines: list[str]) -> list[str]:
    """The lines between two blank ones, joined where an editor broke them.

    A line was broken by an editor when the next word would not have fitted on it.
    """
    width = max(map(len, lines))
    is_wide = width in _WRAPPED
    is_narrow = width in _NARROW and len(lines) >= _NARROW_LINES
    if not (is_wide or is_narrow) or all(map(ends_like_sentence, lines)):
        return lines
    full = [len(a) + 1 + len(b.split(" ", 1)[0]) > width for a, b in pairwise(lines)]
    # A line that was ended early in the midst of a sentence was ended by its author.
    by_author = (
        not is_full and not ends_like_sentence(line) and not is_item(after)
        for (line, after), is_full in zip(pairwise(lines), full, strict=True)
    )
    if (is_narrow and not all(full)) or sum(by_author) > sum(full) // 4:
        return lines
    paragraphs = [[lines[0]]]
    for line, is_full in zip(lines[1:], full, strict=True):
        if is_full and not is_item(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [" ".join(paragraph) for paragraph in paragraphs]


def split_runs(
    lines: Sequence[str], marks: Sequence[int | None], shapes: Sequence[LineShape], *, least: int
) -> Iterator[Run]:
    """The runs of the lines between two blank ones; verse has ``least`` lines, if it has no marks.

    Lines that were typed one paragraph a line are a run each.
    """
    entries = list(zip(lines, marks, shapes, strict=True))
    for is_listed, group in groupby(entries, lambda e: e[2] in {LineShape.ITEM, LineShape.FIELD}):
        if is_listed:
            yield Run(RunKind.ITEMS, [line[mark or 0 :] for line, mark, _ in group])
        else:
            yield from _split_text([(line, shape) for line, _, shape in group], least)


def _split_text(entries: Sequence[tuple[str, LineShape]], least: int) -> Iterator[Run]:
    for is_narrow, group in groupby(entries, lambda entry: len(entry[0]) <= _LONGEST_VERSE):
        stretch = list(group)
        lines = [line for line, _ in stretch]
        if is_narrow and _is_verse(lines, least):
            yield Run(RunKind.VERSE, lines)
            continue
        for line, shape in stretch:
            yield Run(RunKind.SHORT if shape is LineShape.SHORT else RunKind.PROSE, [line])


def _is_verse(lines: Sequence[str], least: int) -> bool:
    """Whether short ``lines`` were ended by their author though no sentence was."""
    if len(lines) < 2:
        return False
    if any("॥" in line or "||" in line for line in lines):
        return True
    open_ends = [line[-1:] in ")]" or not ends_like_sentence(line) for line in lines]  # (उ.प्र.)
    lengths = [*map(len, lines)]
    is_couplet = (
        all(open_ends) and min(lengths) >= _COUPLET and max(lengths) <= _EVEN * min(lengths)
    )
    is_tiny = all(open_ends) and min(lengths) >= _TINY and max(lengths) < _NARROW.start
    if len(lines) < least and not (is_couplet or is_tiny or _BROKEN.search(lines[0])):
        return False
    if all(open_ends):
        return True
    return 2 * sum(open_ends) >= len(lines) and max(lengths) <= _ALIKE * min(lengths)
