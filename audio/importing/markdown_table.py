"""A table as Markdown writes one, from which the same rows are read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audio.importing.markdown_words import escape_words, list_links, mark_links, write_links
from audio.records import BlockRow, Table, TextLink


def write_table(table: Table, text: str, links: Sequence[TextLink]) -> str:
    """The table's lines; of ``links`` those are written that are within a cell of it.

    A table without names has an empty first line, and labels are bold, by which they are known.
    """
    names = table.names or [""] * table.columns
    lines = [map(_escape, names), ["---"] * table.columns]
    rows = [_write_cells(table, row, text, links) for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in [*lines, *rows])


def _write_cells(
    table: Table, row: BlockRow, text: str, links: Sequence[TextLink]
) -> Iterator[str]:
    """What stands in each column of a row."""
    spans = dict(row.cells)
    for column in range(table.columns):
        if span := spans.get(column):
            within = list_links(links, span)
            written = write_links(_escape(mark_links(span, text, within)), within)
            yield f"**{written}**" if table.has_labels and column == 0 else written
        else:
            yield ""


def _escape(text: str) -> str:
    return escape_words(text).replace("|", "&#124;")
