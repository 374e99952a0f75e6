"""What a class finds in a sentence, and how a finding becomes a token.

Every class has two steps that can be tested alone: ``classify`` looks at the text and gives a
typed value with the span it covers; ``verbalize`` turns the value into words, each with the
written characters it speaks. A ``Handler`` joins the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, NamedTuple, TypeVar

from audio.normalize.context import Context
from audio.normalize.gate import Gate
from audio.records import Span, SpokenWord, Token

Value = TypeVar("Value")


class Finding(NamedTuple, Generic[Value]):
    """One stretch of the text, understood."""

    value: Value
    span: Span
    rule: str
    """Which rule accepted it, with the table row it used, for ``--explain``."""


class Wording(NamedTuple):
    """Words for a written stretch that needs no further thought: a unit, a scale, a sign."""

    words: str
    """Parted by single spaces."""
    span: Span


Pieces = tuple[Wording, ...]
"""What most classes find: pieces that are in words already, in the order in which they are said."""


def find_wording(words: str, span: tuple[int, int], rule: str) -> Finding[Wording]:
    """A stretch for which ``words`` are said, all of them for the whole."""
    return Finding(Wording(words, Span(*span)), Span(*span), rule)


class Start(Flag):
    """The kinds of character that a finding may start with."""

    DIGIT = auto()
    LATIN = auto()
    HINDI = auto()
    SIGN = auto()
    """Anything else that is no white space or plain punctuation."""


class Before(NamedTuple):
    """That a class is asked before another, and a phrase that shows why.

    ``Before("year", "और 1968/69 की", "और उन्नीस सौ अड़सठ उनहत्तर की")``: asked first, the class of
    years would take the 1968 alone.
    """

    other: str
    """The name of the class that is asked later."""
    written: str
    spoken: str
    """How the phrase is read; were the other asked first, it would be read differently."""


@dataclass(frozen=True, slots=True)
class Handler(Generic[Value]):
    """A class as the scan uses it: classify, then verbalize."""

    name: str
    kind: str
    """What its tokens are called; several classes may share one."""
    starts: Start
    classify: Callable[[Context, int], Finding[Value] | None]
    """What starts at a position, if this class accepts it."""
    verbalize: Callable[[Value], list[SpokenWord]]
    gate: Gate | None = None
    """The words that it may start with, if they may be in Devanagari."""
    before: tuple[Before, ...] = ()
    """Which others it is asked before. What follows from these is left out."""

    def __post_init__(self) -> None:
        if (self.gate is not None) is not (Start.HINDI in self.starts):
            raise ValueError(f"the class {self.name} needs both a gate and Start.HINDI, or neither")

    def read(self, context: Context, at: int) -> Token | None:
        """The token that starts at ``at``, if this class accepts it."""
        finding = self.classify(context, at)
        if finding is None:
            return None
        words = tuple(self.verbalize(finding.value))
        text = " ".join(word.text for word in words)
        return Token(finding.span, self.kind, text, words, finding.rule)


def speak_words(words: str, span: Span) -> list[SpokenWord]:
    """Each word of ``words``, all speaking ``span``."""
    return [SpokenWord(word, span) for word in words.split()]


def speak_wording(piece: Wording | None) -> list[SpokenWord]:
    """The words of a piece; none when it is missing."""
    return speak_words(piece.words, piece.span) if piece else []


def speak_pieces(pieces: Pieces) -> list[SpokenWord]:
    """The words of several pieces, one after another."""
    return [word for piece in pieces for word in speak_words(*piece)]
