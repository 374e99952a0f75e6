"""The layout: clip after clip, with the pauses between, on one timeline and in one recording."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Set
from uuid import UUID, uuid5

from audio.clips.orders import ClipOrder
from audio.edition.timeline import EDGE, Timeline, find_pause, make_cues
from audio.normalize import Lexicon
from audio.records import (
    BlockKind,
    Clip,
    Clips,
    ClipTally,
    Cue,
    Edition,
    LexiconUse,
    Outline,
    Paragraph,
)
from audio.settings import Sound
from audio.sound.joining import Joiner
from audio.work.flow import TaskResult

_SOUNDS = UUID("8ba4ebe9-b4c9-413c-ac3d-5dadc99e4985")
"""The namespace of the names that sounds get (RFC 9562, 5.5); chosen once at random."""


class Layout:
    """Puts every clip, and the pause before it, at the end of both sound and timeline."""

    def __init__(self, sound: Sound, chapter_level: int = 6) -> None:
        """``chapter_level``: headings of that level and above open chapters."""
        self._pauses = sound.pauses
        self._timeline = Timeline(chapter_level)
        self._joiner = Joiner(sound.rate, sound.bitrate)
        self._before: Paragraph | None = None
        self._sentences = 0
        self._rows: set[str] = set()
        self._respelled_by: set[str] = set()
        self._lead: tuple[Cue, ...] = ()
        self._made = self._kept = Clips(0, 0)
        self._heard = hashlib.sha256()
        """Of every clip's key and place."""

    def append(self, paragraph: Paragraph, ordered: TaskResult[ClipOrder, Clip]) -> Iterator[Cue]:
        """The cues of the sentences of a paragraph, or of a part of one, made as they are taken."""
        order, clip, own = ordered
        self._append_silence(find_pause(paragraph, self._before, self._pauses))
        self._before = paragraph
        self._heard.update(f"{order.key} {self._timeline.samples}\n".encode())
        self._joiner.append(clip)
        if own:
            self._made = self._made.add(clip)
        else:
            self._kept = self._kept.add(clip)
        self._respelled_by |= order.respelled_by
        self._sentences += len(paragraph.sentences)
        self._rows.update(order.spoken.lexicon_rows)
        at = self._timeline.place(paragraph, clip)
        if not self._lead and paragraph.kind is BlockKind.PARAGRAPH:
            self._lead = tuple(_make_cues(order, clip, at))
        return _make_cues(order, clip, at)

    def finish(self, outline: Outline, lexicon: Lexicon, respelling: Set[str]) -> Edition:
        """All that was appended, and the silence at its end.

        ``respelling`` names the user's rows of pronunciation.
        """
        self._append_silence(EDGE)
        unmatched = {
            *map(str, lexicon.find_unmatched(self._rows)),
            *(respelling - self._respelled_by),
        }
        matched = {*map(str, lexicon.entries.values()), *respelling} - unmatched
        return Edition(
            outline=outline,
            recording=self._joiner.make_recording(),
            sentence_count=self._sentences,
            chapters=self._timeline.list_chapters(outline.article.title),
            lead=self._lead,
            loudness=self._joiner.measure_loudness(),
            lexicon=LexiconUse(frozenset(matched), frozenset(unmatched)),
            work=ClipTally(self._made, self._kept),
            uuid=str(uuid5(_SOUNDS, self._heard.hexdigest())),
        )

    def _append_silence(self, seconds: float) -> None:
        self._timeline.add_silence(self._joiner.append_silence(seconds))


def _make_cues(order: ClipOrder, clip: Clip, at: int) -> Iterator[Cue]:
    """As ``make_cues``; the scripts, too, are unpacked when the first cue is taken."""
    yield from make_cues(order.scripts, clip, at)
