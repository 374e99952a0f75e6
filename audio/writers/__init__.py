"""Writers: pick many. Cues in, one by one, and the ``Edition`` at the end; a file out.

A writer is one class with a media type; it is made with what is known beforehand, is given the
cues one by one if it asks for them, and finishes with what is known then. So memory does not grow
with the length.
The timed transcripts hold the written text, so that page, captions and highlight agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast, runtime_checkable

from audio.errors import OutputError, Place
from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.settings.formats import EDITION_FORMATS, PURPOSES, find_suffix
from audio.work.store import Store

if TYPE_CHECKING:
    from audio.sound.coding import Coding


class Output(Protocol):
    """What a writer may write to. All files are new, empty, and closed by who gave the output.

    What goes wrong with one is an ``OSError`` that names it.
    """

    @property
    def store(self) -> Store:
        """Where the edition's clips are."""

    @property
    def name(self) -> str:
        """The name of the file that was asked for, without folder."""

    def open(self, name: str = "", media_type: str = "") -> BinaryIO:
        """The file that was asked for, or one more beside it; the same each time.

        What stands beside it may be of another ``media_type`` than the writer's.
        """

    def request(self, coding: Coding) -> None:
        """Have every clip encoded so too before the writer finishes."""

    def open_spool(self) -> BinaryIO:
        """A file for what belongs behind what is not known yet; it is read back and published
        nowhere."""


class Writer(Protocol):
    """One format."""

    media_type: str
    """Of the file that was asked for."""
    rank: int
    """Writers finish in this order, so that each can tell of those before it: 0; 1 for what
    leads to other files; 2 for what lists them all."""

    def __init__(self, outline: Outline, output: Output) -> None:
        """Raises ``OSError``."""

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Complete the files; ``beside`` is what was finished before. Raises ``OSError``."""


@runtime_checkable
class Follower(Protocol):
    """A writer that follows the sentences; others need the sound alone, or what is told of it."""

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """The next sentence, and the whole paragraph that it is in. Raises ``OSError``."""


SITE_PARTS = {
    "chapters.json": "audio.writers.chapters_json:ChaptersJsonWriter",
    "cover.jpg": "audio.writers.cover:CoverWriter",
    "cover.png": "audio.writers.cover:CoverWriter",
    "edition.json": "audio.writers.edition_json:EditionJsonWriter",
    "embed.json": "audio.writers.embed.embed_json:EmbedJsonWriter",
    "embed.txt": "audio.writers.embed.snippet:SnippetWriter",
    "index.html": "audio.writers.page:SitePageWriter",
    "oembed.json": "audio.writers.embed.oembed:OembedWriter",
    "picture-1.jpg": "audio.writers.pictures:PicturesWriter",
    "sentences.txt": "audio.writers.sentences:SentencesWriter",
}
"""What an edition's folder in a show's site can hold besides its formats, by file name."""


def find_format(path: Path, purpose: str = "") -> type[Writer]:
    """The writer of the format that ``path``'s suffix names, for one of ``PURPOSES`` or for all.

    Raises ``OutputError``.
    """
    formats = {**EDITION_FORMATS, **PURPOSES.get(purpose, {})}
    form = formats.get(find_suffix(path.name))
    if form is None:
        raise OutputError(
            f"no format is called {path.suffix or 'nothing'!r}",
            where=Place(str(path)),
            hint=f"use {', '.join(EDITION_FORMATS)}",
        )
    return _load(form.writer)


def find_site_part(name: str) -> type[Writer]:
    """The writer of one of ``SITE_PARTS``."""
    return _load(SITE_PARTS[name])


def _load(writer: str) -> type[Writer]:
    return cast("type[Writer]", resolve_name(writer))
