"""The archive: sections as they are finished, then the sound, then what tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from zipfile import ZIP_STORED

from audio.records import BlockKind, Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output
from audio.writers.archive import BookArchive
from audio.writers.epub.package import SectionFacts, describe, render_text
from audio.writers.epub.section import (
    LONGEST,
    SOUND,
    NavigationPoint,
    Section,
    format_clock,
    part_sentence,
)
from audio.writers.mp3 import write_sound
from audio.writers.site.links import SentenceLinks
from audio.writers.site.read_along import to_milliseconds
from audio.writers.site.tables import ShownTables

_FOLDER = "EPUB"


class EpubWriter:
    """The edition as a book that lights up as it is heard."""

    rank = 0
    media_type = "application/epub+zip"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._store = output.store
        self._archive = BookArchive(output.open())
        self._archive.put("mimetype", self.media_type.encode(), ZIP_STORED)
        self._links = SentenceLinks(outline.article, in_site=False)
        self._tables = ShownTables(outline.article)
        self._section = self._open_section(1)
        self._sections: list[SectionFacts] = []
        self._points: list[NavigationPoint] = []
        self._waiting: tuple[Paragraph, Cue] | None = None
        """The last sentence, which lasts until the next begins."""
        self._reached = 0
        """Milliseconds that are told of."""

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """Put down the sentence before this one, whose end is known now."""
        if self._waiting:
            self._put_down(*self._waiting, to_milliseconds(cue.start, self._outline.rate))
            if self._is_at_end(paragraph, cue):
                self._end_section()
        self._waiting = paragraph, cue

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """The last section, the sound, and what tells of all."""
        if self._waiting:
            self._put_down(
                *self._waiting, to_milliseconds(edition.recording.samples, self._outline.rate)
            )
        self._end_section()
        recording = edition.recording
        with self._archive.open_sound(f"{_FOLDER}/{SOUND}", recording.byte_count) as file:
            write_sound(recording, file, self._store)
        cover = self._outline.cover
        self._archive.put(f"{_FOLDER}/{cover.file_name}", cover.data, ZIP_STORED)
        style = resources.files(__package__).joinpath("style.css").read_bytes()
        self._archive.put(f"{_FOLDER}/style.css", style)
        facts = describe(self._outline, edition, self._sections, self._points)
        for name in ("cover.xhtml", "nav.xhtml", "colophon.xhtml", "package.opf"):
            self._archive.put(f"{_FOLDER}/{name}", render_text(name, **facts))
        self._archive.put("META-INF/container.xml", render_text("container.xml", folder=_FOLDER))
        self._archive.close()

    def _open_section(self, number: int) -> Section:
        return Section(number, self._outline.article.language, self._links, self._tables)

    def _put_down(self, paragraph: Paragraph, cue: Cue, end: int) -> None:
        end = max(end, self._reached + 1)  # no clip may be empty
        by_words = self._outline.show.overlay == "word"
        parts = part_sentence(cue, self._reached, end, self._outline.rate, by_words=by_words)
        self._section.add(paragraph, cue.script.sentence, parts)
        self._reached = end

    def _is_at_end(self, paragraph: Paragraph, cue: Cue) -> bool:
        """Whether a section ends before this sentence."""
        if cue.script.sentence is not paragraph.sentences[0]:
            return False
        is_chapter = paragraph.kind is BlockKind.HEADING and paragraph.level <= 2
        return is_chapter or self._section.sentences >= LONGEST

    def _end_section(self) -> None:
        section = self._section
        if not section.sentences:
            return
        title = section.title or self._outline.article.title
        language = self._outline.article.language
        values = {"section": section, "title": title, "language": language}
        for form in ("xhtml", "smil"):
            data = render_text(f"section.{form}", **values)
            self._archive.put(f"{_FOLDER}/{section.name}.{form}", data)
        self._sections.append(SectionFacts(section.name, format_clock(section.duration)))
        self._points += section.points
        self._section = self._open_section(len(self._sections) + 1)
