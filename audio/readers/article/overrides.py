"""Overrides: what a user says of an article in place of what its source says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from audio.errors import Place, SourceError
from audio.readers.article.dates import DATE_HINT, parse_date
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
                f"{self.date!r} is no date that exists, or cannot be understood",
                where=Place(option="--date"),
                hint=DATE_HINT,
            )
        return when


def _retitle(article: Article, title: str) -> Article:
    """The article with another first block; everything behind it moves along."""
    if not is_speakable(title):
        raise SourceError(f"{title!r} has no words", where=Place(option="--title"))
    old, *rest = article.blocks
    shift = len(title) - (old.span.end - old.span.start)

    def move(span: Span) -> Span:
        return Span(span.start + shift, span.end + shift)

    return replace(
        article,
        text=article.text[: old.span.start] + title + article.text[old.span.end :],
        blocks=(
            Block(BlockKind.TITLE, Span(old.span.start, old.span.start + len(title))),
            *(each._replace(span=move(each.span)) for each in rest),
        ),
        pauses=tuple(
            each._replace(at=each.at + shift) for each in article.pauses if each.at >= old.span.end
        ),
        passages=tuple(
            each._replace(span=move(each.span))
            for each in article.passages
            if each.span.start >= old.span.end
        ),
    )
