"""The edition's picture, as a file of its own beside the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from audio.records import Cue, Edition, Outline, PublishedFile


class CoverWriter:
    """The very bytes that the tags of the MP3 carry too."""

    media_type = "image/jpeg"
    """Or PNG: what the picture is."""

    def __init__(self, outline: Outline, file: BinaryIO) -> None:
        self.media_type = outline.cover.media_type
        file.write(outline.cover.data)

    def add(self, cue: Cue) -> None:
        """Nothing: a picture has no time."""

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing: it was complete from the start."""
