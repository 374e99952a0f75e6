"""A long article to articles of its chapters: a book as a show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audio.records import Article, Block, BlockKind, Span
from audio.slug import slug, unique

_CHAPTER = 2
"""The level of the headings that open a chapter."""


def chapters(article: Article) -> list[Article]:
    """An article for every chapter of ``article``, in order; itself when it has none.

    What precedes the first chapter is one of its own, under the title. Each has an identity
    made of the book's and of its own title, which stays when another chapter comes between.
    """
    openings = [
        at
        for at, block in enumerate(article.blocks)
        if block.kind is BlockKind.HEADING and block.level == _CHAPTER
    ]
    if not openings:
        return [article]
    bounds = [0, *openings] if openings[0] > 1 else openings
    taken: set[str] = set()
    found: list[Article] = []
    for start, end in zip(bounds, [*bounds[1:], len(article.blocks)], strict=True):
        chapter = _part(article, start, end)
        name = unique(slug(chapter.title), taken)
        taken.add(name)
        found.append(replace(chapter, guid=f"{article.guid}#{name}"))
    return found


def _part(article: Article, start: int, end: int) -> Article:
    blocks = article.blocks[start:end]
    shift = blocks[0].span.start
    kept = [Block(BlockKind.TITLE, blocks[0].span), *blocks[1:]]
    deepest = min((b.level for b in kept if b.kind is BlockKind.HEADING), default=_CHAPTER)
    moved = tuple(_moved(kept, shift, deepest - _CHAPTER))
    text = article.text[shift : blocks[-1].span.end]
    source = article.source or article.title
    return replace(article, text=text, blocks=moved, source=source, description="", notes=())


def _moved(blocks: list[Block], shift: int, raised: int) -> Iterator[Block]:
    for kind, span, level in blocks:
        is_heading = kind is BlockKind.HEADING
        yield Block(
            kind,
            Span(span.start - shift, span.end - shift),
            level - raised if is_heading else level,
        )
