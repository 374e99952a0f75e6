"""Spoken text (.txt): what is said, a line a sentence, a blank line between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output


class SpokenTextWriter:
    """Numbers, signs and foreign words as they are spoken; openings and closings included."""

    rank = 0
    media_type = "text/plain"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._file = output.open()
        self._paragraph = ""
        """Id of the last sentence's."""

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """One line."""
        gap = "\n" if self._paragraph not in ("", paragraph.id) else ""
        self._paragraph = paragraph.id
        self._file.write(f"{gap}{' '.join(cue.script.spoken.split())}\n".encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing follows the last line."""
