"""The pages of a feed (RFC 5005): a subscription document, and archives that stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audio import regex
from audio.show.catalogue import CatalogueEntry, FormerItem

FEED = "feed.xml"
PAGE = 100
"""Entries of an archive; the subscription document has as many, and less than twice that."""
_NAME = regex.compile(r"feed(?:_([1-9][0-9]*+))?\.xml")


class FeedPage(NamedTuple):
    """One document of the feed."""

    number: int
    """1 is the oldest archive; 0 is the subscription document, ``feed.xml``."""
    entries: tuple[CatalogueEntry | FormerItem, ...]
    """Newest first."""
    archives: int
    """How many archives there are."""

    @property
    def name(self) -> str:
        """File name."""
        return make_file_name(self.number)

    @property
    def older(self) -> int:
        """The number of the document with the editions just before this one's; 0 for none."""
        return self.number - 1 if self.number else self.archives


def make_file_name(number: int) -> str:
    """File name of the document with that number: ``feed.xml``, ``feed_1.xml``."""
    return f"feed_{number}.xml" if number else FEED


def parse_number(name: str) -> int | None:
    """The number of the document called ``name``, 1 of ``feed_1.xml``; ``None`` for other files."""
    found = _NAME.fullmatch(name)
    return int(found[1] or 0) if found else None


def divide_entries(entries: Sequence[CatalogueEntry | FormerItem]) -> Iterator[FeedPage]:
    """Yield all documents: the subscription document, then the archives, newest first.

    ``entries`` are newest first, too.
    Archives are filled from the oldest entry on, so what is newer than all changes none of them.
    """
    archives = max(0, len(entries) // PAGE - 1)
    newest = len(entries) - archives * PAGE
    yield FeedPage(0, tuple(entries[:newest]), archives)
    for number in range(archives, 0, -1):
        at = newest + (archives - number) * PAGE
        yield FeedPage(number, tuple(entries[at : at + PAGE]), archives)
