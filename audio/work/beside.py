"""Files beside an article: another version of it, which waits for somebody to merge the two.

The first is ``NAME.md.new``, those after it ``NAME.md.2.new``, ``NAME.md.3.new`` …; none is ever
overwritten, and no build reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from audio import regex

_BESIDE = regex.compile(r"(?P<article>.+\.[^.0-9][^.]*)(?:\.(?P<number>[1-9][0-9]*))?\.new")


def find_free_beside(article: Path, data: bytes) -> Path:
    """The first name beside ``article`` that is free, or whose file holds ``data`` already."""
    places = (_name_beside(article, number) for number in count(1))
    return next(place for place in places if not place.is_file() or place.read_bytes() == data)


def list_beside(article: Path) -> list[Path]:
    """What waits beside ``article``, the first first."""
    return group_beside(article.parent.glob("*.new")).get(article, [])


def group_beside(files: Iterable[Path]) -> dict[Path, list[Path]]:
    """The ones of ``files`` that are other versions of an article, by article, the first first."""
    groups: dict[Path, list[Path]] = {}
    for path in sorted(files, key=lambda path: (len(path.name), path.name)):
        if article := find_article_of(path):
            groups.setdefault(article, []).append(path)
    return groups


def find_article_of(beside: Path) -> Path | None:
    """The article of which ``beside`` is another version, by its name: ``a.md`` of ``a.md.2.new``.

    ``None`` for a file of another name.
    """
    found = _BESIDE.fullmatch(beside.name)
    return beside.with_name(found["article"]) if found else None


def _name_beside(article: Path, number: int) -> Path:
    return article.with_name(f"{article.name}{f'.{number}' if number > 1 else ''}.new")
