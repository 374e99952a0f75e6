"""What all of a feed's documents and items share."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from audio.records import PublishedFile, Show
from audio.show.catalogue import CatalogueEntry, FormerItem


class FeedContext(NamedTuple):
    """What all items of a feed share."""

    show: Show
    base: str
    """Address of the site, with the slash at its end."""
    site: Path | None = None
    """The site's folder, from which texts are read; ``None`` for a feed without them."""

    def make_address(self, entry: CatalogueEntry, name: str = "") -> str:
        """Address of the edition's file ``name``, or of its page."""
        return f"{self.base}{quote(entry.slug)}/{quote(name)}"

    def make_picture_address(self, folder: str, cover: PublishedFile) -> str:
        """Address of a picture; it changes with the picture (Apple, itunes:image)."""
        return f"{self.base}{folder}{quote(cover.name)}?v={cover.sha256[:8]}"

    def format_date(self, moment: datetime) -> str:
        """``moment`` in the show's time zone: ``Thu, 20 Jun 2024 18:30:00 +0530`` (RFC 2822)."""
        return format_datetime(moment.astimezone(ZoneInfo(self.show.timezone)))


def get_moment(entry: CatalogueEntry | FormerItem) -> datetime:
    """When the edition counts as published: ``arrange_entries`` gave it a moment."""
    assert entry.moment is not None
    return entry.moment
