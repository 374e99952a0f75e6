"""WebVTT (W3C Candidate Recommendation, 2019): the written text, each word with its moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from audio.records import Cue, Edition, Outline, PublishedFile
from audio.writers.captions import Caption, captions, clock

_ACTING = frozenset("\n&<>")


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
    text = caption.text
    parts: list[str] = []
    at = 0
    moment = clock(caption.start, rate, ".")
    for offset, sample in caption.stamps:
        # Two words can fall into one millisecond; timestamps must rise (section 4.2.2).
        if (now := clock(sample, rate, ".")) > moment:
            parts += _escaped(text[at:offset]), f"<{now}>"
            at, moment = offset, now
    parts.append(_escaped(text[at:]))
    return "".join(parts)


def _escaped(text: str) -> str:
    """Escapes end any ``-->`` too; a line break inside a cue would be kept, a blank line not."""
    if _ACTING.isdisjoint(text):
        return text
    text = text.replace("\n", " ")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
