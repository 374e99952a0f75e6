"""What an EPUB's table of contents says of its chapters, and the headings that it gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from lxml import etree

from audio.readers.article.hardened_xml import (
    find_children,
    get_attribute,
    get_name,
    read_text,
)
from audio.readers.article.pieces import Piece, fold
from audio.readers.documents.hypertext_elements import BLOCKS, CHAPTER_TAG, GIVEN_LEVEL, HEADINGS
from audio.records import BlockKind

_CHAPTER = 2
"""The level of a chapter's heading; one inside a part of the book has a higher one."""
_DEEPEST = 6
_MOST_OPENING = 3
"""Blocks at the head of a file that may be its chapter's title."""


@dataclass(slots=True)
class ChapterTitles:
    """The entries of a table of contents: what a file, or a place in it, is called."""

    _openings: dict[str, tuple[str, int]] = field(default_factory=dict)
    """File → its first title, and the level of its heading."""
    _places: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    """File → id in it → title and level."""

    def add(self, path: str, title: str, depth: int) -> None:
        """Add an entry that leads to ``path``, which may end in `#id`; ``depth`` counts from 1."""
        file, _, place = path.partition("#")
        if not title:
            return
        entry = (title, min(_CHAPTER + max(depth, 1) - 1, _DEEPEST))
        if place and file in self._openings:
            self._places.setdefault(file, {}).setdefault(unquote(place), entry)
        self._openings.setdefault(file, entry)

    @property
    def paths(self) -> Set[str]:
        """The files that the entries lead to."""
        return self._openings.keys()

    def get_opening(self, path: str) -> tuple[str, int]:
        """The title and level of the chapter that opens the file; no title without one."""
        return self._openings.get(path, ("", _CHAPTER))

    def insert_headings(self, body: Any, path: str) -> None:
        """Put the titles of later chapters in a file where they begin, unless they stand there."""
        places = self._places.get(path)
        if not places:
            return
        named = {get_attribute(one, "id"): one for one in body.iter() if "id" in one.attrib}
        for place, (title, level) in places.items():
            anchor = named.get(place)
            block = _find_block(anchor, body) if anchor is not None else None
            if block is None:
                continue
            heading = _find_title(block, title)
            if heading is not None:
                heading.tag = CHAPTER_TAG
                heading.set("level", str(level))
            elif get_name(block) not in HEADINGS:
                given = etree.Element(CHAPTER_TAG, level=str(level))
                given.text = title
                block.addprevious(given)


def _find_block(anchor: Any, body: Any) -> Any | None:
    """The block that ``anchor`` is or stands in, or that follows an empty one."""
    at = anchor
    while at is not None and get_name(at) not in BLOCKS and get_name(at) not in HEADINGS:
        at = at.getparent()
    return None if at is body or at is None else at


def _find_title(block: Any, title: str) -> Any | None:
    """The block at the beginning of ``block``, or itself, that says but ``title``."""
    for count, element in enumerate(block.iter()):
        if count > 2 * _MOST_OPENING:
            return None
        is_block = get_name(element) in BLOCKS or get_name(element) in HEADINGS
        if is_block and fold(read_text(element)) == fold(title):
            return element
    return None


def open_chapter(pieces: list[Piece], title: str, level: int) -> Iterator[Piece]:
    """``pieces`` with the chapter's heading at ``level`` and the others below it."""
    headings = [p for p in pieces if p.kind is BlockKind.HEADING and p.level < GIVEN_LEVEL]
    opening = [piece for piece in pieces[:_MOST_OPENING] if piece in headings]
    if title and not opening:
        yield Piece(BlockKind.HEADING, title, level)
        pieces = pieces[_count_title(pieces, title) :]
        top = min((piece.level for piece in headings), default=1) - 1
    else:
        top = min((piece.level for piece in headings), default=1)
    for piece in pieces:
        if piece.kind is not BlockKind.HEADING:
            yield piece
        elif piece.level >= GIVEN_LEVEL:
            yield piece._replace(level=piece.level - GIVEN_LEVEL)
        else:
            depth = level + piece.level - top
            yield piece._replace(level=min(max(depth, level), _DEEPEST))


def _count_title(pieces: list[Piece], title: str) -> int:
    """How many of the first blocks say but the title: `अध्याय 1`, `नदी` for `अध्याय 1: नदी`."""
    said = ""
    for count, piece in enumerate(pieces[:_MOST_OPENING], 1):
        said += piece.key
        if said == fold(title):
            return count
    return 0


def drop_repeated(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """``pieces`` without a heading that the one right before it says: a page holds it alone."""
    before = ""
    for piece in pieces:
        is_heading = piece.kind is BlockKind.HEADING
        if not (is_heading and piece.key == before):
            yield piece
        before = piece.key if is_heading else ""


def read_nav_titles(root: Any, path: str) -> ChapterTitles:
    """The entries of an EPUB 3's navigation document, which is the file ``path``."""
    titles = ChapterTitles()
    navs = [nav for nav in root.iter() if get_name(nav) == "nav"]
    for nav in [nav for nav in navs if "toc" in get_attribute(nav, "type")] or navs[:1]:
        for link in nav.iter():
            if get_name(link) == "a":
                depth = sum(get_name(above) == "ol" for above in link.iterancestors())
                titles.add(
                    _resolve_place(path, get_attribute(link, "href")), read_text(link), depth
                )
    return titles


def read_ncx_titles(root: Any, path: str) -> ChapterTitles:
    """The entries of an EPUB 2's NCX, which is the file ``path``."""
    titles = ChapterTitles()
    for point in root.iter():
        if get_name(point) == "navPoint":
            content = next(find_children(point, "content"), None)
            label = next(find_children(point, "navLabel"), None)
            depth = 1 + sum(get_name(above) == "navPoint" for above in point.iterancestors())
            src = get_attribute(content, "src") if content is not None else ""
            titles.add(_resolve_place(path, src), read_text(label), depth)
    return titles


def resolve_path(path: str, href: str) -> str:
    """The file that ``href`` in the file ``path`` names, without a fragment."""
    return normpath(join(dirname(path), unquote(href.partition("#")[0])))


def _resolve_place(path: str, href: str) -> str:
    return "#".join([resolve_path(path, href), *href.partition("#")[2:]]).removesuffix("#")
