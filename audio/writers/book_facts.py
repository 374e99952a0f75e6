"""What every kind of book tells of itself: which it is, and when it was changed."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from audio.records import Outline

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids, in which an article's own guid or title is a name."""
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""A book must say when it was changed; an article without a date says nothing that could tell."""


def make_identifier(outline: Outline) -> str:
    """``urn:uuid:…``, the same for the article in all its books."""
    article = outline.article
    name = article.guid or f"{outline.show.title}/{article.title}"
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def format_modified(outline: Outline) -> str:
    """When the article was published: ``2024-06-20T13:00:00Z``."""
    modified = outline.article.published or _UNDATED
    if modified.tzinfo is None:
        modified = modified.replace(tzinfo=ZoneInfo(outline.show.timezone))
    return modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
