"""Versions of an article that were merged with it: kept, so that they can be brought back."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from audio.errors import Place, SourceError
from audio.work.beside import find_free_beside
from audio.work.publication import publish_file


class MergedVersion(NamedTuple):
    """A version of an article that was merged with it."""

    name: str
    """Of its file in the desk's state."""
    merged: datetime
    """When; aware."""


class MergedVersions:
    """The versions that were merged with an article, in a folder of the desk's state."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, data: bytes) -> None:
        """Keep a version that was, or would have been, in the file ``name``. Raises ``OSError``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        publish_file(self._folder / f"{hashlib.sha256(data).hexdigest()[:16]}-{name}", data)

    def list(self) -> list[MergedVersion]:
        """The versions that are kept, the newest first."""
        files = self._folder.glob("*.new")
        times = {each.name: datetime.fromtimestamp(each.stat().st_mtime, UTC) for each in files}
        found = [MergedVersion(name, merged) for name, merged in times.items()]
        return sorted(found, key=lambda version: (version.merged, version.name), reverse=True)

    def bring_back(self, name: str, article: Path) -> Path:
        """Put a version beside its article again; where. Raises ``SourceError``."""
        if name not in {version.name for version in self.list()}:
            raise SourceError("is no version of the article", where=Place(name[:200]))
        data = (self._folder / name).read_bytes()
        beside = find_free_beside(article, data)
        publish_file(beside, data)
        (self._folder / name).unlink()
        return beside
