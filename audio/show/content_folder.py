"""The files of a content folder and of the folders in it: which are articles, which are not."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SourceError
from audio.readers import SUFFIXES

log = logging.getLogger(__name__)

_BESIDE = (
    ".avif", ".bmp", ".csv", ".gif", ".jpeg", ".jpg", ".new", ".png", ".tif", ".tiff", ".toml",
    ".tsv", ".webp",
)  # fmt: skip
"""What stands beside articles: pictures, lexicons, ``show.toml``, what import offers."""
DELETED = ".deleted"
"""Where articles are that were deleted, and can be brought back (``show.withdrawal``)."""
_SCRATCH = (".", "~$")
"""How the names begin of what programs keep for themselves."""


class ContentFolder(NamedTuple):
    """What stands in a content folder."""

    articles: tuple[Path, ...]
    """By folder and name."""
    ignored: tuple[Path, ...]
    """What is no article and nothing that articles use."""

    def describe_ignored(self) -> str:
        """One line that names what is ignored; empty when nothing is."""
        if not self.ignored:
            return ""
        names = ", ".join(map(str, self.ignored[:3]))
        more = len(self.ignored) - 3
        rest = f" and {more} more" if more > 0 else ""
        return f"{names}{rest}: no article, as what is read ends in {', '.join(SUFFIXES)}"


def find_articles(content: Path, out: Path | None = None, used: str = "") -> list[Path]:
    """The article files in ``content`` and its folders, by name; ``out`` is passed over.

    Other files are told, but for the one that is ``used`` otherwise. Raises ``SourceError``
    without any article, unless there were some that were deleted.
    """
    if not content.is_dir():
        what = "is not a folder" if content.exists() else "there is no such folder"
        raise SourceError(what, where=Place(str(content)), hint="name the articles' folder")
    found = scan_content(content, out)
    found = found._replace(ignored=tuple(path for path in found.ignored if str(path) != used))
    if ignored := found.describe_ignored():
        log.info("%s", ignored)
    if not found.articles and not (content / DELETED).is_dir():
        raise SourceError(
            "holds no article",
            where=Place(str(content)),
            hint=f"add files in {', '.join(SUFFIXES)}",
        )
    return list(found.articles)


def scan_content(content: Path, out: Path | None = None) -> ContentFolder:
    """Tell the articles in ``content`` from its other files; the folder ``out`` is passed over."""
    articles: list[Path] = []
    ignored: list[Path] = []
    written = out.resolve() if out else None
    for place, folders, names in os.walk(content):
        here = Path(place)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(_SCRATCH) and (here / name).resolve() != written
        ]
        for name in names:
            suffix = Path(name).suffix.lower()
            if name.startswith(_SCRATCH) or name.endswith("~") or suffix in _BESIDE:
                continue
            (articles if suffix in SUFFIXES else ignored).append(here / name)
    return ContentFolder(*(tuple(sorted(found, key=_get_parts)) for found in (articles, ignored)))


def _get_parts(path: Path) -> tuple[str, ...]:
    return path.parts
