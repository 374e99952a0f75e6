"""The categories under which podcast directories list shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from audio.tables import read_rows


@cache
def read_categories() -> Mapping[str, str]:
    """The category that each category or subcategory belongs to, by its name."""
    _, *table = read_rows(Path(__file__).with_name("categories.tsv"))
    return dict(table)
