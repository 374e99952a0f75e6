"""What a lexicon has rows for: the marks inside such a term end no sentence."""

from __future__ import annotations

from collections.abc import Iterable

from audio import regex
from audio.records import Span
from audio.segment.stops import Stop
from audio.segment.words import WordRole, read_words

_MARK = regex.compile(r"[।॥|.?!…]")
_WORDLIKE = r"[\p{L}\p{M}\p{N}\u200c\u200d]"

Terms = regex.Pattern[str]
"""Finds every term that holds a mark, as whole words."""


def compile_terms(terms: Iterable[str]) -> Terms | None:
    """A pattern of those ``terms`` that hold a mark, the longest first; None when none does."""
    marked = sorted((term for term in terms if _MARK.search(term)), key=len, reverse=True)
    if not marked:
        return None
    start, end = f"(?<!{_WORDLIKE})", f"(?<={_WORDLIKE})(?!{_WORDLIKE})|(?<!{_WORDLIKE})"
    return regex.compile(rf"{start}(?:\L<terms>)(?:{end})", terms=marked)


def list_terms(text: str, terms: Terms | None) -> dict[int, bool]:
    """Where in ``text`` a mark stands in a term, and whether the term ends with it."""
    spans = (Span(*match.span()) for match in terms.finditer(text)) if terms else ()
    return {
        mark.start(): mark.end() == span.end
        for span in spans
        for mark in _MARK.finditer(text, span.start, span.end)
    }


def belongs_to_term(stop: Stop, marks: dict[int, bool]) -> bool:
    """Whether a term of the lexicon, which ends no sentence, holds the mark.

    One that ends with its mark, as an abbreviation does, may end a sentence too: when a word
    follows that starts one.
    """
    last = marks.get(stop.end - 1)
    return last is False or (last is True and stop.word_after not in read_words(WordRole.STARTS))
