"""What the files of a site are, by name (``media_types.tsv``)."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio.tables import read_rows


class MediaType(NamedTuple):
    """One row of the table."""

    pattern: str
    """Of file names, in small letters: ``feed*.xml``."""
    name: str
    """As the Content-Type header says it."""
    is_text: bool
    """Whether compression makes it smaller."""


def media_type(name: str) -> MediaType:
    """What a file of this name is; bytes of no known kind when the name does not tell."""
    lowered = name.lower()
    return next(row for row in _table() if fnmatchcase(lowered, row.pattern))


@cache
def _table() -> tuple[MediaType, ...]:
    table = read_rows(Path(__file__).with_name("media_types.tsv"))
    return tuple(MediaType(pattern, name, kind == "text") for pattern, name, kind, _ in table)
