"""Shows whose editions were never spoken: entries, and the files that the show's page leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from audio.entries import Entry, Passage, newest_first
from audio.records import BlockKind
from audio.settings import Show
from audio.writers import PublishedFile, index_page, search_index
from tests.writers import staged

INDIA = timezone(timedelta(hours=5, minutes=30))
FIRST = datetime(2023, 9, 14, 18, 30, tzinfo=INDIA)
SHOW = Show(
    title="समाचार सुनिए",
    description="हिंदी के चुने हुए लेख।",
    author="समाचार डेस्क",
    link="https://example.org/show/",
    copyright="© 2024 समाचार सुनिए",
)


def entry(number: int, **known) -> Entry:
    """The edition of that number; each is a day newer than the one before."""
    slug = f"edition-{number}"
    return replace(
        Entry(
            guid=f"g{number}",
            slug=slug,
            title=f"ख़बर {number}",
            author="",
            published=FIRST + timedelta(days=number),
            description="",
            source="",
            language="hi",
            voice="espeak",
            seconds=83.9,
            lead=Passage("पहला वाक्य यह है।", 1.0, 3.0),
            chapters=(),
            files=(PublishedFile(f"{slug}.mp3", "audio/mpeg", 2_900_000, "0" * 64),),
        ),
        **known,
    )


def described(site: Path, entries: Sequence[Entry], texts: Sequence[Sequence[str]]) -> None:
    """Write each edition's sentences: its title is p1, its texts are p2, p3 …"""
    for one, sentences in zip(entries, texts, strict=True):
        blocks = [(BlockKind.TITLE, 0, [one.title])]
        blocks += [(BlockKind.PARAGRAPH, 0, [text]) for text in sentences]
        known = {"description": one.description, "author": one.author, "guid": one.guid}
        outline = staged.outlined(blocks, SHOW, **known)
        folder = site / one.slug
        folder.mkdir(parents=True, exist_ok=True)
        beside = [*one.files]
        for name in ("sentences.txt", "index.html"):
            staged.written(folder / name, outline, beside)


def published(
    site: Path, entries: Sequence[Entry], show: Show = SHOW, cover: str = "cover.jpg"
) -> Path:
    """The show's pages and its index, in ``site``."""
    newest = newest_first(entries)
    for name, data in (
        *search_index.files(site, newest[::-1]),
        *index_page.files(show, newest, cover),
    ):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return site
