"""SubRip (.srt): the transcript that every player takes. It has no standard and no markup."""

from __future__ import annotations

from collections.abc import Sequence

from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output
from audio.writers.captions import cut_captions, format_time


class SubripWriter:
    """The same captions, at the same times, as the WebVTT has."""

    rank = 0
    media_type = "application/x-subrip"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._file = output.open()
        self._rate = outline.rate
        self._number = 0

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """One numbered block a caption."""
        rate = self._rate
        for caption in cut_captions(cue, rate):
            self._number += 1
            start, end = (
                format_time(caption.start, rate, ","),
                format_time(caption.end, rate, ","),
            )
            text = " ".join(caption.text.split("\n"))
            gap = "\n" if self._number > 1 else ""
            self._file.write(f"{gap}{self._number}\n{start} --> {end}\n{text}\n".encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing follows the last block."""
