"""Writers: pick many. One ``Edition`` in, one file out.

A writer is one class with a media type; it is made with what is known beforehand, is given the
cues one by one, and finishes with what is known then. So memory does not grow with the length.
The timed transcripts hold the written text, so that page, captions and highlight agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from audio.errors import OutputError, Place
from audio.records import Cue, Edition, Outline, PublishedFile


class Writer(Protocol):
    """One format."""

    media_type: str

    def __init__(self, outline: Outline, file: BinaryIO) -> None:
        """``file`` is new, empty, open for reading and writing, and the caller's to close."""

    def add(self, cue: Cue) -> None:
        """The next sentence. Raises ``OSError``."""

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Complete the file; ``beside`` is what was finished before it. Raises ``OSError``."""


WRITERS = {
    ".html": "audio.writers.page:PageWriter",
    ".json": "audio.writers.edition_json:EditionJsonWriter",
    ".mp3": "audio.writers.mp3:Mp3Writer",
    ".srt": "audio.writers.subrip:SubripWriter",
    ".vtt": "audio.writers.webvtt:WebvttWriter",
    "chapters.json": "audio.writers.chapters_json:ChaptersJsonWriter",
    "cover.jpg": "audio.writers.cover:CoverWriter",
    "cover.png": "audio.writers.cover:CoverWriter",
    "index.html": "audio.writers.page:SitePageWriter",
    "sentences.txt": "audio.writers.sentences:SentencesWriter",
}
"""By suffix, or by file name where a suffix says too little."""


def find(path: Path) -> type[Writer]:
    """The writer of the format that ``path``'s name or suffix names. Raises ``OutputError``."""
    by_name = WRITERS.get(path.name) if path.suffix else None  # ".mp3" is a name without one
    target = by_name or WRITERS.get(path.suffix.lower())
    if target is None:
        raise OutputError(
            f"no format is called {path.suffix or 'nothing'!r}",
            where=Place(str(path)),
            hint=f"use {', '.join(WRITERS)}",
        )
    module, _, attribute = target.partition(":")
    return cast("type[Writer]", getattr(import_module(module), attribute))


def rank(path: Path) -> tuple[int, str]:
    """Sort key for the order of finishing: the page leads to files, edition.json lists all."""
    last = {".html": 1, ".json": 2}.get(path.suffix.lower(), 0)
    return 0 if path.name == "chapters.json" else last, path.name
