"""The rows of an edition's tables: which sentence stands in which cells.

A row is read as one block, `राज्य: बिहार; वर्षा: 20 मिमी।`, mostly one sentence. Shown are its
cells, in the order of that text, which they hold whole: before its words a cell has the name of its
column and after them the mark that parts it from the next. A sentence is a line of the table; a
row of several has several, of which each goes on in the cell where the one before ended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from audio.records import Article, BlockKind, BlockRow, Paragraph, Sentence, Span, Table

_MARK = 2
"""Code points of what stands between two cells: `; ` or `: `."""

_LONG = 40
"""Code points of a sentence that wants a wide column."""


class CellPart(NamedTuple):
    """What of a sentence stands in one cell, as spans in the sentence; each may be empty."""

    column: int
    name: Span
    words: Span
    mark: Span


class ShownRow(NamedTuple):
    """A paragraph as a row of its table."""

    table: Table
    row: BlockRow

    @property
    def is_single(self) -> bool:
        """Whether its only cell is the first one, as of a heading between rows."""
        return [column for column, _ in self.row.cells] == [0]

    def part(self, sentence: Sentence) -> list[CellPart]:
        """The cells in which ``sentence`` stands, in order; together they hold all of it."""
        found: list[CellPart] = []
        begin = self.row.span.start
        for cell in self.row.cells:
            is_last = cell is self.row.cells[-1]
            end = self.row.span.end if is_last else cell.span.end + _MARK
            edges = (_clip(edge, sentence.span) for edge in (begin, *cell.span, end))
            one, two, three, four = edges
            if one < four:
                spans = Span(one, two), Span(two, three), Span(three, four)
                found.append(CellPart(cell.column, *spans))
            begin = end
        return found

    def write(self, sentence: Sentence, write_part: Callable[[CellPart], Markup]) -> Markup:
        """The cells of the line of the table that ``sentence`` is."""
        parts = {part.column: part for part in self.part(sentence)}
        if self.is_single:
            width = self.table.columns
            return Markup('<td colspan="{}">{}</td>').format(width, write_part(parts[0]))
        empty = Markup("<td></td>")
        columns = range(self.table.columns)
        return Markup("").join(
            self._write_cell(parts[column], write_part) if column in parts else empty
            for column in columns
        )

    def _write_cell(self, part: CellPart, write_part: Callable[[CellPart], Markup]) -> Markup:
        if self.table.has_labels and part.column == 0:
            return Markup('<th scope="row">{}</th>').format(write_part(part))
        is_long = part.words.end - part.words.start > _LONG
        return Markup('<td class="long">{}</td>' if is_long else "<td>{}</td>").format(
            write_part(part)
        )


class ShownTables:
    """The tables of one article, paragraph by paragraph."""

    def __init__(self, article: Article) -> None:
        self._rows = {
            row.span.start: ShownRow(table, row) for table in article.tables for row in table.rows
        }

    def find_row(self, paragraph: Paragraph) -> ShownRow | None:
        """The row that ``paragraph`` is; None if it is none."""
        is_item = paragraph.kind is BlockKind.ITEM
        return self._rows.get(paragraph.sentences[0].span.start) if is_item else None


def write_head(table: Table, mark_up: Callable[[str], Markup]) -> Markup:
    """The names of its columns; nothing when it has none."""
    cells = Markup("").join(
        Markup('<th scope="col">{}</th>' if name else "<td>{}</td>").format(mark_up(name))
        for name in table.names
    )
    return Markup("<thead><tr>{}</tr></thead>\n").format(cells) if table.names else Markup()


def _clip(place: int, span: Span) -> int:
    """A ``place`` in the article as one in the sentence at ``span``, or the end nearest to it."""
    return min(max(place, span.start), span.end) - span.start
