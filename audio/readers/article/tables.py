"""A table as it is read out: row by row, each cell after its column's header or its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audio import regex
from audio.readers.article.pieces import Piece
from audio.readers.article.table_rows import PieceRow
from audio.records import BlockKind

_DIGIT = regex.compile(r"\d")
_NOTHING = regex.compile(r"[\p{Pd}−\s]*+")
"""What stands in a cell that is empty."""


def read_table(
    rows: Sequence[Sequence[str]], *, has_headers: bool | None = None
) -> Iterator[Piece]:
    """`राज्य: बिहार; वर्षा: 20 मिमी।` for every row; rows may have different lengths.

    ``has_headers`` says whether the first row names the columns; None leaves it to its look, for
    what a wrong guess makes of a table is false. Two columns are then labels and their values:
    `नतीजा: भारत जीता।` What has but one column or one row serves to place text, and is
    paragraphs. A cell that holds but a dash is empty, and so is a row of such cells.
    """
    filled = [[_clean_cell(cell) for cell in row] for row in rows]
    if has_headers and filled and not any(filled[0]):
        has_headers = False
    filled = [row for row in filled if any(row)]
    if not filled:
        return
    if len(filled) == 1 or max(map(len, filled)) == 1:
        for cells in filled:
            yield from (Piece(BlockKind.PARAGRAPH, cell) for cell in cells if cell)
        return
    has_labels = has_headers is None and max(map(len, filled)) == 2
    names: Sequence[str] = ()
    if has_headers or (has_headers is None and not has_labels and _names_columns(filled)):
        names, *filled = filled
    width, table = max(map(len, [names, *filled])), object()
    padded = (*names, *[""] * (width - len(names))) if names else ()
    for cells in map(_strip_label, filled) if has_labels else filled:
        row = PieceRow(table, tuple(cells), width, padded, has_labels)
        if text := row.join().text:
            yield Piece(BlockKind.ITEM, text, 1, row=row)


def _clean_cell(text: str) -> str:
    """``text`` on one line; empty when it only says that there is nothing."""
    return "" if _NOTHING.fullmatch(text) else " ".join(text.split())


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row looks like headers: every column has one, the figures are below."""
    first, *others = rows
    return (
        all(first[1:])
        and not any(map(_DIGIT.search, first))
        and any(_DIGIT.search(cell) for row in others for cell in row)
    )


def _strip_label(row: Sequence[str]) -> list[str]:
    """``row`` without the colon after its label, which is said of any."""
    label, *values = row
    return [label.rstrip(":： "), *values]
