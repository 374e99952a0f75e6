"""SubRip (.srt): the transcript that every player takes. It has no standard and no markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from audio.records import Cue, Edition, Outline, PublishedFile
from audio.writers.captions import captions, clock


class SubripWriter:
    """The same captions, at the same times, as the WebVTT has."""

    media_type = "application/x-subrip"

    def __init__(self, outline: Outline, file: BinaryIO) -> None:
        self._file = file
        self._rate = outline.rate
        self._number = 0

    def add(self, cue: Cue) -> None:
        """One numbered block a caption."""
        rate = self._rate
        for caption in captions(cue, rate):
            self._number += 1
            start, end = clock(caption.start, rate, ","), clock(caption.end, rate, ",")
            text = " ".join(caption.text.split("\n"))
            gap = "\n" if self._number > 1 else ""
            self._file.write(f"{gap}{self._number}\n{start} --> {end}\n{text}\n".encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing follows the last block."""
