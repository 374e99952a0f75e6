"""The archive: texts as they are finished, then the sound and its timing, section by section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from audio.records import BlockKind, Cue, Edition, Outline, Paragraph, PublishedFile
from audio.sound import joining
from audio.sound.splicing import place_clips
from audio.writers import Output
from audio.writers.archive import BookArchive, identify_book
from audio.writers.daisy.navigation import (
    Fileset,
    MasterEntry,
    make_contents,
    make_master,
    render_text,
)
from audio.writers.daisy.section import (
    LONGEST,
    ContentsEntry,
    DaisySection,
    find_level,
    format_time,
    format_total,
    touch_phrases,
)
from audio.writers.site.links import SentenceLinks
from audio.writers.site.read_along import to_milliseconds
from audio.writers.site.tables import ShownTables


class _Start(NamedTuple):
    """Where a sentence starts on the edition's clock: a line of the spool."""

    section: str
    sentence: str
    samples: int


class DaisyWriter:
    """The edition as a DAISY 2.02 book in a zip; unpacked, it is the folder that players read."""

    rank = 0
    media_type = "application/zip"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._store = output.store
        self._archive = BookArchive(output.open())
        self._starts = output.open_spool()
        self._identifier = identify_book(outline)
        self._links = SentenceLinks(outline.article, in_site=False)
        self._tables = ShownTables(outline.article)
        self._section = self._open_section(1)
        self._titles: list[tuple[str, str]] = []
        """Name and title of every section that is written."""
        self._headings: list[ContentsEntry] = []
        self._lead = ""
        """Id of the phrase before the title, at which the book then begins; empty without one."""
        self._level = 0
        """Of the paragraph that goes on, in the contents."""
        self._chapter, self._part = "", 0
        """The title of the chapter that goes on, and how many sections of it there are."""

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """Put the sentence down; a chapter's heading begins a section."""
        sentence = cue.script.sentence
        if sentence is paragraph.sentences[0]:
            self._open_paragraph(paragraph)
        self._section.add(paragraph, sentence, self._level)
        start = f"{self._section.name} {sentence.id} {cue.start}\n"
        self._starts.write(start.encode())

    def _open_section(self, number: int) -> DaisySection:
        return DaisySection(number, self._outline.article.language, self._links, self._tables)

    def _open_paragraph(self, paragraph: Paragraph) -> None:
        """Note what the contents tell of it; a chapter begins a section, and so does its length."""
        before = self._headings[-1].level if self._headings else 0
        self._level = find_level(paragraph, before)
        title = " ".join(sentence.text for sentence in paragraph.sentences)
        place = f"r{paragraph.sentences[0].id}"
        if paragraph.kind is BlockKind.OPENING and not self._headings:
            self._lead = self._lead or place
            return
        if self._lead and not self._headings:  # the title, with what is said before it
            place = self._lead
        elif self._section.sentences and self._ends_section():
            self._end_section()
        level = self._level
        if not self._section.sentences and not level:  # every section is in the contents
            level, title = 1, self._number_part()
        if self._level == 1:
            self._chapter, self._part = title, 1
        if level:
            self._headings.append(ContentsEntry(title, level, place, self._section.name))
            self._section.title = self._section.title or title

    def _ends_section(self) -> bool:
        """Whether the paragraph that is opened begins another section."""
        is_long = self._section.sentences >= LONGEST
        return self._level == 1 or (is_long and not self._level)

    def _number_part(self) -> str:
        """The title of a section that goes on with a long chapter: ``बाँध (2)``."""
        title = self._chapter or self._outline.article.title
        self._part += 1
        return f"{title} ({self._part})" if self._part > 1 else title

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """The last text, every section's sound and timing, the contents."""
        self._end_section()
        sections = list(self._write_sound(edition))
        self._archive.put("master.smil", make_master(self._outline, sections))
        infos = self._archive.infolist()
        others = Fileset(len(infos), sum(info.file_size for info in infos))
        contents = make_contents(self._outline, sections, self._headings, others)
        self._archive.put("ncc.html", contents)
        self._archive.close()

    def _end_section(self) -> None:
        section, article = self._section, self._outline.article
        title = section.title or article.title
        data = render_text(
            "section.html",
            section=section,
            title=title,
            book=article.title,
            identifier=self._identifier,
            language=article.language,
        )
        self._archive.put(f"{section.name}.html", data)
        self._titles.append((section.name, title))
        self._section = self._open_section(len(self._titles) + 1)

    def _write_sound(self, edition: Edition) -> Iterator[MasterEntry]:
        """MP3 and SMIL of every section: as its frames are, cut where a paragraph's clip begins."""
        recording, rate = edition.recording, edition.recording.rate
        clips = [clip.at for clip in place_clips(recording)] or [0]
        titles, elapsed = dict(self._titles), 0
        begins = self._find_begins(clips)
        parts = joining.split_recording(recording, begins)
        for (name, starts), begin, part in zip(self._group_starts(), begins, parts, strict=True):
            with self._archive.open_sound(f"{name}.mp3", part.byte_count) as file:
                joining.write_recording(part, file, self._store)
            length = to_milliseconds(part.samples, rate)
            moments = [(s.sentence, to_milliseconds(s.samples - begin, rate)) for s in starts]
            phrases = touch_phrases(moments, length)
            duration = phrases[-1].end
            data = render_text(
                "section.smil",
                name=name,
                title=titles[name],
                book=self._outline.article.title,
                identifier=self._identifier,
                phrases=phrases,
                clock=format_time,
                elapsed=format_total(elapsed),
                time=format_total(duration),
                seconds=f"{duration // 1000}.{duration % 1000:03}",
            )
            self._archive.put(f"{name}.smil", data)
            yield MasterEntry(name, titles[name], duration)
            elapsed += duration

    def _find_begins(self, clips: Sequence[int]) -> list[int]:
        """Where each section's sound begins: the first at 0, others with their heading's clip."""
        firsts = [next(iter(starts)).samples for _, starts in self._group_starts()]
        return [0, *(clips[bisect_right(clips, first) - 1] for first in firsts[1:])]

    def _group_starts(self) -> Iterator[tuple[str, list[_Start]]]:
        self._starts.seek(0)
        lines = (line.decode().split() for line in self._starts)
        starts = (_Start(section, sentence, int(at)) for section, sentence, at in lines)
        for name, group in groupby(starts, key=lambda start: start.section):
            yield name, list(group)
