"""The pages of a feed (RFC 5005): a subscription document, and archives that stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from audio.show.catalogue import Entry, newest_first

FEED = "feed.xml"
PAGE = 100
"""Entries of an archive; the subscription document has as many, and less than twice that."""
_NAME = regex.compile(r"feed(?:_([1-9][0-9]*+))?\.xml")


class Page(NamedTuple):
    """One document of the feed."""

    number: int
    """Archives count from 1, the oldest; 0 is the subscription document."""
    entries: tuple[Entry, ...]
    """Newest first."""
    archives: int
    """How many there are."""

    @property
    def name(self) -> str:
        """File name."""
        return file_name(self.number)

    @property
    def older(self) -> int:
        """The number of the next older document, all of it older than this; 0 for none."""
        return self.number - 1 if self.number else self.archives


def file_name(number: int) -> str:
    """Of the document with that number."""
    return f"feed_{number}.xml" if number else FEED


def number_of(name: str) -> int | None:
    """The number of the document of that name; ``None`` for what is none of the feed."""
    found = _NAME.fullmatch(name)
    return int(found[1] or 0) if found else None


def pages(entries: Sequence[Entry]) -> Iterator[Page]:
    """All documents: the subscription document, then the archives, newest first.

    Archives are filled from the oldest entry on, so what is newer than all changes none of them.
    """
    ordered = newest_first(entries)
    archives = max(0, len(ordered) // PAGE - 1)
    newest = len(ordered) - archives * PAGE
    yield Page(0, tuple(ordered[:newest]), archives)
    for number in range(archives, 0, -1):
        at = newest + (archives - number) * PAGE
        yield Page(number, tuple(ordered[at : at + PAGE]), archives)
