"""An article's text on its way to what is said: a position in it is a count of code points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from audio.records.article import BlockKind, Span

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
        words: list[SpokenWord] = []
        spans: list[Span] = []
        offset = 0
        for _, _, spoken, said, _ in tokens:
            at = 0
            for word, _ in said:
                at = spoken.index(word, at)
                end = at + len(word)
                spans.append(Span(offset + at, offset + end))
                at = end
            words += said
            offset += len(spoken)
        rules = {token.rule for token in tokens if token.kind == "lexicon"}
        line = Line("".join([token.spoken for token in tokens]), tuple(spans))
        return cls(sentence, line, tuple(words), tuple(sorted(rules)))


class Line(NamedTuple):
    """One sentence as an engine gets it: words and the punctuation between them."""

    text: str
    words: tuple[Span, ...]
    """Where each word stands in ``text``; in order, disjoint."""
