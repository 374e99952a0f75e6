"""Explanation: what of an article will be said otherwise than it is written, or is a guess."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audio.edition.named_files import name_article_in_errors
from audio.edition.pipeline import arrange_paragraphs
from audio.normalize import Lexicon, Style, find_guesses, tokenize
from audio.readers.lexicon import read_lexicon
from audio.records import Article, BlockKind, Sentence, Span, Token
from audio.settings import Settings

_COPIED = frozenset({"word", "gap"})
"""The kinds of token whose written text is what is said."""


class Difference(NamedTuple):
    """A stretch of a sentence that is said otherwise than it is written, or is a guess."""

    span: Span
    """In the sentence's written text, in code points."""
    written: str
    spoken: str
    """Empty for what is silent."""
    kind: str
    """The semiotic class: ``money``, ``date``, ``initialism`` …"""
    rule: str
    """The rule that fired, and the row of a table behind it."""
    guess: str
    """Why it is a guess, as ``abbreviation in no table``; empty when it is none."""


class SentenceReading(NamedTuple):
    """A sentence as it is written and as it will be said."""

    id: str
    """``p3s2``, as in every output."""
    kind: BlockKind
    written: str
    spoken: str
    differences: tuple[Difference, ...]
    """In the order in which they stand."""


def explain(article: Article, settings: Settings | None = None) -> Iterator[SentenceReading]:
    """Every sentence that ``narrate`` would speak, with what is said otherwise and what is guessed.

    >>> from audio import explain, read_text
    >>> [found.spoken for found in list(explain(read_text("# EEZ\\n\\nनया।")))[0].differences]
    ['ई ई ज़ेड']

    Raises ``LexiconError`` for a lexicon of ``settings`` that cannot be read.
    """
    settings = settings or Settings()
    with name_article_in_errors(article):
        lexicon = read_lexicon(settings.lexicon)
    style = Style(settings.glosses, settings.exact_numbers)
    for paragraph in arrange_paragraphs(article, settings):
        for sentence in paragraph.sentences:
            yield _explain_sentence(sentence, paragraph.kind, lexicon, style)


def _explain_sentence(
    sentence: Sentence, kind: BlockKind, lexicon: Lexicon, style: Style
) -> SentenceReading:
    text = sentence.text
    tokens = tokenize(text, lexicon, style)
    guesses = {token.span: why for token, why in find_guesses(text, tokens, {len(text)})}
    spoken = "".join(token.spoken for token in tokens)
    differences = tuple(
        _make_difference(text, token, guesses.get(token.span, ""))
        for token in tokens
        if token.span in guesses
        or (token.kind not in _COPIED and token.spoken.strip() != token.span.of(text))
    )
    return SentenceReading(sentence.id, kind, text, spoken, differences)


def _make_difference(text: str, token: Token, guess: str) -> Difference:
    written, spoken = token.span.of(text), token.spoken.strip()
    return Difference(token.span, written, spoken, token.kind, token.rule, guess)
