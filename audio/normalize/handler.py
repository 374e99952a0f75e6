"""What a class finds in a sentence, and how a finding becomes a token.

Every class has two steps that can be tested alone: ``classify`` looks at the text and gives a
typed value with the span it covers; ``verbalize`` turns the value into words, each with the
written characters it speaks. ``handler`` joins the two.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Flag, auto
from typing import Generic, NamedTuple, TypeVar

from audio.normalize.context import Context
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


class Start(Flag):
    """The kinds of character that a finding may start with."""

    DIGIT = auto()
    LATIN = auto()
    HINDI = auto()
    SIGN = auto()
    """Anything else that is no white space or plain punctuation."""


class Handler(NamedTuple):
    """One class of the ordered list."""

    kind: str
    """What its tokens are called."""
    starts: Start
    read: Callable[[Context, int], Token | None]
    """The token that starts at a position, if this class accepts it."""


def speak_words(words: str, span: Span) -> list[SpokenWord]:
    """Each word of ``words``, all speaking ``span``."""
    return [SpokenWord(word, span) for word in words.split()]


def speak_wording(piece: Wording | None) -> list[SpokenWord]:
    """The words of a piece; none when it is missing."""
    return speak_words(piece.words, piece.span) if piece else []


def handler(
    kind: str,
    starts: Start,
    classify: Callable[[Context, int], Finding[Value] | None],
    verbalize: Callable[[Value], list[SpokenWord]],
) -> Handler:
    """A class as the scan uses it: classify, then verbalize."""

    def read(context: Context, at: int) -> Token | None:
        found = classify(context, at)
        if found is None:
            return None
        words = tuple(verbalize(found.value))
        text = " ".join(word.text for word in words)
        return Token(found.span, kind, text, words, found.rule)

    return Handler(kind, starts, read)
