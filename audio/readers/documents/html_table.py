"""A table of HTML, on a page or in a book: its cells by row, as they are read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.pieces import Piece
from audio.readers.article.tables import read_table

_MOST_SPANNED = 50
"""Columns or rows that one cell is believed to span."""
_LONGEST_REPEATED = 300
"""Code points of a cell that is read again in every row and column that it spans."""


def read_html_table(
    grid: Sequence[Sequence[Any]], read_text: Callable[[Any], str]
) -> Iterator[Piece]:
    """The pieces of the table whose cells are in ``grid``, see ``lay_out_cells``.

    ``read_text`` gives the text of a cell's element.
    """
    texts: dict[Any, str] = {}
    rows: list[list[str]] = []
    for row in grid:
        rows.append([])
        for cell in row:
            is_again = cell in texts
            text = texts[cell] if is_again else texts.setdefault(cell, read_text(cell))
            rows[-1].append("" if is_again and len(text) > _LONGEST_REPEATED else text)
    yield from read_table(rows, has_headers=_has_header_row(grid) or None)


def lay_out_cells(table: Any) -> list[list[Any]]:
    """The elements of the cells of each row of ``table``, an lxml element.

    One that spans columns or rows stands in each of them; one that spans all columns, as a
    heading between rows does, stands once.
    """
    grid: list[list[Any]] = []
    below: dict[int, tuple[Any, int]] = {}
    """By column: the cell that goes on below, and in how many rows."""
    for tr in table.iter():
        if get_name(tr) != "tr":
            continue
        row: list[Any] = []
        cells = [cell for cell in tr if get_name(cell) in {"td", "th"}]
        while cells or len(row) in below:
            if len(row) in below:
                cell, left = below.pop(len(row))
                if left > 1:
                    below[len(row)] = (cell, left - 1)
                row.append(cell)
                continue
            cell = cells.pop(0)
            for _ in range(_read_span(cell, "colspan")):
                if _read_span(cell, "rowspan") > 1:
                    below[len(row)] = (cell, _read_span(cell, "rowspan") - 1)
                row.append(cell)
        if row:
            grid.append(row[:1] if all(cell is row[0] for cell in row) else row)
    return grid


def _has_header_row(grid: Sequence[Sequence[Any]]) -> bool:
    """Whether the first row is marked as the names of the columns."""
    if not grid or len(grid[0]) < 2:
        return False
    first = grid[0]
    row = first[0].getparent()
    is_head = row is not None and get_name(row.getparent()) == "thead"
    return is_head or all(get_name(cell) == "th" for cell in first)


def _read_span(cell: Any, name: str) -> int:
    value = get_attribute(cell, name)
    is_number = value.isdecimal() and value.isascii() and int(value[:6]) > 0
    return min(int(value[:6]), _MOST_SPANNED) if is_number else 1
