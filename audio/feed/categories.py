"""The categories under which podcast directories list shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def categories() -> Mapping[str, str]:
    """By the name of a category or subcategory: the category it belongs to."""
    table = resources.files(__name__.rpartition(".")[0]).joinpath("categories.tsv")
    rows = [row for row in table.read_text(encoding="utf-8").splitlines() if row[0] != "#"]
    return dict(row.split("\t") for row in rows[1:])
