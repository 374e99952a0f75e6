"""Media types of the files of a site, by name (``media_types.tsv``)."""

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


def find_media_type(name: str) -> MediaType:
    """The media type of a file called ``name``; ``application/octet-stream`` if unknown."""
    lowered = name.lower()
    return next(row for row in _read_table() if fnmatchcase(lowered, row.pattern))


@cache
def _read_table() -> tuple[MediaType, ...]:
    table = read_rows(Path(__file__).with_name("media_types.tsv"))
    return tuple(MediaType(pattern, name, kind == "text") for pattern, name, kind, _ in table)
