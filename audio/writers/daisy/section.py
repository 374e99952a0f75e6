"""A section of a DAISY book: its text (XHTML 1.0), its sound, and what is heard when (SMIL 1.0).

Each has files of its own: ``s0001.html``, ``s0001.smil``, ``s0001.mp3``. Phrases touch: a sentence
lasts until the next one begins, so that a player plays the sound through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from audio.records import BlockKind, Paragraph, Sentence, Span, TextLink
from audio.writers.site.blocks import Blocks
from audio.writers.site.links import SentenceLinks, mark_up_linked
from audio.writers.site.tables import CellPart, ShownRow, ShownTables
from audio.writers.site.text import mark_up

_PARAGRAPH = ('<p id="{id}">', "</p>\n")
_ANNOUNCED = ('<p class="announced" id="{id}">', "</p>\n")
_TABLE = ("<table>\n", "</table>\n")
LONGEST = 300
"""Sentences after which a section ends with its paragraph: players load it whole."""
_DEEPEST = 6


class ContentsEntry(NamedTuple):
    """An entry of the contents: where its heading is heard."""

    title: str
    level: int
    """1 to 6; never more than one deeper than the entry before (DAISY 2.02, 2.1.3)."""
    id: str
    """Of its phrase, in the section's SMIL."""
    section: str
    """Name of the section."""


class TimedPhrase(NamedTuple):
    """A sentence and when it is heard, in milliseconds of the section's sound."""

    id: str
    """The sentence's."""
    begin: int
    end: int


class DaisySection:
    """The text of a section, sentence by sentence."""

    def __init__(
        self, number: int, language: str, links: SentenceLinks, tables: ShownTables
    ) -> None:
        self.name = f"s{number:04}"
        self.title = ""
        self.sentences = 0
        self._language = language
        self._links = links
        self._tables = tables
        self._text: list[str] = []
        self._blocks = Blocks({}, _make_elements(1), _TABLE)

    def add(self, paragraph: Paragraph, sentence: Sentence, level: int) -> None:
        """The next sentence; ``level`` is that of its paragraph as a heading, 0 for none."""
        row = self._tables.find_row(paragraph)
        if sentence is paragraph.sentences[0]:
            if level:
                self._text.append(str(self._blocks.end()))
                self._blocks = Blocks({}, _make_elements(level), _TABLE)
            self._text.append(self._blocks.open(paragraph, 0, row and row.table))
        else:
            self._text.append(" ")
        links = self._links.list_within(paragraph, sentence)
        self._text.append(self._mark_up(sentence, links, row))
        if sentence is paragraph.sentences[-1]:
            self._text.append(self._blocks.close())
        self.sentences += 1

    def _mark_up(
        self, sentence: Sentence, links: Sequence[TextLink], row: ShownRow | None
    ) -> Markup:
        """A sentence that leads to where it is heard, but for what leads elsewhere."""

        def write(span: Span) -> Markup:
            return mark_up(span.of(sentence.text), self._language, in_xml=True)

        def lead(span: Span) -> Markup:
            link = Markup('<a href="{}.smil#r{}">{}</a>')
            text = write(span)
            return link.format(self.name, sentence.id, text) if text else text

        def write_part(part: CellPart) -> Markup:
            return mark_up_linked(Span(part.name.start, part.mark.end), links, lead, write)

        if row:
            return Markup('<tr id="{}">{}</tr>').format(
                sentence.id, row.write(sentence, write_part)
            )
        text = mark_up_linked(Span(0, len(sentence.text)), links, lead, write)
        return Markup('<span id="{}">{}</span>').format(sentence.id, text)

    def read_text(self) -> Markup:
        """The elements of its body."""
        return Markup("").join((*map(Markup, self._text), self._blocks.end()))


def find_level(paragraph: Paragraph, before: int) -> int:
    """A paragraph's level in the contents, 0 for none; ``before`` is that of the last entry.

    The title and chapters (``##``) are of level 1, what is inside a chapter is deeper.
    """
    if paragraph.kind is BlockKind.TITLE:
        return 1
    if paragraph.kind is not BlockKind.HEADING:
        return 0
    return min(max(paragraph.level - 1, 1), before + 1, _DEEPEST)


def _make_elements(level: int) -> dict[BlockKind, tuple[str, str]]:
    """Elements of XHTML 1.0, headings of that ``level``."""
    heading = (f'<h{level} id="{{id}}">', f"</h{level}>\n")
    return {
        BlockKind.TITLE: ('<h1 class="title" id="{id}">', "</h1>\n"),
        BlockKind.HEADING: heading,
        BlockKind.PARAGRAPH: _PARAGRAPH,
        BlockKind.QUOTE: ('<blockquote><p id="{id}">', "</p></blockquote>\n"),
        BlockKind.ITEM: _PARAGRAPH,
        BlockKind.IMAGE: ('<p class="caption" id="{id}">', "</p>\n"),
        BlockKind.CODE: ('<p class="code" id="{id}">', "</p>\n"),
        BlockKind.OPENING: _ANNOUNCED,
        BlockKind.CLOSING: _ANNOUNCED,
    }


def touch_phrases(starts: Sequence[tuple[str, int]], length: int) -> list[TimedPhrase]:
    """Phrases that fill a sound of ``length`` milliseconds, from ids and starts in it, in order."""
    names = [name for name, _ in starts]
    begins = [0]
    for _, start in starts[1:]:
        begins.append(max(start, begins[-1] + 1))  # no phrase may be empty
    ends = [*begins[1:], max(length, begins[-1] + 1)]
    return [TimedPhrase(*each) for each in zip(names, begins, ends, strict=True)]


def format_time(milliseconds: int) -> str:
    """A clip's moment (SMIL 1.0, clip-begin): 1234 as ``npt=1.234s``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"npt={seconds}.{rest:03}s"


def format_total(milliseconds: int) -> str:
    """A length in hours, minutes and seconds, rounded: 3,725,600 as ``01:02:06``."""
    seconds = (milliseconds + 500) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
