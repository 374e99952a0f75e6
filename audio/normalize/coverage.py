"""Coverage: which readings are guesses that an editor may want to put right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audio import regex
from audio.normalize.classes.cut_word import GUESSED
from audio.normalize.classes.symbol import NOT_UNDERSTOOD
from audio.normalize.tables_reader import read_cues
from audio.records import Token

_GUESSES = (
    NOT_UNDERSTOOD,
    GUESSED,
    "letter-to-sound",
    "Indian name",
    "romanized Hindi",
    "by its letters",
    "dotted syllables",
)
"""Parts of the rules by which something is read by its letters alone, dropped or copied."""
_JOINED = regex.compile(r"(?:tsv:\d+|cmudict) \+ (?:english|acronyms|cmudict)")
"""The rule of a word cut in two that tables know: ``Moneybazar``."""
_LONG_CAPITALS = regex.compile(r"\p{Lu}{4,}|\p{Lu}\p{Ll}{3,}|\p{Ll}{2,}")
"""What has been spelled though it is as long as a word, in capitals or not."""
_WORD_AFTER = regex.compile(r" ([\p{L}\p{M}]++)")
_LETTER_UNIT = regex.compile(r"\p{N} ?\p{Latin}\.?$")


class Guess(NamedTuple):
    """One reading that no table has."""

    token: Token
    why: str
    """The rule, or what was taken for what."""


def find_guesses(
    text: str, tokens: Sequence[Token], ends: Collection[int] = frozenset()
) -> Iterator[Guess]:
    """What was guessed in ``text``; ``ends`` are where its sentences end.

    A dot that ends no sentence ends an abbreviation: the word before it is named unless a table
    had it.
    """
    for token, following in pairwise((*tokens, None)):
        if token is None:
            continue
        written = token.span.of(text)
        if why := _explain_guess(written, token):
            yield Guess(token, why)
        elif token.kind in ("word", "latin") and _is_shortened(text, following, ends):
            yield Guess(token, "abbreviation in no table")


def _explain_guess(written: str, token: Token) -> str:
    """Why a token is a guess by itself; empty when it is none."""
    if any(guess in token.rule for guess in _GUESSES) or _JOINED.search(token.rule):
        return token.rule
    if token.rule == "spelled" and _LONG_CAPITALS.fullmatch(written):
        return "spelled, in no table"
    if token.rule.startswith("unit ") and _LETTER_UNIT.search(written, max(0, len(written) - 4)):
        return f"a letter as a {token.rule}"
    return ""


def _is_shortened(text: str, following: Token | None, ends: Collection[int]) -> bool:
    """Whether a dot comes next that ends no sentence, or does so in a text that has dandas."""
    if following is None or not following.span.of(text).startswith("."):
        return False
    dot = following.span.start + 1
    if dot >= len(text.rstrip()) or text.startswith("..", dot - 1):
        return False
    if dot not in ends:
        return True
    after = _WORD_AFTER.match(text, dot)
    return "।" in text and after is not None and after[1] not in read_cues("opener")
