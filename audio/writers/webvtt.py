"""WebVTT (W3C Candidate Recommendation, 2019): the written text, each word with its moment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audio.records import Edition
from audio.writers import PublishedFile
from audio.writers.captions import Caption, captions, clock


class WebvttWriter:
    """Cue ids are sentence ids; inner timestamps light up the words."""

    media_type = "text/vtt"

    def write(self, edition: Edition, path: Path, beside: Sequence[PublishedFile]) -> None:
        """One cue a caption."""
        del beside
        rate = edition.recording.rate
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write("WEBVTT\n")
            for caption in captions(edition):
                start, end = clock(caption.start, rate, "."), clock(caption.end, rate, ".")
                file.write(f"\n{caption.id}\n{start} --> {end}\n{_text(caption, rate)}\n")


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
