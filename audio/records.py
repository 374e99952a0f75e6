"""Every record that crosses a stage. Read this first.

    Article ─ segment ▶ Paragraph[Sentence] ─ normalize ▶ Script[Token] ─ engine ▶ Speech
                                                                            │
    Cue, …, Edition[Chapter] ◀── lay out ── Clip ◀── master and encode ─────┘

Two units run through all of them. A position in text is a count of code points in a
``Span``; a position in sound is an integer count of samples. Neither is ever rounded
before a writer prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from audio.settings import Show


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


class MainImage(NamedTuple):
    """The picture that a source names as its article's own: where it is, or what it is.

    Nothing has been fetched and nothing checked.
    """

    url: str = ""
    data: bytes = b""


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
    notes: tuple[str, ...] = ()
    """What the reader left out or doubted, one clear line each: shown to the user."""

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
    """Which part of a very long paragraph it is, from 1; 0 for a whole one."""


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
    def of(cls, sentence: Sentence, tokens: Sequence[Token]) -> Script:
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


# --- speak -------------------------------------------------------------------------------


class Mark(NamedTuple):
    """When one word is heard."""

    start: int
    """Samples from the start of its utterance."""
    end: int
    """Samples; at least ``start``."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line as an engine spoke it, with whatever silence it left around it."""

    pcm: bytes
    """Signed 16-bit little-endian mono, at the rate of its ``Speech``."""
    marks: tuple[Mark, ...] = ()
    """One a word of the line, in order and inside the PCM; empty when the engine cannot tell."""
    estimated: bool = False
    """Whether the marks are reckoned from the words' lengths and not heard."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine made of one paragraph."""

    rate: int
    """Hertz."""
    utterances: tuple[Utterance, ...]
    """One a line, in order."""


# --- master and encode -------------------------------------------------------------------


class Timing(NamedTuple):
    """When one sentence of a clip is heard, in samples from the clip's start."""

    start: int
    end: int
    words: tuple[Mark, ...]
    """One a spoken word, or empty when the engine gave no marks."""
    estimated: bool = False
    """Whether the marks are reckoned from the words' lengths and not heard."""


class Frames(NamedTuple):
    """Whole MP3 frames of one constant bit rate, where they are kept."""

    path: Path
    start: int
    """Byte at which the first one begins."""
    size: int
    """Bytes."""

    def read(self) -> bytes:
        """The frames themselves. Raises ``OSError``."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.size)


NOWHERE = Frames(Path(), 0, 0)
"""Of a clip that has not been kept yet."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One paragraph, mastered and encoded: frames that can be joined to others as they are."""

    frames: Frames
    """None of them refers to another clip's."""
    rate: int
    """Hertz."""
    samples: int
    """What a plain decoder makes of ``frames``: frame count × frame size."""
    timings: tuple[Timing, ...]
    """One a sentence, in samples of the decoded audio (the encoder's delay included)."""
    levels: tuple[tuple[int, int], ...]
    """Momentary loudness every 100 ms of the decoded audio, as heard (dual mono): how often each
    step of 0.05 LU occurs, rising; what is below the meter's gate is not counted."""
    true_peak: float
    """dBTP of the decoded audio."""


# --- lay out -----------------------------------------------------------------------------


class WordCue(NamedTuple):
    """One spoken word on the edition's clock."""

    word: SpokenWord
    start: int
    """Samples."""
    end: int
    """Samples."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sentence on the edition's clock, in samples."""

    script: Script
    start: int
    end: int
    words: tuple[WordCue, ...]
    """Empty when the engine gave no word marks."""
    estimated: bool = False
    """Whether the words' moments are reckoned from their lengths and not heard."""


class Chapter(NamedTuple):
    """A stretch of the edition under one heading, in samples. Chapters touch."""

    title: str
    start: int
    end: int


class Loudness(NamedTuple):
    """As a listener hears it: a mono file is played into both ears (dual mono)."""

    integrated: float
    """LUFS; −inf for silence."""
    true_peak: float
    """dBTP."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The joined clips of an edition: where its frames are, without header or tags."""

    pieces: tuple[Frames | int, ...]
    """In order: a clip's frames, or a count of silent ones."""
    rate: int
    """Hertz."""
    bitrate: int
    """kbit/s, constant."""
    frame_count: int
    byte_count: int
    samples: int
    """``frame_count`` × frame size: what a plain decoder makes of it."""
    seek_table: tuple[int, ...]
    """Byte offset at each hundredth of the playing time, from 0 %."""


class Cover(NamedTuple):
    """A picture for tags and feeds."""

    data: bytes
    media_type: str
    """``image/jpeg`` or ``image/png``."""

    @property
    def file_name(self) -> str:
        """With a suffix that matches the content."""
        return "cover.jpg" if self.media_type == "image/jpeg" else "cover.png"


class LexiconUse(NamedTuple):
    """Which rows of the user's lexicons, and of what an engine says wrongly, spoke a word.

    Each as ``file:line: “written”``.
    """

    matched: frozenset[str]
    unmatched: frozenset[str]


class Clips(NamedTuple):
    """How many clips, and how large their frames are together."""

    number: int
    size: int
    """Bytes."""

    def and_one(self, clip: Clip) -> Clips:
        """With one more."""
        return Clips(self.number + 1, self.size + clip.frames.size)


class Work(NamedTuple):
    """What making an edition took."""

    made: Clips
    """Made for it, each once."""
    kept: Clips
    """Found in the store, or being made for another paragraph with the same words."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One article to be narrated: what every writer knows before the first cue."""

    article: Article
    show: Show
    cover: Cover
    paragraphs: tuple[Paragraph, ...]
    """All that is spoken, in order, opening and closing included."""
    voice: str
    """``ENGINE[:NAME]``."""
    voices: tuple[tuple[BlockKind, str], ...]
    """Other voices, for the kinds of paragraph that have one of their own."""
    instead_of: str
    """The voice that was asked for and could not finish; empty when ``voice`` is that."""
    engine_version: str
    rate: int
    """Hertz, of all sample counts."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One narrated article: what every writer knows after the last cue.

    The cues themselves, one a sentence, are handed to the writers one by one: only so does a
    ten-hour edition need no more memory than a short one.
    """

    outline: Outline
    recording: Recording
    sentence_count: int
    chapters: tuple[Chapter, ...]
    """The first starts at 0, the last ends with the recording."""
    lead: tuple[Cue, ...]
    """How its text begins: the first paragraph that is not a heading; empty when none is."""
    loudness: Loudness
    lexicon: LexiconUse
    work: Work
