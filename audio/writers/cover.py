"""The edition's picture, as a file of its own beside the page."""

from __future__ import annotations

from collections.abc import Sequence

from audio.records import Edition, Outline, PublishedFile
from audio.writers import Output


class CoverWriter:
    """The very bytes that the tags of the MP3 carry too."""

    rank = 0
    media_type = "image/jpeg"
    """Or PNG: what the picture is."""

    def __init__(self, outline: Outline, output: Output) -> None:
        self.media_type = outline.cover.media_type
        output.open().write(outline.cover.data)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing: it was complete from the start."""
