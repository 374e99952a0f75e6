"""Plain text: what its blank lines, its line lengths and its punctuation say of its structure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

import regex

from audio.readers.compose import compose
from audio.readers.decoding import decode
from audio.readers.frontmatter import split_front_matter
from audio.readers.pieces import Piece, is_heading_like
from audio.records import Article, BlockKind

_BULLET = regex.compile(r"[-*•–—·▪●‣]\s++")
_SENTENCE_END = regex.compile(r"""[।॥|.?!…]["'”’»)\]]*+$""")
_WRAPPED = range(50, 121)
"""Widths, in code points, at which editors and mailers break lines."""
_VERSE = 3
"""Lines in a row that no sentence ends: fewer are a heading, more are verse or an address."""


def read(data: bytes, origin: str) -> Article:
    """The article in ``data``, plain text with or without front matter.

    Raises:
        SourceError: it cannot be read as text, its front matter is wrong, or it is not Hindi.
    """
    front, body = split_front_matter(decode(data, origin), origin)
    return compose(_pieces(body), front, origin)


def _pieces(body: str) -> Iterator[Piece]:
    lines = (" ".join(line.split()) for line in body.split("\n"))
    for is_text, group in groupby(lines, key=bool):
        if is_text:
            yield from _group_pieces(_unwrapped(list(group)))


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines between two blank ones, joined where an editor broke them.

    A line was broken by an editor when the next word would not have fitted on it.
    """
    width = max(map(len, lines))
    ended = all(_SENTENCE_END.search(line) for line in lines)
    if width not in _WRAPPED or ended:
        return lines
    paragraphs: list[list[str]] = [[lines[0]]]
    for before, line in pairwise(lines):
        fitted = len(before) + 1 + len(line.split(" ", 1)[0]) <= width
        if fitted or _BULLET.match(line):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [" ".join(paragraph) for paragraph in paragraphs]


def _group_pieces(paragraphs: list[str]) -> Iterator[Piece]:
    for is_short, run in groupby(paragraphs, key=is_heading_like):
        lines = list(run)
        if is_short and len(lines) >= _VERSE:
            yield Piece(BlockKind.PARAGRAPH, "\n".join(lines))
        elif is_short:
            yield from (Piece(BlockKind.HEADING, line) for line in lines)
        else:
            yield from map(_paragraph, lines)


def _paragraph(line: str) -> Piece:
    bullet = _BULLET.match(line)
    if bullet:
        return Piece(BlockKind.ITEM, line[bullet.end() :], 1)
    return Piece(BlockKind.PARAGRAPH, line)
