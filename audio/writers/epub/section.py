"""A section of the book: its text (XHTML) and its overlay (SMIL), which times the text.

The clips of an overlay touch: a word lasts until the next one begins, so that a reading system
plays the sound through (EPUB 3.3, 9.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from audio.records import BlockKind, Cue, Paragraph, Sentence
from audio.writers.epub.sentence import Part, mark_up_sentence
from audio.writers.site.blocks import Blocks
from audio.writers.site.links import SentenceLinks
from audio.writers.site.read_along import find_opening, find_stretches, to_milliseconds
from audio.writers.site.tables import ShownTables

LONGEST = 300
"""Sentences after which a section ends with its paragraph: reading systems load it whole."""
SOUND = "audio/edition.mp3"

_PARAGRAPH = ('<p id="{id}">', "</p>\n")
_ELEMENTS = {
    BlockKind.TITLE: ('<h1 id="{id}">', "</h1>\n"),
    BlockKind.HEADING: ('<h{level} id="{id}">', "</h{level}>\n"),
    BlockKind.PARAGRAPH: _PARAGRAPH,
    BlockKind.QUOTE: ('<blockquote><p id="{id}">', "</p></blockquote>\n"),
    BlockKind.ITEM: _PARAGRAPH,
    BlockKind.IMAGE: ('<figure><figcaption id="{id}">', "</figcaption></figure>\n"),
    BlockKind.CODE: ('<p class="code" id="{id}">', "</p>\n"),
    BlockKind.OPENING: ('<p class="announced" id="{id}">', "</p>\n"),
    BlockKind.CLOSING: ('<p class="announced" id="{id}">', "</p>\n"),
}
_TABLE = ("<table>\n", "</table>\n")


class NavigationPoint(NamedTuple):
    """A heading that the table of contents names."""

    title: str
    level: int
    """1 for the title, 2 for a chapter, 3 and more for what is inside one."""
    address: str


class Section:
    """One XHTML file and its overlay, sentence by sentence."""

    def __init__(
        self, number: int, language: str, links: SentenceLinks, tables: ShownTables
    ) -> None:
        self.name = f"s{number:04}"
        self.title = ""
        self.points: list[NavigationPoint] = []
        self.duration = 0
        """Milliseconds."""
        self.sentences = 0
        self._language = language
        self._links = links
        self._tables = tables
        self._blocks = Blocks({}, _ELEMENTS, _TABLE)
        self._text: list[str] = []
        self._overlay: list[str] = []

    def add(self, paragraph: Paragraph, sentence: Sentence, parts: Sequence[Part]) -> None:
        """The next sentence, in the ``parts`` that are lit one after another."""
        row = self._tables.find_row(paragraph)
        links = self._links.list_outward(paragraph, sentence)
        if sentence is paragraph.sentences[0]:
            self._text.append(self._blocks.open(paragraph, 0, row and row.table))
            self._note_heading(paragraph)
        else:
            self._text.append(" ")
        self._text.append(mark_up_sentence(sentence, parts, links, row, self._language))
        if sentence is paragraph.sentences[-1]:
            self._text.append(self._blocks.close())
        self._overlay.append(self._time(sentence, parts))
        self.duration += parts[-1].end - parts[0].begin
        self.sentences += 1

    def read_text(self) -> Markup:
        """The elements of its body."""
        return Markup("").join((*map(Markup, self._text), self._blocks.end()))

    def read_overlay(self) -> Markup:
        """The elements of its overlay's body."""
        return Markup("").join(map(Markup, self._overlay))

    def _note_heading(self, paragraph: Paragraph) -> None:
        if paragraph.kind in (BlockKind.TITLE, BlockKind.HEADING):
            title = " ".join(sentence.text for sentence in paragraph.sentences)
            level = 1 if paragraph.kind is BlockKind.TITLE else max(paragraph.level, 2)
            self.points.append(NavigationPoint(title, level, f"{self.name}.xhtml#{paragraph.id}"))
            self.title = self.title or title

    def _time(self, sentence: Sentence, parts: Sequence[Part]) -> Markup:
        # Spelled out, as there are a hundred thousand words in ten hours: names and times hold
        # nothing to escape.
        name = f"{self.name}.xhtml"
        pars = "".join(
            f'<par><text src="{name}#{part.id}"/><audio src="{SOUND}" '
            f'clipBegin="{format_clock(part.begin)}" clipEnd="{format_clock(part.end)}"/></par>\n'
            for part in parts
        )
        if parts[0].id == sentence.id:
            return Markup(pars)
        return Markup(f'<seq epub:textref="{name}#{sentence.id}">\n{pars}</seq>\n')


def part_sentence(cue: Cue, begin: int, end: int, rate: int, *, by_words: bool) -> list[Part]:
    """The parts of a sentence that is lit from ``begin`` to ``end``, in milliseconds.

    One a written word with what stands before the next, or the sentence as a whole where it has
    no words' moments or words are not wanted.
    """
    sentence = cue.script.sentence
    starts = list(_find_starts(cue, begin, end, rate)) if by_words else []
    if not starts:
        return [Part(sentence.id, sentence.text, begin, end)]
    offsets = [0, *(offset for offset, _ in starts[1:]), len(sentence.text)]
    moments = [begin, *(moment for _, moment in starts[1:]), end]
    return [
        Part(
            f"{sentence.id}w{number + 1}",
            sentence.text[offsets[number] : offsets[number + 1]],
            moments[number],
            moments[number + 1],
        )
        for number in range(len(starts))
    ]


def _find_starts(cue: Cue, begin: int, end: int, rate: int) -> Iterator[tuple[int, int]]:
    """Where each lit stretch begins: code points, and milliseconds; both strictly rising."""
    start = to_milliseconds(cue.start, rate)
    reached, before = begin, -1
    for number, stretch in enumerate(find_stretches(cue, rate)):
        moment = start + stretch.start
        if number == 0 or reached < moment < end:
            reached = max(reached, moment)
            yield find_opening(cue.script.sentence.text, stretch.span.start, before), moment
            before = stretch.span.start


def format_clock(milliseconds: int) -> str:
    """A clock value (SMIL 3.0, 5.4.4): 1234 as ``1.234s``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds}.{rest:03}s"
