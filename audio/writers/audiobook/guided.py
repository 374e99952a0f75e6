"""Guided navigation: the text of a chapter, a sentence with the stretch of sound that it is.

The stretches touch: a sentence lasts until the next one begins, so that a reading system that
goes from one to the next plays the sound through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, BinaryIO, NamedTuple

from audio.records import BlockKind, Chapter, Cue, Outline, Paragraph

MEDIA_TYPE = "application/guided-navigation+json"
_ROLES = {
    BlockKind.TITLE: "heading",
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "blockquote",
    BlockKind.ITEM: "listItem",
    BlockKind.IMAGE: "caption",
    BlockKind.CODE: "preformatted",
}


class TimedSentence(NamedTuple):
    """A sentence of the book."""

    paragraph: str
    """Id."""
    role: str
    is_inner: bool
    """Whether it is of a heading inside a chapter."""
    start: int
    """Sample of the edition."""
    text: str


class TimedText:
    """All sentences of an edition, kept in a file until it is known where chapters begin."""

    def __init__(self, outline: Outline, spool: BinaryIO) -> None:
        self._outline = outline
        self._spool = spool

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """The next sentence. Raises ``OSError``."""
        is_heading = paragraph.kind is BlockKind.HEADING
        sentence = TimedSentence(
            paragraph.id,
            _ROLES.get(paragraph.kind, "paragraph"),
            is_heading and not self._outline.opens_chapter(paragraph),
            cue.start,
            cue.script.sentence.text,
        )
        self._spool.write(json.dumps(sentence).encode() + b"\n")

    def split(self, chapters: Iterable[Chapter]) -> Iterator[Sequence[TimedSentence]]:
        """The sentences of each chapter. Raises ``OSError``."""
        self._spool.seek(0)
        rest = (TimedSentence(*json.loads(line)) for line in self._spool)
        waiting = next(rest, None)
        for chapter in chapters:
            found: list[TimedSentence] = []
            while waiting and waiting.start < chapter.end:
                found.append(waiting)
                waiting = next(rest, None)
            yield found


def make_guide(
    sentences: Sequence[TimedSentence], chapter: Chapter, sound: str, rate: int
) -> list[dict[str, Any]]:
    """The objects of a chapter, whose sound is the file ``sound``: paragraphs, and in each its
    sentences."""
    starts = [chapter.start, *(sentence.start for sentence in sentences[1:]), chapter.end]
    moments = [(start - chapter.start) / rate for start in starts]
    told = pairwise(moments)
    return [
        {
            "role": [role],
            "children": [
                {"audioref": f"{sound}#t={begin:.3f},{end:.3f}", "text": sentence.text}
                for sentence, (begin, end) in zip(group, told, strict=False)
            ],
        }
        for (_, role), group in groupby(sentences, attrgetter("paragraph", "role"))
    ]
