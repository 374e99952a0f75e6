"""An article's pictures, beside its edition as JPEGs of their own: ``picture-1.jpg`` and so on.

The page shows them where they stand in the text. The first under a heading is its chapter's, which
apps show while that is heard: ``chapters.json`` names it, as inside the MP3 they would be part of
every download.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from audio.artwork.cover_store import find_chapter_picture
from audio.records import Article, Block, BlockKind, Edition, Outline, PublishedFile
from audio.writers import Output


class ChapterPicture(NamedTuple):
    """The picture of one chapter."""

    heading: int
    """Which of the headings that open chapters it stands under, from 0."""
    path: Path
    """The file that the article names, there or not."""


def locate_picture(article: Article, block: Block) -> Path:
    """The file of the picture of ``block``, there or not."""
    return Path(article.origin).parent / unquote(block.picture)


def name_pictures(article: Article) -> dict[Path, str]:
    """The name of the published file of each picture whose file is there, in the text's order."""
    paths = dict.fromkeys(find_pictures(article))
    there = (path for path in paths if path.is_file())
    return {path: f"picture-{number}.jpg" for number, path in enumerate(there, 1)}


def find_pictures(article: Article) -> Iterator[Path]:
    """All that the article names, perhaps more than once."""
    for block in article.blocks:
        if block.picture and (block.kind is BlockKind.IMAGE or _opens_chapter(article, block)):
            yield locate_picture(article, block)


def find_chapter_pictures(article: Article) -> Iterator[ChapterPicture]:
    """All that the article names."""
    opening = (block for block in article.blocks if _opens_chapter(article, block))
    for number, block in enumerate(opening):
        if block.picture:
            yield ChapterPicture(number, locate_picture(article, block))


def _opens_chapter(article: Article, block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= article.chapter_level


def describe_missing_pictures(article: Article) -> list[str]:
    """A line for each that is not there."""
    missing = sorted({path for path in find_pictures(article) if not path.is_file()})
    of_chapters = {one.path for one in find_chapter_pictures(article)}
    return [
        f"there is no picture {path}; its chapter has none"
        if path in of_chapters
        else f"there is no picture {path}; only its words are shown"
        for path in missing
    ]


def name_chapter_pictures(article: Article) -> dict[int, str]:
    """The name of each published file of a chapter, by the number of its heading."""
    names = name_pictures(article)
    found = find_chapter_pictures(article)
    return {one.heading: names[one.path] for one in found if one.path in names}


class PicturesWriter:
    """All of an edition; the file that is asked for is the first."""

    rank = 0
    media_type = "image/jpeg"

    def __init__(self, outline: Outline, output: Output) -> None:
        for number, (path, name) in enumerate(name_pictures(outline.article).items()):
            file = output.open(name if number else "")
            file.write(find_chapter_picture(path, output.store).data)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing: all were complete from the start."""
