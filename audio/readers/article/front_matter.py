"""What an article says of itself, whatever its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an article says of itself; the fields are those of ``Article``."""

    title: str = ""
    author: str = ""
    date: datetime | None = None
    """Aware, or naive when it was written without a zone."""
    updated: datetime | None = None
    description: str = ""
    source: str = ""
    language: str = "hi"
    voice: str = ""
    lexicon: tuple[str, ...] = ()
    image: str = ""
    guid: str = ""
    slug: str = ""
    """The name of its folder in a site, as ``monsoon-2025``; empty for one made from the title."""
    is_draft: bool = False
    tags: tuple[str, ...] = ()
    season: int = 0
    episode: int = 0
    episode_type: str = ""
    explicit: bool | None = None
    is_blocked: bool = False
    """Whether directories shall not list it."""
    notes: tuple[str, ...] = ()
    """What in it was not understood, one clear line each."""
