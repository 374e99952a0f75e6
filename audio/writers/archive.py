"""What books in an archive share: entries that are the same whenever they are made, an identity."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from audio.records import Outline

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids, in which an article's own guid or title is a name."""

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""A book must say when it was changed; an article without a date says nothing that could tell."""


class BookArchive(ZipFile):
    """A zip archive that is written from its start to its end, or thrown away with its file.

    ``ZipFile`` would finish what was left half-written when it is collected, by when its file is
    closed, and print what it then meets.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, "w")

    def __del__(self) -> None:
        """Nothing is finished here."""

    def put(self, name: str, data: bytes, method: int = ZIP_DEFLATED) -> None:
        """Write an entry that is the same whenever and wherever it is written."""
        self.writestr(_make_entry(name, method), data)

    def open_sound(self, name: str, size: int) -> BinaryIO:
        """Open an entry for about ``size`` bytes of sound, which are stored as they come.

        Above 2 GB, three days of sound, its header needs more room.
        """
        return cast("BinaryIO", self.open(_make_entry(name, ZIP_STORED, size), "w"))


def _make_entry(name: str, method: int, size: int = 0) -> ZipInfo:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.file_size = size
    return entry


def identify_book(outline: Outline) -> uuid.UUID:
    """A UUID that is the same for every edition of an article, in any format."""
    article = outline.article
    return uuid.uuid5(_NAMESPACE, article.guid or f"{outline.show.title}/{article.title}")


def format_modified(outline: Outline) -> str:
    """When the article was last corrected or published, as books tell it: ``2024-06-20T13:00:00Z``.

    Only what the article says of itself counts: the same article makes the same book at any time.
    """
    zone, article = ZoneInfo(outline.show.timezone), outline.article
    told = [when for when in (article.published, article.updated) if when]
    aware = [when if when.tzinfo else when.replace(tzinfo=zone) for when in told]
    return max(aware, default=_UNDATED).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
