"""The timeline: where on the edition's clock every clip, sentence, word and chapter falls.

Pure arithmetic on integer samples. Rounding each clip to milliseconds would drift by about a
second over two thousand clips.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audio.records import BlockKind, Chapter, Clip, Cue, Paragraph, Script, Timing, WordCue
from audio.records.columns import make_rows
from audio.settings import Pauses

EDGE = 0.3
"""Seconds of silence before the first word and after the last."""

_CHAPTER_KINDS = frozenset({BlockKind.HEADING})
_HEADING_KINDS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


def find_pause(paragraph: Paragraph, before: Paragraph | None, pauses: Pauses) -> float:
    """Seconds of silence between two paragraphs, so that structure can be heard.

    A pause that the text asks for takes the place of a shorter one.
    """
    return max(_find_usual_pause(paragraph, before, pauses), paragraph.pause)


def _find_usual_pause(paragraph: Paragraph, before: Paragraph | None, pauses: Pauses) -> float:
    if before is None:
        return EDGE
    if before.id == paragraph.id:  # two parts of one long paragraph
        return pauses.sentence
    kind, previous = paragraph.kind, before.kind
    if kind in _CHAPTER_KINDS:
        return pauses.chapter
    if previous in _HEADING_KINDS:
        return pauses.heading
    if previous is BlockKind.ITEM and kind is BlockKind.ITEM:
        return pauses.item
    return pauses.paragraph


class Timeline:
    """Places clips one after another and remembers where everything fell."""

    def __init__(self, chapter_level: int = 6) -> None:
        """``chapter_level``: headings of that level and above open chapters."""
        self._chapter_level = chapter_level
        self.samples = 0
        """The clock: samples placed so far."""
        self._openings: list[tuple[str, int]] = []
        """Title and first sample of each chapter."""
        self._chapter = ""
        """Id of the heading that opened the last one."""
        self._first: int | None = None
        """First sample of the first sentence."""

    def add_silence(self, samples: int) -> None:
        """Let ``samples`` of silence pass."""
        self.samples += samples

    def place(self, paragraph: Paragraph, clip: Clip) -> int:
        """Put a paragraph's clip at the present moment, which is returned."""
        if paragraph.kind in _CHAPTER_KINDS and paragraph.level <= self._chapter_level:
            start = self.samples
            title = _join_title(paragraph)
            if paragraph.id == self._chapter:  # another part of the same heading
                begun, start = self._openings.pop()
                title = f"{begun} {title}"
            self._chapter = paragraph.id
            self._openings.append((title, start))
        at = self.samples
        if self._first is None:
            self._first = at + clip.timings[0].start
        self.samples += clip.samples
        return at

    def list_chapters(self, title: str) -> tuple[Chapter, ...]:
        """They touch; the first starts at 0 and the last ends where the clock stands.

        ``title`` names the chapter before the first heading.
        """
        openings = list(self._openings)
        if not openings or self._first is None or self._first < openings[0][1]:
            openings.insert(0, (title, 0))
        starts = [0, *(start for _, start in openings[1:])]
        ends = [*starts[1:], self.samples]
        return tuple(
            Chapter(name, start, end)
            for (name, _), start, end in zip(openings, starts, ends, strict=True)
        )


def make_cues(scripts: Sequence[Script], clip: Clip, at: int) -> Iterator[Cue]:
    """Yield the sentences of a clip that was placed at sample ``at``."""
    for script, timing in zip(scripts, clip.timings, strict=True):
        yield _make_cue(script, timing, at)


def _make_cue(script: Script, timing: Timing, at: int) -> Cue:
    starts = [at + start for start, _ in timing.words]
    ends = [at + end for _, end in timing.words]
    words = make_rows(WordCue, script.words, starts, ends) if timing.words else ()
    return Cue(script, at + timing.start, at + timing.end, words, timing.source)


def _join_title(paragraph: Paragraph) -> str:
    return " ".join(sentence.text for sentence in paragraph.sentences)
