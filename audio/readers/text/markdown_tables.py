"""A table of Markdown: its cells by row, as they are read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from audio.readers.article.pieces import Piece
from audio.readers.article.tables import read_table
from audio.readers.text.markdown_inline import join_inline


def read_markdown_table(tokens: Sequence[Token]) -> Iterator[Piece]:
    """The pieces of the table that ``tokens`` are.

    Its first row names the columns. Where it is empty and there are two, labels that are all
    bold are said of their values: `| **टॉस** | भारत |`.
    """
    rows: list[list[Sequence[Token]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.children or [])
    texts = [[join_inline(cell) for cell in row] for row in rows]
    yield from read_table(texts, has_headers=None if _has_labels(rows) else True)


def _has_labels(rows: Sequence[Sequence[Sequence[Token]]]) -> bool:
    head, *below = rows
    labels = [row[0] for row in below if row[0]]
    return len(head) == 2 and not any(head) and bool(labels) and all(map(_is_bold, labels))


def _is_bold(cell: Sequence[Token]) -> bool:
    """Whether all of a ``cell`` is."""
    kinds = [token.type for token in cell if token.type != "text" or token.content.strip()]
    is_opened = kinds[:1] == ["strong_open"]
    return is_opened and kinds.index("strong_close") == len(kinds) - 1
