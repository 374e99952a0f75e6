"""Chapter files: an edition cut into an MP3 a chapter, from the same frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audio.records import BlockKind, Chapter, Edition, Paragraph, Recording
from audio.sound.joining import split_recording
from audio.writers.chapter_links import list_chapter_links
from audio.writers.mp3_tags import TagFacts

_ANNOUNCED = frozenset({BlockKind.OPENING, BlockKind.CLOSING})


class ChapterFile(NamedTuple):
    """A chapter as a file of its own."""

    number: int
    """From 1."""
    total: int
    """Of chapters."""
    chapter: Chapter
    """On the edition's clock."""
    recording: Recording
    text: str
    """As it is written."""
    link: str
    """Where its heading leads; empty for nowhere."""

    @property
    def name(self) -> str:
        """The chapter's number in as many digits as the last one has, at least two: ``03``."""
        return f"{self.number:0{max(2, len(str(self.total)))}}"

    def gather_facts(self, edition: Edition, *, has_cover: bool = True) -> TagFacts:
        """What its tags say: its album is the edition."""
        samples = self.recording.samples
        return TagFacts(
            title=self.chapter.title,
            album=edition.outline.article.title,
            number=f"{self.number}/{self.total}",
            text=self.text,
            samples=samples,
            uuid=edition.uuid,
            chapters=[Chapter(self.chapter.title, 0, samples)],
            links=[self.link],
            has_cover=has_cover,
        )


def cut_into_chapters(edition: Edition) -> Iterator[ChapterFile]:
    """Every chapter, in order."""
    chapters = edition.chapters
    parts = split_recording(edition.recording, [chapter.start for chapter in chapters])
    links, texts = list_chapter_links(edition), list_chapter_texts(edition)
    told = enumerate(zip(chapters, parts, texts, links, strict=True), 1)
    for number, (chapter, part, text, link) in told:
        yield ChapterFile(number, len(chapters), chapter, part, text, link)


def list_chapter_texts(edition: Edition) -> tuple[str, ...]:
    """What of the article's text is read in each chapter."""
    outline = edition.outline
    groups: list[list[Paragraph]] = []
    for paragraph in outline.paragraphs:
        if not groups or outline.opens_chapter(paragraph):
            groups.append([])
        if paragraph.kind not in _ANNOUNCED:  # they are no part of it
            groups[-1].append(paragraph)
    return tuple(
        outline.article.text[one[0].sentences[0].span.start : one[-1].sentences[-1].span.end]
        if one
        else ""
        for one in groups
    )
