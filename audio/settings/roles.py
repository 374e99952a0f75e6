"""The roles that people have in a podcast."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from audio.tables import read_rows


@cache
def read_roles() -> Mapping[str, str]:
    """The group that each role belongs to, by its name: ``host`` to ``cast``."""
    _, *table = read_rows(Path(__file__).with_name("roles.tsv"))
    return dict(table)
