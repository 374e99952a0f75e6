"""Leave out what a page says twice, the headline and standfirst again, but for refrains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audio.readers.article.pieces import Piece, fold, quote
from audio.readers.web.blocks import PageBlock
from audio.records import BlockKind

_LEAST = 40
"""Letters; a shorter block may be meant to stand twice."""

_Place = tuple[BlockKind, object, object, object, object]


def drop_repeats(blocks: Iterable[PageBlock], title: str, left_out: list[str]) -> list[PageBlock]:
    """``blocks`` without the headline again, and without what is said again in another shape.

    A block that is repeated in the shape of the block itself, as a refrain is, stays.
    """
    headline = fold(title)
    first: dict[str, _Place] = {}
    shapes: set[_Place] = set()
    kept: list[PageBlock] = []
    for block in blocks:
        key, place = fold(block.text), _describe_place(block)
        if key == headline and (place not in shapes or block.kind is BlockKind.HEADING):
            continue  # it is read as the title
        if len(key) >= _LEAST and first.setdefault(key, place) != place:
            left_out.append(block.text)
            continue
        shapes.add(place)
        kept.append(block)
    return kept


def _describe_place(block: PageBlock) -> _Place:
    """The features that blocks of one text share."""
    parent = block.element.getparent()
    around = (None, None) if parent is None else (parent.tag, parent.get("class"))
    return (block.kind, block.element.tag, block.element.get("class"), *around)


def join_pages(pages: Sequence[Sequence[Piece]], notes: list[str]) -> list[Piece]:
    """The pieces of an article's ``pages``, without what a later one opens or closes with again."""
    if len(pages) == 1:
        return list(pages[0])
    seen: set[str] = set()
    pieces: list[Piece] = []
    for number, page in enumerate(pages, start=1):
        start, end = 0, len(page)
        while start < end and page[start].key in seen:
            start += 1
        while end > start and page[end - 1].key in seen:
            end -= 1
        repeated = [*page[:start], *page[end:]]
        if repeated:
            more = f" and {len(repeated) - 1} more" if len(repeated) > 1 else ""
            notes.append(f"left out what page {number} repeats: {quote(repeated[0].text)}{more}")
        pieces += page[start:end]
        seen.update(piece.key for piece in page)
    return pieces
