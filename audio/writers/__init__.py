"""Writers: pick many. One ``Edition`` in, one file out.

A writer is one class with a media type and one method. The timed transcripts hold the written
text, so that page, captions and highlight agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from audio.errors import OutputError
from audio.records import Edition


class PublishedFile(NamedTuple):
    """A file that stands, or will stand, beside the one being written."""

    name: str
    """File name, without folder."""
    media_type: str
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


class Writer(Protocol):
    """One format."""

    media_type: str

    def write(self, edition: Edition, path: Path, beside: Sequence[PublishedFile]) -> None:
        """Write the whole file to ``path``, which exists and is empty; ``beside`` is what was
        written before it. Raises ``OSError``."""


WRITERS = {
    ".json": "audio.writers.edition_json:EditionJsonWriter",
    ".mp3": "audio.writers.mp3:Mp3Writer",
    ".srt": "audio.writers.subrip:SubripWriter",
    ".vtt": "audio.writers.webvtt:WebvttWriter",
}
"""By suffix; the one that lists the others' files is written last."""


def make(path: Path) -> Writer:
    """The writer for the format that ``path``'s suffix names. Raises ``OutputError``."""
    target = WRITERS.get(path.suffix.lower())
    if target is None:
        raise OutputError(
            f"no format is called {path.suffix or 'nothing'!r}",
            where=str(path),
            hint=f"use {', '.join(WRITERS)}",
        )
    module, _, attribute = target.partition(":")
    return cast("Writer", getattr(import_module(module), attribute)())


def rank(path: Path) -> tuple[bool, str]:
    """Sort key for the order of writing: what lists the others comes last."""
    return path.suffix.lower() == ".json", path.name
