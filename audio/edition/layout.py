"""Laying out: clip after clip, with the pauses between, on one timeline and in one recording."""

from __future__ import annotations

from collections.abc import Set

from audio.clips.cast import Lines
from audio.edition.timeline import EDGE, Timeline, pause_before
from audio.normalize import Lexicon
from audio.records import (
    BlockKind,
    Clip,
    Clips,
    Cue,
    Edition,
    LexiconUse,
    Outline,
    Paragraph,
    Work,
)
from audio.settings import Sound
from audio.sound.joining import Joiner
from audio.work.flow import Done


class Assembly:
    """Lays out: puts every clip, and the pause before it, at the end of sound and timeline."""

    def __init__(self, sound: Sound) -> None:
        self._pauses = sound.pauses
        self._timeline = Timeline()
        self._joiner = Joiner(sound.rate, sound.bitrate)
        self._before: Paragraph | None = None
        self._sentences = 0
        self._rows: set[str] = set()
        self._respelling: set[str] = set()
        self._lead: tuple[Cue, ...] = ()
        self._made = self._kept = Clips(0, 0)

    def append(self, paragraph: Paragraph, take: Done[Lines, Clip]) -> tuple[Cue, ...]:
        """The cues of the paragraph's sentences."""
        self._rest(pause_before(paragraph, self._before, self._pauses))
        self._before = paragraph
        self._joiner.append(take.result)
        if take.own:
            self._made = self._made.and_one(take.result)
        else:
            self._kept = self._kept.and_one(take.result)
        self._respelling |= take.item.rows()
        scripts = take.item.paragraph.scripts
        self._sentences += len(scripts)
        for script in scripts:
            self._rows.update(script.rows)
        cues = self._timeline.place(paragraph, scripts, take.result)
        if not self._lead and paragraph.kind is BlockKind.PARAGRAPH:
            self._lead = cues
        return cues

    def edition(self, outline: Outline, lexicon: Lexicon, respelling: Set[str]) -> Edition:
        """All that was appended, and the silence at its end.

        ``respelling`` names the user's rows of pronunciation.
        """
        self._rest(EDGE)
        unmatched = {
            *map(str, lexicon.find_unmatched(self._rows)),
            *(respelling - self._respelling),
        }
        matched = {*map(str, lexicon.entries.values()), *respelling} - unmatched
        return Edition(
            outline=outline,
            recording=self._joiner.recording(),
            sentence_count=self._sentences,
            chapters=self._timeline.chapters(outline.article.title),
            lead=self._lead,
            loudness=self._joiner.loudness(),
            lexicon=LexiconUse(frozenset(matched), frozenset(unmatched)),
            work=Work(self._made, self._kept),
        )

    def _rest(self, seconds: float) -> None:
        self._timeline.rest(self._joiner.rest(seconds))
