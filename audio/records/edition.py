"""An article and its sound on one clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from audio.records.article import Article, BlockKind
from audio.records.sound import Clip, Frames, TimingSource
from audio.records.text import Paragraph, Script, SpokenWord

if TYPE_CHECKING:
    from audio.records import Show


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
    source: TimingSource = TimingSource.EXACT
    """Of the words' moments."""


class Chapter(NamedTuple):
    """A stretch of the edition under one heading, in samples. Chapters touch."""

    title: str
    start: int
    end: int


class Loudness(NamedTuple):
    """Loudness as a listener hears it: a mono file is played into both ears (dual mono)."""

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
    doubts: tuple[str, ...] = ()
    """What it shows otherwise than the picture that was given, one clear line each."""

    def __repr__(self) -> str:
        return f"Cover({len(self.data)} bytes of {self.media_type})"

    @property
    def file_name(self) -> str:
        """A file name whose suffix matches the content."""
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

    def add(self, clip: Clip) -> Clips:
        """These clips and one more."""
        return Clips(self.number + 1, self.size + clip.frames.size)


class ClipTally(NamedTuple):
    """How many clips of an edition were made for it, and how many were not."""

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
    passages: tuple[tuple[str, str], ...]
    """Voices of passages: their names as the article has them, and ``ENGINE[:NAME]``."""
    instead_of: str
    """The voice that was asked for and could not finish; empty when ``voice`` is that."""
    disclosure: str
    """In what words the sound itself tells that the voice is synthetic; empty if it does not."""
    engine_version: str
    rate: int
    """Hertz, of all sample counts."""

    def opens_chapter(self, paragraph: Paragraph) -> bool:
        """Whether a chapter begins with that paragraph."""
        is_heading = paragraph.kind is BlockKind.HEADING
        return is_heading and paragraph.level <= self.article.chapter_level


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
    work: ClipTally
    uuid: str
    """Made from all that is heard: the same for the same sound, another for another."""

    @property
    def duration(self) -> float:
        """Seconds of its recording, ``83.9``."""
        return self.recording.samples / self.recording.rate


class PublishedFile(NamedTuple):
    """A file that stands, or will stand, beside the one being written."""

    name: str
    """File name, without folder."""
    media_type: str
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal; empty of the last file, which no other lists."""
    part_of: str = ""
    """Name of the file that leads to it, when it is only a part of what was asked for."""

    def is_whole(self, media_type: str) -> bool:
        """Whether the file is of that type and has all of the edition."""
        return self.media_type == media_type and not self.part_of
