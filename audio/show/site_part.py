"""Parts of a site that are made of few editions or none: a page, a document of the feed, an icon.

A part whose editions and further facts are what they were is not made again: in a show of ten
thousand editions one that is new changes three of three hundred parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from audio.show.catalogue import CatalogueEntry, to_data


class SitePart(NamedTuple):
    """A file of the site, not yet made."""

    name: str
    """File name."""
    guids: tuple[str, ...]
    """Of the editions it is made of, in order."""
    facts: tuple[object, ...]
    """All else that shapes it besides the show, its picture and the program; plain values."""
    make: Callable[[], bytes]
    """Makes its content."""

    def digest(self, common: str, digests: Mapping[str, str]) -> str:
        """A digest of all that the part is made of.

        ``common`` stands for what shapes all parts, ``digests`` by guid for the editions.
        """
        own = (common, self.name, self.facts, [digests.get(guid, guid) for guid in self.guids])
        return digest_value(own)


def digest_value(value: object) -> str:
    """A digest of a plain value."""
    return hashlib.sha256(repr(value).encode("utf-8", "backslashreplace")).hexdigest()


def digest_entries(entries: Iterable[CatalogueEntry]) -> dict[str, str]:
    """A digest of all that the catalogue tells of each edition, by guid."""
    # One by one: the text of all would be as large as the records themselves.
    return {entry.guid: digest_value(to_data(entry)) for entry in entries}
