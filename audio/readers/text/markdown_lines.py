"""The lines of a paragraph in Markdown: CommonMark joins them; a list or verse typed so is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from audio.readers.article.pieces import Piece
from audio.readers.text.chat import parse_message
from audio.readers.text.line_shapes import LineShape, classify_lines, clean_line, find_marks
from audio.readers.text.typed_lines import Run, RunKind, split_runs
from audio.records import BlockKind

_VERSE = 3
"""Lines of verse that has no punctuation: two may be a sentence that an editor broke."""


class MarkdownLine(NamedTuple):
    """One line of a paragraph's source, read."""

    text: str
    is_hard: bool = False
    """Whether its end is marked up as a line break."""
    is_literal: bool = False
    """Whether what it begins with is escaped."""


def read_lines(lines: Sequence[MarkdownLine], kind: BlockKind, level: int) -> Iterator[Piece]:
    """The pieces of one paragraph, or of what stands in an item or a quotation."""
    if any(line.is_hard for line in lines):
        yield Piece(kind, _join_marked(lines), level)
        return
    lines = [line for line in lines if line.text.strip()]
    starts = _find_messages(lines) if kind is BlockKind.PARAGRAPH else {}
    at = 0
    for start in (*starts, len(lines)):
        if start > at:
            text = starts.get(at)
            part = lines[at:start]
            if text is not None:
                part = [MarkdownLine(text, is_literal=True), *part[1:]]
            yield from _read_part([line for line in part if line.text], kind, level)
            at = start


def opens_item(line: str) -> bool:
    """Whether a paragraph of one line, ``line``, would be read as an item or a message."""
    is_typed = find_marks([line])[0] is not None or is_typed_otherwise(line)
    return is_typed or parse_message(line) is not None


def is_typed_otherwise(line: str) -> bool:
    """Whether ``line`` opens with a sign that is read as another: `1️⃣` as `1.`."""
    return clean_line(line) != " ".join(line.split())


def _join_marked(lines: Sequence[MarkdownLine]) -> str:
    """``lines`` as one text that is broken where its author marked it."""
    return "".join(line.text + ("\n" if line.is_hard else " ") for line in lines).strip()


def _find_messages(lines: Sequence[MarkdownLine]) -> dict[int, str]:
    """Where the messages of a chat begin, and what each says."""
    found = {}
    for at, line in enumerate(lines):
        message = None if line.is_literal else parse_message(" ".join(line.text.split()))
        if message:
            found[at] = message.text
    return found


def _read_part(lines: Sequence[MarkdownLine], kind: BlockKind, level: int) -> Iterator[Piece]:
    if not lines:
        return
    texts = [
        " ".join(line.text.split()) if line.is_literal else clean_line(line.text) for line in lines
    ]
    marks = find_marks(
        ["" if line.is_literal else text for line, text in zip(lines, texts, strict=True)]
    )
    shapes = [LineShape.LONG] * len(texts)
    if kind is BlockKind.ITEM:
        marks[0] = None
    else:
        shapes = classify_lines(texts, marks) if len(texts) > 1 else shapes
    shapes = [
        shape if mark is None else LineShape.ITEM for shape, mark in zip(shapes, marks, strict=True)
    ]
    runs = split_runs(texts, marks, shapes, least=_VERSE)
    for is_list, group in groupby(runs, lambda run: run.kind is RunKind.ITEMS):
        if is_list:
            for run in group:
                yield from run.read_items(level + 1)
        else:
            yield Piece(kind, _join_runs(list(group)), level)


def _join_runs(runs: Sequence[Run]) -> str:
    """Prose on one line, verse on its own lines."""
    parts = (("\n" if run.kind is RunKind.VERSE else " ").join(run.lines) for run in runs)
    is_verse = any(run.kind is RunKind.VERSE for run in runs)
    return ("\n" if is_verse else " ").join(parts)
