"""Columns: many named tuples of one kind at once, made of the values of each field."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import TypeVar

Row = TypeVar("Row", bound=tuple[object, ...])


def make_rows(kind: type[Row], *columns: Iterable[object]) -> tuple[Row, ...]:
    """A ``kind`` of the first values of all ``columns``, one of the second ones …

    ``make_rows(Span, (0, 4), (3, 9))`` is ``(Span(0, 3), Span(4, 9))``. A long edition has a
    hundred thousand words: without a call of Python for each they are made in half the time. Raises
    ``ValueError`` for columns of different lengths.
    """
    return tuple(map(tuple.__new__, repeat(kind), zip(*columns, strict=True)))
