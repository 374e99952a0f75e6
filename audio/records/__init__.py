"""Every record that crosses a stage. Read this first.

    Article ─ segment ▶ Paragraph[Sentence] ─ normalize ▶ Script[Token] ─ engine ▶ Speech
                                                                            │
    Cue, …, Edition[Chapter] ◀── lay out ── Clip ◀── master and encode ─────┘

Two units run through all of them. A position in text is a count of code points in a
``Span``; a position in sound is an integer count of samples. Neither is ever rounded
before a writer prints it.

They stand in ``article`` (what was read), ``text`` (up to ``Script``), ``sound`` (speech and clips)
and ``edition``, and are imported from here.
"""

from __future__ import annotations

from audio.records.article import (
    IMAGE_LABEL,
    Article,
    Block,
    BlockKind,
    BlockRow,
    MainImage,
    Omission,
    SourceAccount,
    Span,
    Table,
    TableCell,
    TextLink,
    VoicePassage,
    WrittenPause,
)
from audio.records.edition import (
    Chapter,
    Clips,
    ClipTally,
    Cover,
    Cue,
    Edition,
    LexiconUse,
    Loudness,
    Outline,
    PublishedFile,
    Recording,
    WordCue,
)
from audio.records.show import Funding, Person, Recommendation, Show
from audio.records.sound import NOWHERE, Clip, Frames, Mark, Speech, Timing, TimingSource, Utterance
from audio.records.text import Line, Paragraph, Script, Sentence, SpokenWord, Token

__all__ = [
    "IMAGE_LABEL",
    "NOWHERE",
    "Article",
    "Block",
    "BlockKind",
    "BlockRow",
    "Chapter",
    "Clip",
    "ClipTally",
    "Clips",
    "Cover",
    "Cue",
    "Edition",
    "Frames",
    "Funding",
    "LexiconUse",
    "Line",
    "Loudness",
    "MainImage",
    "Mark",
    "Omission",
    "Outline",
    "Paragraph",
    "Person",
    "PublishedFile",
    "Recommendation",
    "Recording",
    "Script",
    "Sentence",
    "Show",
    "SourceAccount",
    "Span",
    "Speech",
    "SpokenWord",
    "Table",
    "TableCell",
    "TextLink",
    "Timing",
    "TimingSource",
    "Token",
    "Utterance",
    "VoicePassage",
    "WordCue",
    "WrittenPause",
]
