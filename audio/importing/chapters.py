"""A long article to articles of its chapters: a book as a show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from audio.hindi.romanize import make_unique
from audio.readers.article.pieces import quote
from audio.records import Article, Block, BlockKind
from audio.show.slugs import make_title_slug

_TOP = 2
"""The level of an article's highest headings."""


def split_chapters(article: Article) -> list[Article]:
    """An article for every chapter of ``article``, in order; itself when it has none.

    Chapters are opened by the highest headings of which there are several: the title that a book
    repeats, or that of its only part, opens none. What precedes the first chapter is one of its
    own, under the title. Each has its number, and an identity made of the book's and of its own
    title, which stays when another chapter comes between. The book's notes and account are with
    the first.
    """
    openings = _find_openings(article)
    if not openings:
        return [article]
    before = article.blocks[1 : openings[0]]
    has_text = any(block.kind is not BlockKind.HEADING for block in before)
    bounds = [0, *openings] if has_text else openings
    taken: set[str] = set()
    found: list[Article] = []
    for start, end in zip(bounds, [*bounds[1:], len(article.blocks)], strict=True):
        chapter = _make_chapter(article, start, end)
        name = make_unique(make_title_slug(chapter.title), taken)
        taken.add(name)
        found.append(replace(chapter, guid=f"{article.guid}#{name}"))
    lost = () if has_text else before
    notes = (f"left out {quote(block.span.of(article.text))}, a heading" for block in lost)
    first = replace(found[0], notes=(*article.notes, *notes), account=article.account)
    return [replace(one, episode=number) for number, one in enumerate([first, *found[1:]], 1)]


def _find_openings(article: Article) -> list[int]:
    """Where its chapters open: at the highest headings of which there are several.

    So do the headings above them that have a text of their own.
    """
    headings = {at: b for at, b in enumerate(article.blocks) if b.kind is BlockKind.HEADING}
    counts = Counter(block.level for block in headings.values())
    several = [level for level, count in counts.items() if count > 1]
    chapter = min(several or counts, default=0)
    return [
        at
        for at, block in headings.items()
        if block.level == chapter or (block.level < chapter and at + 1 not in headings)
    ]


def _make_chapter(article: Article, start: int, end: int) -> Article:
    blocks = article.blocks[start:end]
    shift = blocks[0].span.start
    kept = [Block(BlockKind.TITLE, blocks[0].span), *blocks[1:]]
    deepest = min((b.level for b in kept if b.kind is BlockKind.HEADING), default=_TOP)
    moved = tuple(_move_blocks(kept, shift, deepest - _TOP))
    text = article.text[shift : blocks[-1].span.end]
    return replace(
        article,
        text=text,
        blocks=moved,
        links=tuple(
            link._replace(span=link.span.move(-shift))
            for link in article.links
            if blocks[1:] and blocks[1].span.start <= link.span.start < blocks[-1].span.end
        ),
        tables=tuple(
            table.move(-shift)
            for table in article.tables
            if shift <= table.rows[0].span.start < blocks[-1].span.end
        ),
        source=article.source or article.title,
        description="",
        notes=(),
        account=None,
    )


def _move_blocks(blocks: list[Block], shift: int, raised: int) -> Iterator[Block]:
    for block in blocks:
        is_heading = block.kind is BlockKind.HEADING
        level = block.level - raised if is_heading else block.level
        yield block._replace(span=block.span.move(-shift), level=level)
