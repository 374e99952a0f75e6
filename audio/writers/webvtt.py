"""WebVTT (W3C Candidate Recommendation, 2019): the written text, each word with its moment."""

from __future__ import annotations

from collections.abc import Sequence

from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output
from audio.writers.captions import CaptionPart, cut_captions, format_time

_JOINS = frozenset("-–—/")
_ACTING = frozenset("\n&<>")


class WebvttWriter:
    """Cue ids are sentence ids; inner timestamps light up the words."""

    rank = 0
    media_type = "text/vtt"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._file = output.open()
        self._rate = outline.rate
        self._file.write(b"WEBVTT\n")

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """One WebVTT cue a caption."""
        rate = self._rate
        for caption in cut_captions(cue, rate):
            start, end = (
                format_time(caption.start, rate, "."),
                format_time(caption.end, rate, "."),
            )
            block = f"\n{caption.id}\n{start} --> {end}\n{time_words(caption, rate)}\n"
            self._file.write(block.encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing follows the last cue."""


def time_words(caption: CaptionPart, rate: int) -> str:
    """The text of ``caption``, whose samples are at ``rate`` Hz: `ताप <00:00:01.000>10⁶`."""
    text = caption.text
    escape = str if _ACTING.isdisjoint(text) else _escape
    parts: list[str] = []
    at = 0
    moment = format_time(caption.start, rate, ".")
    for offset, sample in caption.word_starts:
        if _opens_word(text[offset - 1 : offset], text[offset : offset + 1]):
            # Two words can fall into one millisecond; timestamps must rise (section 4.2.2).
            now = format_time(sample, rate, ".")
            if now > moment:
                parts += escape(text[at:offset]), f"<{now}>"
                at, moment = offset, now
    parts.append(escape(text[at:]))
    return "".join(parts)


def _opens_word(before: str, sign: str) -> bool:
    """Whether to the eye a word begins with ``sign``: `10⁶` and `5%` are one, spoken as several."""
    return before.isspace() or before in _JOINS or sign.isspace() or sign in _JOINS


def _escape(text: str) -> str:
    """Escapes end any ``-->`` too; a line break inside a cue would be kept, a blank line not."""
    text = text.replace("\n", " ")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
