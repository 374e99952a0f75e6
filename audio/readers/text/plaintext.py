"""Plain text: what its blank lines, its line lengths and its punctuation say of its structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby, pairwise

import regex

from audio.readers.article.compose import compose
from audio.readers.article.pieces import LIST_MARK, Piece, ends_like_sentence, fold, is_heading_like
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import decode
from audio.readers.text.frontmatter import split_front_matter
from audio.records import Article, BlockKind

_FIELD = regex.compile(r"[^\s:]++(?: [^\s:]++){0,3}+ ?: \S")
"""`नाम: राम`, `जन्म तिथि : 5 मई`; not `सुबह 7:30 बजे`."""
_WRAPPED = range(50, 121)
"""Widths, in code points, at which editors and mailers break lines."""
_VERSE = 3
"""Lines in a row that no sentence ends: fewer are a heading, more are verse or an address."""


class _Shape(Enum):
    """What a line looks like by itself."""

    ITEM = auto()
    FIELD = auto()
    """A short `label: value`."""
    SHORT = auto()
    LONG = auto()


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, plain text with or without front matter.

    Raises:
        SourceError: it cannot be read as text, its front matter is wrong, or it is not Hindi.
    """
    del reading  # nothing in it is marked as a caption
    front, body = split_front_matter(decode(data, origin), origin)
    return compose(_read_pieces(body, front.title), front, origin)


def _read_pieces(body: str, title: str) -> Iterator[Piece]:
    split = (" ".join(line.split()) for line in body.split("\n"))
    groups = [_unwrap(list(group)) for is_text, group in groupby(split, key=bool) if is_text]
    numbers = [number for number, group in enumerate(groups) for _ in group]
    lines = [line for group in groups for line in group]
    shaped = zip(numbers, _classify_lines(lines, title), lines, strict=True)
    for (_, shape), run in groupby(shaped, key=lambda entry: entry[:2]):
        yield from _read_run(shape, [line for _, _, line in run])


def _classify_lines(lines: Sequence[str], title: str) -> list[_Shape]:
    """The shape of each line; a field by itself, and one that may be the title, is ``SHORT``."""
    shapes: list[_Shape] = []
    for shape, run in groupby(map(_classify_line, lines)):
        length = len(list(run))
        alone = shape is _Shape.FIELD and length == 1
        shapes += [_Shape.SHORT if alone else shape] * length
    times = Counter(lines)
    for at, line in enumerate(lines):
        is_title = fold(line) == fold(title) if title else at == 0
        if shapes[at] is _Shape.FIELD and (is_title or times[line] > 1):
            shapes[at] = _Shape.SHORT
    return shapes


def _classify_line(line: str) -> _Shape:
    if LIST_MARK.match(line):
        return _Shape.ITEM
    if not is_heading_like(line):
        return _Shape.LONG
    return _Shape.FIELD if _FIELD.match(line) else _Shape.SHORT


def _unwrap(lines: list[str]) -> list[str]:
    """The lines between two blank ones, joined where an editor broke them.

    A line was broken by an editor when the next word would not have fitted on it.
    """
    width = max(map(len, lines))
    ended = all(map(ends_like_sentence, lines))
    if width not in _WRAPPED or ended:
        return lines
    paragraphs: list[list[str]] = [[lines[0]]]
    for before, line in pairwise(lines):
        fitted = len(before) + 1 + len(line.split(" ", 1)[0]) <= width
        if fitted or LIST_MARK.match(line):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [" ".join(paragraph) for paragraph in paragraphs]


def _read_run(shape: _Shape, lines: Sequence[str]) -> Iterator[Piece]:
    """The pieces of adjacent lines of one shape."""
    match shape:
        case _Shape.ITEM:
            yield from map(_make_item, lines)
        case _Shape.FIELD:
            yield from (Piece(BlockKind.ITEM, line, 1) for line in lines)
        case _Shape.SHORT if len(lines) < _VERSE:
            yield from (Piece(BlockKind.HEADING, line) for line in lines)
        case _Shape.SHORT:
            yield Piece(BlockKind.PARAGRAPH, "\n".join(lines))
        case _Shape.LONG:
            yield from (Piece(BlockKind.PARAGRAPH, line) for line in lines)


def _make_item(line: str) -> Piece:
    """An item without its bullet, but with its number."""
    mark = LIST_MARK.match(line)
    start = mark.end() if mark and not mark["number"] else 0
    return Piece(BlockKind.ITEM, line[start:], 1)
