"""Shows whose editions were never spoken: entries, and the files that the show's page leads to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audio.artwork.cover_store import Artwork
from audio.artwork.covers import generate_cover
from audio.records import BlockKind, Show
from audio.show import index_page, listening, search_index
from audio.show.catalogue import CatalogueEntry
from audio.show.order import arrange_entries
from tests.writers import staged

SHOW = Show(
    title="समाचार सुनिए",
    description="हिंदी के चुने हुए लेख।",
    author="समाचार डेस्क",
    link="https://example.org/show/",
    copyright="© 2024 समाचार सुनिए",
)


def described(
    site: Path, entries: Sequence[CatalogueEntry], texts: Sequence[Sequence[str]]
) -> None:
    """Write each edition's sentences: its title is p1, its texts are p2, p3 …"""
    for one, sentences in zip(entries, texts, strict=True):
        blocks = [(BlockKind.TITLE, 0, [one.title])]
        blocks += [(BlockKind.PARAGRAPH, 0, [text]) for text in sentences]
        known = {"description": one.description, "author": one.author}
        known |= {"guid": one.guid, "slug": one.slug}
        outline = staged.outlined(blocks, SHOW, **known)
        folder = site / one.slug
        folder.mkdir(parents=True, exist_ok=True)
        beside = [*one.files]
        for name in ("sentences.txt", "index.html", "chapters.json"):
            staged.written(folder / name, outline, beside)


def published(site: Path, entries: Sequence[CatalogueEntry], show: Show = SHOW) -> Path:
    """The show's pages and its index, in ``site``."""
    newest = arrange_entries(entries, show)
    picture = generate_cover(show.title)
    for name, data in (
        *search_index.make_files(site, newest[::-1]),
        *((part.name, part.make()) for part in index_page.list_parts(show, newest)),
        *((part.name, part.make()) for part in listening.list_icons(Artwork(picture, picture))),
        *listening.make_files(show, newest),
    ):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return site
