"""What books in an archive share: entries that are the same whenever they are made, an identity."""

from __future__ import annotations

import uuid
from zipfile import ZIP_DEFLATED, ZipInfo

from audio.records import Outline

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids, in which an article's own guid or title is a name."""


def make_entry(name: str, method: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry that is the same whenever and wherever it is made."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def identify_book(outline: Outline) -> uuid.UUID:
    """The same for every edition of an article, in any format."""
    article = outline.article
    return uuid.uuid5(_NAMESPACE, article.guid or f"{outline.show.title}/{article.title}")
