"""WebVTT (W3C Candidate Recommendation, 2019): the written text, each word with its moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from audio.records import Cue, Edition, Outline
from audio.writers import PublishedFile
from audio.writers.captions import Caption, captions, clock


class WebvttWriter:
    """Cue ids are sentence ids; inner timestamps light up the words."""

    media_type = "text/vtt"

    def __init__(self, outline: Outline, file: BinaryIO) -> None:
        self._file = file
        self._rate = outline.rate
        file.write(b"WEBVTT\n")

    def add(self, cue: Cue) -> None:
        """One WebVTT cue a caption."""
        rate = self._rate
        for caption in captions(cue, rate):
            start, end = clock(caption.start, rate, "."), clock(caption.end, rate, ".")
            block = f"\n{caption.id}\n{start} --> {end}\n{_text(caption, rate)}\n"
            self._file.write(block.encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing follows the last cue."""


def _text(caption: Caption, rate: int) -> str:
    parts: list[str] = []
    at = 0
    moment = clock(caption.start, rate, ".")
    for stamp in caption.stamps:
        parts.append(_escaped(caption.text[at : stamp.offset]))
        at = stamp.offset
        # Two words can fall into one millisecond; timestamps must rise (section 4.2.2).
        if (now := clock(stamp.sample, rate, ".")) > moment:
            parts.append(f"<{now}>")
            moment = now
    return "".join(parts) + _escaped(caption.text[at:])


def _escaped(text: str) -> str:
    """Escapes end any ``-->`` too; a line break inside a cue would be kept, a blank line not."""
    text = " ".join(text.split("\n"))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
