"""Catalogue entries of editions that were never spoken."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from audio.records import PublishedFile
from audio.show.catalogue import CatalogueEntry, Passage

INDIA = timezone(timedelta(hours=5, minutes=30))
FIRST = datetime(2023, 9, 14, 18, 30, tzinfo=INDIA)


def make_entry(number: int, **known) -> CatalogueEntry:
    """The edition of that number; each is a day newer than the one before."""
    slug = known.pop("slug", f"edition-{number}")
    return replace(
        CatalogueEntry(
            guid=f"article-{number}",
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
