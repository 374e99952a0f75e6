"""The script: an article as it will be said, and the other readings that are offered for a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from audio import regex
from audio.edition.explanation import Difference, SentenceReading, explain
from audio.normalize import normalize
from audio.records import Article
from audio.settings import Settings


class ScriptPart(NamedTuple):
    """A stretch of a sentence: a word, what stands between words, or what is said otherwise."""

    text: str
    at: int
    """Where it begins in the sentence, in code points."""
    difference: Difference | None = None
    is_word: bool = False
    """Whether it is a word that is said as it is written; else it is what stands between words."""
    offers: tuple[str, ...] = ()
    """Other readings that may be meant, the present one first; none for plain text."""


class ScriptSentence(NamedTuple):
    """A sentence in its parts."""

    reading: SentenceReading
    parts: tuple[ScriptPart, ...]


def make_script(article: Article, settings: Settings) -> Iterator[list[ScriptSentence]]:
    """Yield every paragraph, as its sentences."""
    readings = explain(article, settings)
    for _, group in groupby(readings, key=lambda reading: reading.id.partition("s")[0]):
        yield [ScriptSentence(reading, tuple(_part(reading))) for reading in group]


def _part(reading: SentenceReading) -> Iterator[ScriptPart]:
    at = 0
    for difference in reading.differences:
        if difference.span.start > at:
            yield from _split_plain(reading.written, at, difference.span.start)
        offers = tuple(list_offers(difference.written, difference.spoken))
        yield ScriptPart(difference.written, difference.span.start, difference, offers=offers)
        at = difference.span.end
    if at < len(reading.written):
        yield from _split_plain(reading.written, at, len(reading.written))


def _split_plain(sentence: str, start: int, end: int) -> Iterator[ScriptPart]:
    """The words from ``start`` to ``end``, and what stands between them."""
    for found in _WORD_OR_GAP.finditer(sentence, start, end):
        yield ScriptPart(found[0], found.start(), is_word=bool(found["word"]))


_WORD_OR_GAP = regex.compile(
    r"(?P<word>[\p{L}\p{M}\p{N}\u200c\u200d]+)|[^\p{L}\p{M}\p{N}\u200c\u200d]+"
)
_LATIN = regex.compile(r"[A-Za-z][A-Za-z.&-]*")
_DIGITS = regex.compile(r"[0-9०-९][0-9०-९,]*")


def list_offers(written: str, spoken: str) -> Iterator[str]:
    """Yield the present reading of a word and others that it may have, each once.

    ``EEZ``: its letters, or as one word; ``2019``: a number, a year, digit by digit.
    """
    yield from dict.fromkeys(offer for offer in _list_offers(written, spoken) if offer)


def _list_offers(written: str, spoken: str) -> Iterator[str]:
    yield spoken
    if _LATIN.fullmatch(written):
        letters = [sign for sign in written.upper() if sign.isalpha()]
        yield normalize(" ".join(letters)).spoken
        yield normalize("".join(letters).capitalize()).spoken
    if _DIGITS.fullmatch(written):
        digits = written.replace(",", "")
        yield normalize(f"{digits} लोग").spoken.removesuffix(" लोग")
        yield normalize(f"सन् {digits}").spoken.removeprefix("सन् ")
        yield normalize(" ".join(digits)).spoken
