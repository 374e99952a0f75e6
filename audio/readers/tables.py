"""A table as it is read out: row by row, each cell after its column's header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import regex

from audio.readers.pieces import Piece
from audio.records import BlockKind

_SENTENCE_ENDS = "।॥.?!…"
_DIGIT = regex.compile(r"\d")


def table_pieces(
    rows: Sequence[Sequence[str]], *, has_headers: bool | None = None
) -> Iterator[Piece]:
    """`राज्य: बिहार; वर्षा: 20 मिमी।` for every row; rows may have different lengths.

    ``has_headers`` says whether the first row names the columns; None leaves it to its look.
    What has but one column or one row serves to place text, and is paragraphs.
    """
    filled = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    if not filled:
        return
    if len(filled) == 1 or max(map(len, filled)) == 1:
        for row in filled:
            yield from (Piece(BlockKind.PARAGRAPH, cell) for cell in row if cell)
        return
    headers: Sequence[str] = ()
    if has_headers or (has_headers is None and _names_columns(filled[0])):
        headers, *filled = filled
    for row in filled:
        yield Piece(BlockKind.ITEM, _row_text(headers, row), 1)


def _names_columns(row: Sequence[str]) -> bool:
    """Whether a first row looks like headers: every column has one, and none is a figure."""
    return all(row[1:]) and not any(_DIGIT.search(cell) for cell in row)


def _row_text(headers: Sequence[str], row: Sequence[str]) -> str:
    cells = [
        f"{header}: {cell}" if header and header != cell else cell
        for header, cell in zip_longest(headers[: len(row)], row, fillvalue="")
        if cell
    ]
    text = "; ".join(cells)
    return text if text[-1:] in _SENTENCE_ENDS else f"{text}।"
