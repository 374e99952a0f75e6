"""LRC (.lrc): the written text as timed lyrics, for music players.

It has no standard. Lines begin with their moment, ``[01:02.34]``, and words with theirs,
``<01:02.34>``, as the "enhanced" form of A2 Media Player has it; players that do not know that
show the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from audio import regex
from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output
from audio.writers.captions import CaptionPart, cut_captions

_LIKE_A_MOMENT = regex.compile(r"([<\[])(?=\d+:\d)")
"""Text that a player would take for a moment."""
_JOINER = "\u2060"
"""Word joiner, which is not seen: it keeps such text from being one."""


class LyricsWriter:
    """Lyrics: the lines that the other transcripts have; times in hundredths of a second."""

    rank = 0
    media_type = "application/lrc"

    def __init__(self, outline: Outline, output: Output) -> None:
        article, show = outline.article, outline.show
        self._file = output.open()
        self._rate = outline.rate
        self._put_fact("ti", article.title)
        self._put_fact("ar", article.author or show.author or show.title)
        self._put_fact("al", show.title)

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """One line a caption."""
        for caption in cut_captions(cue, self._rate):
            self._file.write(f"{self._time_line(caption)}\n".encode())

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """An empty line takes the last one away."""
        self._file.write(f"[{format_moment(edition.recording.samples, self._rate)}]\n".encode())

    def _put_fact(self, name: str, text: str) -> None:
        if text:
            self._file.write(f"[{name}:{' '.join(text.split())}]\n".encode())

    def _time_line(self, caption: CaptionPart) -> str:
        line, reached = "", 0
        moment = format_moment(caption.start, self._rate)
        if caption.word_starts:
            line = f"<{moment}>"
        for offset, sample in caption.word_starts:
            line += _protect(caption.text[reached:offset])
            line += f"<{format_moment(sample, self._rate)}>"
            reached = offset
        return f"[{moment}]{line}{_protect(caption.text[reached:])}"


def _protect(text: str) -> str:
    """``text`` on one line, with nothing in it that is taken for a moment."""
    return _LIKE_A_MOMENT.sub(rf"\1{_JOINER}", text.replace("\n", " "))


def format_moment(samples: int, rate: int) -> str:
    """``62:03.45``: minutes, seconds and hundredths; rounded once, here."""
    seconds, hundredths = divmod((200 * samples + rate) // (2 * rate), 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02}:{seconds:02}.{hundredths:02}"
