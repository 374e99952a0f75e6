"""What versions of an article were made from, so that changes of several people can be merged.

A page that shows a text for editing keeps it here, under its digest; a version that had to be put
beside the article keeps under its own what it was made from.
"""

from __future__ import annotations

from pathlib import Path

from audio.work.publication import publish_file

_BASE = ".base"
_MOST = 100
"""Texts that are kept of an article."""


class BegunTexts:
    """The texts that edits of an article began with, in a folder of the desk's state."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, digest: str, data: bytes) -> None:
        """Keep a text of this digest, from which an edit begins. Raises ``OSError``."""
        self._keep(digest, data)

    def find(self, digest: str) -> bytes | None:
        """The text of this digest; ``None`` if it was not kept, or long ago."""
        return _read(self._folder / digest)

    def keep_base(self, digest: str, data: bytes) -> None:
        """Keep what the version of this digest was made from. Raises ``OSError``."""
        self._keep(f"{digest}{_BASE}", data)

    def find_base(self, digest: str) -> bytes | None:
        """What the version of this digest was made from; ``None`` where that is not known."""
        return _read(self._folder / f"{digest}{_BASE}")

    def _keep(self, name: str, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        publish_file(self._folder / name, data)
        kept = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in kept[:-_MOST]:
            old.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
