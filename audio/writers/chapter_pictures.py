"""Chapter pictures: the first picture under a heading, which apps show while its chapter is heard.

They are JPEGs of their own beside the cover, ``picture-1.jpg`` and so on, which ``chapters.json``
names: inside the MP3 they would be part of every download.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from audio.artwork.cover_store import find_chapter_picture
from audio.records import Article, BlockKind, Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output


class ChapterPicture(NamedTuple):
    """The picture of one chapter."""

    heading: int
    """Which of the headings that open chapters it stands under, from 0."""
    path: Path
    """The file that the article names, there or not."""


def list_chapter_pictures(article: Article) -> tuple[ChapterPicture, ...]:
    """Those whose files are there, in order; the first is published as ``picture-1.jpg``."""
    return tuple(one for one in find_chapter_pictures(article) if one.path.is_file())


def find_chapter_pictures(article: Article) -> Iterator[ChapterPicture]:
    """All that the article names."""
    opening = (
        block
        for block in article.blocks
        if block.kind is BlockKind.HEADING and block.level <= article.chapter_level
    )
    for number, block in enumerate(opening):
        if block.picture:
            yield ChapterPicture(number, Path(article.origin).parent / unquote(block.picture))


def describe_missing_pictures(article: Article) -> list[str]:
    """A line for each of a chapter that is not there."""
    missing = sorted({one.path for one in find_chapter_pictures(article) if not one.path.is_file()})
    return [f"there is no picture {path}; its chapter has none" for path in missing]


def name_chapter_pictures(article: Article) -> dict[int, str]:
    """The name of each published file, by the number of its heading."""
    found = list_chapter_pictures(article)
    return {one.heading: f"picture-{number}.jpg" for number, one in enumerate(found, 1)}


class ChapterPicturesWriter:
    """All of an edition; the file that is asked for is the first."""

    rank = 0
    media_type = "image/jpeg"

    def __init__(self, outline: Outline, output: Output) -> None:
        names = name_chapter_pictures(outline.article)
        for number, one in enumerate(list_chapter_pictures(outline.article)):
            file = output.open(names[one.heading] if number else "")
            file.write(find_chapter_picture(one.path, output.store).data)

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """Nothing: a picture has no time."""

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Nothing: all were complete from the start."""
