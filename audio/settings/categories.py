"""The categories under which podcast directories list shows."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
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


def blame_categories(value: object) -> tuple[str, str]:
    """Which of the names in ``value`` are no categories, and the names that are like them."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        return "", ""
    wrong = [name for name in names if not (isinstance(name, str) and name in read_categories())]
    like = dict.fromkeys(other for name in wrong for other in find_like(str(name)))
    hint = f"did you mean {' or '.join(like)}?" if like else ""
    return " or ".join(map(repr, wrong)), hint


def find_like(name: str) -> list[str]:
    """At most two categories whose names, English or Hindi, are like ``name``."""
    small = name.casefold()
    called = {each.casefold(): each for each in read_categories()}
    called |= {hindi.casefold(): each for each, hindi in read_hindi_categories().items()}
    # Of `Religon` a word of `Religion & Spirituality` is near.
    near = [key for key in called if get_close_matches(small, key.split(), 1, 0.8)]
    near.sort(key=lambda key: SequenceMatcher(None, small, key.split()[0]).ratio(), reverse=True)
    near = [key for key in called if key == small] or near or get_close_matches(small, called, 2)
    return list(dict.fromkeys(called[key] for key in near))[:2]


def _read_table() -> list[list[str]]:
    _, *table = read_rows(Path(__file__).with_name("categories.tsv"))
    return table
