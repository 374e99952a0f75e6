"""An article on its way to what is said: every position is a count of code points."""

from __future__ import annotations

from collections.abc import Sequence
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


# --- read --------------------------------------------------------------------------------


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
    """Of a heading: the first picture under it, the name of a file as the article writes it."""


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


# --- segment -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; its id is the same in every output."""

    id: str
    """``p3s2``: paragraph 3, sentence 2. Openings and closings: ``o1s1``, ``c1s1``."""
    span: Span
    """Where it stands in ``Article.text`` (in its own text for an opening or closing)."""
    text: str
    """``Article.text[span]``: no white space at either end, never empty."""
    pause: float = 0.0
    """Seconds that the text asks for before it."""
    voice: str = ""
    """Of a passage in another voice, as written; empty for the voice of its kind of block."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of speaking, caching and repair: one block, cut into sentences."""

    id: str
    """``p3``; the title is ``p1``."""
    kind: BlockKind
    level: int
    sentences: tuple[Sentence, ...]
    """At least one."""
    part: int = 0
    """Which part of a paragraph that is no one clip it is, from 1; 0 for a whole one."""
    link: str = ""
    """As its block has it."""

    @property
    def pause(self) -> float:
        """Seconds that the text asks for before it."""
        return self.sentences[0].pause

    @property
    def voice(self) -> str:
        """The voice of its first sentence, and of a part of all, as written; empty for none."""
        return self.sentences[0].voice


# --- normalize ---------------------------------------------------------------------------


class SpokenWord(NamedTuple):
    """One word as spoken, and the written characters it speaks."""

    text: str
    span: Span
    """In the sentence; within its token's span, and the whole of it when nothing closer is."""


class Token(NamedTuple):
    """A stretch of a sentence and what is said for it. Tokens tile their sentence."""

    span: Span
    kind: str
    """Semiotic class: ``cardinal``, ``money``, ``initialism`` …; ``word`` and ``gap`` (white
    space and punctuation) for what is copied."""
    spoken: str
    """What stands in the spoken line for it; the written text itself when copied."""
    words: tuple[SpokenWord, ...]
    """The words of ``spoken`` in order; empty for gaps and for what is silent."""
    rule: str = ""
    """The rule that fired and its table row, for ``--explain``; empty when copied."""


@dataclass(frozen=True, slots=True)
class Script:
    """One sentence, ready to be spoken."""

    sentence: Sentence
    line: Line
    """What is said, with the punctuation a voice breathes at; no digit, symbol or Latin letter
    is left in it."""
    words: tuple[SpokenWord, ...]
    """Every word of ``line``, in order, with the written characters it speaks."""
    rows: tuple[str, ...] = ()
    """The rules of the user's lexicon that spoke in it."""

    @property
    def spoken(self) -> str:
        """The spoken line."""
        return self.line.text

    @classmethod
    def from_tokens(cls, sentence: Sentence, tokens: Sequence[Token]) -> Script:
        """The script whose tokens tile ``sentence.text``."""
        spans: list[Span] = []
        offset = 0
        for token in tokens:
            at = 0
            for word in token.words:
                at = token.spoken.index(word.text, at)
                spans.append(Span(offset + at, offset + at + len(word.text)))
                at += len(word.text)
            offset += len(token.spoken)
        return cls(
            sentence,
            Line("".join(token.spoken for token in tokens), tuple(spans)),
            tuple(word for token in tokens for word in token.words),
            tuple(sorted({token.rule for token in tokens if token.kind == "lexicon"})),
        )


class Line(NamedTuple):
    """One sentence as an engine gets it: words and the punctuation between them."""

    text: str
    words: tuple[Span, ...]
    """Where each word stands in ``text``; in order, disjoint."""
