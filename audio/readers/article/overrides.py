"""Overrides: what a user says of an article in place of what its source says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from audio.errors import Place, SourceError
from audio.readers.article.compose import BETWEEN
from audio.readers.article.dates import DATE_HINT, describe_unread, parse_date
from audio.readers.article.title import BORROWED
from audio.records import Article, Block, BlockKind, Span
from audio.segment import is_speakable


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is said in place of a source's own; empty for what is not."""

    title: str = ""
    author: str = ""
    date: str = ""
    """As front matter takes one: ``2025-08-15``, ``15 अगस्त 2025``."""
    image: Path | None = None
    """Relative to the working folder."""

    def apply(self, article: Article) -> Article:
        """The article with these in place of its own. Raises ``SourceError``."""
        changed = replace(
            article,
            author=self.author or article.author,
            published=self._read_date() or article.published,
            image=str(self.image.absolute()) if self.image else article.image,
        )
        return _retitle(changed, " ".join(self.title.split())) if self.title else changed

    def _read_date(self) -> datetime | None:
        when = parse_date(self.date)
        if self.date and when is None:
            raise SourceError(
                describe_unread(self.date), where=Place(option="--date"), hint=DATE_HINT
            )
        return when


def _retitle(article: Article, title: str) -> Article:
    """The article under another title; everything behind it moves along.

    A first sentence that only stood for a title is prose again, a paragraph after the new one.
    """
    if not is_speakable(title):
        raise SourceError(f"{title!r} has no words", where=Place(option="--title"))
    old, *rest = article.blocks
    start, between, kept = old.span.end, "", rest
    if article.is_title_borrowed:
        start, between = 0, BETWEEN
        kept = [old._replace(kind=BlockKind.PARAGRAPH), *rest]
    shift = len(title) + len(between) - start

    return replace(
        article,
        text=title + between + article.text[start:],
        blocks=(
            Block(BlockKind.TITLE, Span(0, len(title))),
            *(each._replace(span=each.span.move(shift)) for each in kept),
        ),
        pauses=tuple(
            each._replace(at=each.at + shift) for each in article.pauses if each.at >= start
        ),
        passages=tuple(
            each._replace(span=each.span.move(shift))
            for each in article.passages
            if each.span.start >= start
        ),
        links=tuple(
            each._replace(span=each.span.move(shift))
            for each in article.links
            if each.span.start >= start
        ),
        tables=tuple(each.move(shift) for each in article.tables),
        is_title_borrowed=False,
        notes=tuple(each for each in article.notes if not each.startswith(BORROWED)),
    )
