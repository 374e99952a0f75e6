"""SubRip (.srt): the transcript that every player takes. It has no standard and no markup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audio.records import Edition
from audio.writers import PublishedFile
from audio.writers.captions import captions, clock


class SubripWriter:
    """The same captions, at the same times, as the WebVTT has."""

    media_type = "application/x-subrip"

    def write(self, edition: Edition, path: Path, beside: Sequence[PublishedFile]) -> None:
        """One numbered block a caption."""
        del beside
        rate = edition.recording.rate
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for number, caption in enumerate(captions(edition), 1):
                start, end = clock(caption.start, rate, ","), clock(caption.end, rate, ",")
                text = " ".join(caption.text.split("\n"))
                gap = "\n" if number > 1 else ""
                file.write(f"{gap}{number}\n{start} --> {end}\n{text}\n")
