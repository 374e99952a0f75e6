"""The order in which a site's files are sent."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SourceError
from audio.show.site_files import WITHDRAWN
from audio.work.publication import PART_NAME

_FEED = "feed"


class SiteFile(NamedTuple):
    """A file of a site."""

    name: str
    """Path in the site, with slashes."""
    site: Path
    size: int
    """Bytes."""
    modified: int
    """When it was written: nanoseconds since 1970."""

    @property
    def path(self) -> Path:
        """The file on disk; computed when asked for, as there may be a million of them."""
        return self.site / self.name

    def find_digest(self, kind: str = "sha256") -> str:
        """The digest of its content, as hexadecimal digits. Raises ``OSError``."""
        make = partial(hashlib.new, kind, usedforsecurity=False)
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, make).hexdigest()


def list_files(site: Path) -> list[SiteFile]:
    """All files of ``site``: editions, what lists them, feeds, of which the newest is last.

    Editions that were withdrawn are left out: where they are published they stay, and nowhere
    else do they come. Raises ``SourceError`` for what is no built site, and ``OSError``.
    """
    require_site(site)
    return sorted(_find_files(site), key=_rank)


def require_site(site: Path) -> None:
    """Raises ``SourceError`` for a folder that is no built site."""
    if not (site / "index.html").is_file():
        raise SourceError(
            "is no built site", where=Place(str(site)), hint="build first: audio-edition build"
        )


def list_withdrawn(site: Path) -> list[str]:
    """The folders of editions that are in the show no more."""
    return sorted(mark.parent.name for mark in site.glob(f"*/{WITHDRAWN}"))


def _find_files(site: Path) -> Iterator[SiteFile]:
    passed_over = set(list_withdrawn(site))
    for folder, rooms, names in os.walk(site):
        rooms[:] = [each for each in rooms if each not in passed_over and not _is_part(each)]
        passed_over = set()  # further down, such a name is no edition's
        for path in (Path(folder, name) for name in names if not _is_part(name)):
            if path.is_file():
                found = path.stat()
                name = path.relative_to(site).as_posix()
                yield SiteFile(name, site, found.st_size, found.st_mtime_ns)


def _is_part(name: str) -> bool:
    return PART_NAME.fullmatch(name) is not None


def find_step(file: SiteFile) -> tuple[int, str]:
    """Which files may be sent at the same time: what others lead to comes before what leads to it.

    A feed's document is a step of its own: ``(3, "feed_2.xml")``.
    """
    if "/" in file.name:
        return (0 if not file.name.endswith(("/index.html", ".json")) else 1), ""
    if not file.name.startswith(_FEED):
        return 2, ""
    return (4 if file.name == f"{_FEED}.xml" else 3), file.name


def _rank(file: SiteFile) -> tuple[tuple[int, str], str]:
    return find_step(file), file.name
