"""The categories under which podcast directories list shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from audio.tables import read_rows


@cache
def read_categories() -> Mapping[str, str]:
    """The category that each category or subcategory belongs to, by its name."""
    return {name: category for name, category, _ in _read_table()}


@cache
def read_hindi_categories() -> Mapping[str, str]:
    """What a page in Hindi calls each category or subcategory, by its name."""
    return {name: hindi for name, _, hindi in _read_table()}


def _read_table() -> list[list[str]]:
    _, *table = read_rows(Path(__file__).with_name("categories.tsv"))
    return table
