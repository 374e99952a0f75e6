"""A row of a table on its way to the article: its cells, and what is read of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from audio import regex
from audio.records import Span, TableCell

_SENTENCE_ENDS = "।॥.?!…"
_DIRECTIVE = regex.compile("[\U000f0000-\U000ffffd]")


class JoinedRow(NamedTuple):
    """What is read of a row, and where in that its cells stand."""

    text: str
    cells: tuple[TableCell, ...]


class PieceRow(NamedTuple):
    """The cells of a row, each in one line; those that are empty have no letter."""

    table: object
    """The same for all rows of one table."""
    cells: tuple[str, ...]
    columns: int
    """Of the table."""
    names: tuple[str, ...] = ()
    """Of all columns; none where the table has none, and some may be empty."""
    has_labels: bool = False
    """Whether the first of two cells says what the second is."""

    def join(self) -> JoinedRow:
        """`राज्य: बिहार; वर्षा: 20 मिमी।`, or `नतीजा: भारत जीता।` of a label and its value."""
        between = ": " if self.has_labels else "; "
        text = ""
        cells: list[TableCell] = []
        for column, cell in enumerate(self.cells):
            if not cell:
                continue
            name = self.names[column] if self.names else ""
            text += between if text else ""
            text += f"{name}: " if name and name != cell else ""
            cells.append(TableCell(column, Span(len(text), len(text) + len(cell))))
            text += cell
        end = "" if not text or text[-1] in _SENTENCE_ENDS else "।"
        return JoinedRow(f"{text}{end}", tuple(cells))

    def rewrite(self, change: Callable[[str], str]) -> PieceRow:
        """The row, each of its cells and names as ``change`` makes it."""
        cells, names = tuple(map(change, self.cells)), tuple(map(change, self.names))
        return self._replace(cells=cells, names=names)

    def find_cells(self, text: str) -> tuple[TableCell, ...]:
        """Where the cells stand in ``text``; none when that is no more what is read of the row."""
        joined = self.rewrite(_drop_directives).join()
        return joined.cells if joined.text == text else ()


def _drop_directives(text: str) -> str:
    return " ".join(_DIRECTIVE.sub("", text).split())
