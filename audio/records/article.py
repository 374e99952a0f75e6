"""An article as read: its text and what is known of it. A place in it is a count of code points."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of some text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch of ``text`` that this span marks."""
        return text[self.start : self.end]

    def move(self, shift: int) -> Span:
        """The same stretch, so many code points further on."""
        return Span(self.start + shift, self.end + shift)


IMAGE_LABEL = "चित्र: "
"""What a picture's text is read after."""


class BlockKind(StrEnum):
    """What a block of an article is; it decides chapters, pauses and, later, voices."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    IMAGE = "image"
    CODE = "code"
    OPENING = "opening"
    """Spoken before the article; not part of its text."""
    CLOSING = "closing"
    """Spoken after the article; not part of its text."""


class Block(NamedTuple):
    """One heading, paragraph, list item … of an article."""

    kind: BlockKind
    span: Span
    """Where it stands in ``Article.text``; never empty, never overlapping the next."""
    level: int = 0
    """Headings: 2 for a chapter, 3 and more for what is inside one. Items: depth, from 1."""
    link: str = ""
    """Of a heading that is a link: the address, whole or from the edition's folder in a site."""
    picture: str = ""
    """Of a heading the first picture under it, of a picture in words that picture: the name of a
    file as the article writes it."""


class WrittenPause(NamedTuple):
    """A pause that a text asks for, `[pause 2s]`."""

    at: int
    """Where in ``Article.text`` that begins which it stands before."""
    seconds: float


class VoicePassage(NamedTuple):
    """What a text wants said in another voice, `[voice x]…[/voice]`; within one block."""

    span: Span
    """In ``Article.text``."""
    voice: str
    """As written: ``ENGINE[:NAME]``, or the name of a voice of the edition's engine."""
    line: int
    """Of the source, counted from 1."""


class TextLink(NamedTuple):
    """Words of a text that are a link; within one block."""

    span: Span
    """In ``Article.text``."""
    address: str
    """``https://…``, ``http://…``, ``mailto:…``, or ``../slug/`` from the edition's folder in a
    site to another's: nothing else."""


class TableCell(NamedTuple):
    """A cell of a table that is not empty: its own words, without its column's name."""

    column: int
    """From 0."""
    span: Span
    """In ``Article.text``, within the row's."""


class BlockRow(NamedTuple):
    """A row of a table: a block of its own: `राज्य: बिहार; वर्षा: 20 मिमी।`."""

    span: Span
    """That of its block."""
    cells: tuple[TableCell, ...]
    """At least one; in order."""

    def move(self, shift: int) -> BlockRow:
        """The same row, so many code points further on."""
        moved = (TableCell(column, span.move(shift)) for column, span in self.cells)
        return BlockRow(self.span.move(shift), tuple(moved))


class Table(NamedTuple):
    """Blocks that follow each other and are the rows of a table in the source."""

    columns: int
    names: tuple[str, ...]
    """Of all columns, or none where the table names none; some may be empty."""
    has_labels: bool
    """Whether the first of two columns says what the second one is."""
    rows: tuple[BlockRow, ...]
    """At least one."""

    def move(self, shift: int) -> Table:
        """The same table, so many code points further on."""
        return self._replace(rows=tuple(row.move(shift) for row in self.rows))


class MainImage(NamedTuple):
    """The picture that a source names as its article's own: where it is, or what it is.

    Nothing has been fetched and nothing checked.
    """

    url: str = ""
    data: bytes = b""


class Omission(NamedTuple):
    """Text of a source that its article leaves out on purpose."""

    text: str
    reason: str
    """What it was taken for, in the plural: `captions of pictures`, `links to other stories`."""


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """What became of all the prose that a source holds."""

    taken: int
    """Code points of it that the article has."""
    left_out: tuple[Omission, ...]
    unexplained: tuple[str, ...]
    """Passages that are in neither: something is wrong with the source, or with its reader."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its text and what is known about it."""

    text: str
    """Unicode NFC. Blocks are separated by blank lines."""
    blocks: tuple[Block, ...]
    """In reading order; the first, and only the first, is the ``TITLE``."""
    origin: str
    """The path or URL it came from, for messages; ``-`` for standard input."""
    language: str = "hi"
    """BCP 47."""
    author: str = ""
    published: datetime | None = None
    """Aware, or naive when the source gives no zone (then the show's zone is meant)."""
    updated: datetime | None = None
    """When it was last corrected, if it says so; aware or naive as well."""
    description: str = ""
    """The standfirst, as metadata: it is spoken only if the text holds it."""
    source: str = ""
    """The publication or URL that the article names as its source."""
    voice: str = ""
    """``ENGINE[:NAME]`` from the front matter; empty for the show's voice."""
    lexicon: tuple[str, ...] = ()
    """Lexicon paths from the front matter, as written there (relative to the article)."""
    image: str = ""
    """A file's path, relative to the article."""
    main_image: MainImage | None = None
    """What a web page, feed or book brings instead of such a file."""
    guid: str = ""
    slug: str = ""
    """The name of its folder in a site; empty for one made from the title."""
    is_draft: bool = False
    tags: tuple[str, ...] = ()
    season: int = 0
    """Of the show; 0 without one."""
    episode: int = 0
    """Its number in the show or season; 0 without one."""
    episode_type: str = ""
    """``full``, ``trailer`` or ``bonus``; empty for ``full``."""
    explicit: bool | None = None
    """Whether it is for adults only; ``None`` for what holds of the show."""
    is_blocked: bool = False
    """Whether directories shall not list it."""
    pauses: tuple[WrittenPause, ...] = ()
    """In order."""
    passages: tuple[VoicePassage, ...] = ()
    """In order; they do not overlap."""
    links: tuple[TextLink, ...] = ()
    """In order; they do not overlap. Nothing that is spoken depends on them."""
    tables: tuple[Table, ...] = ()
    """In order. Nothing that is spoken depends on them either."""
    is_title_borrowed: bool = False
    """Whether the text has no title, and its first sentence stands for one."""
    chapter_level: int = 6
    """Headings of this level open chapters, and those above: 2 where articles are bound."""
    notes: tuple[str, ...] = ()
    """What the reader left out or doubted, one clear line each: shown to the user."""
    account: SourceAccount | None = field(default=None, compare=False)
    """What became of the prose of its source; None when its reader does not say."""

    @property
    def title(self) -> str:
        """The title, as written."""
        return self.blocks[0].span.of(self.text)
