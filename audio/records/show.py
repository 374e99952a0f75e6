"""What is known of a show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Show:
    """What the feed and the tags say of the show."""

    title: str = "ऑडियो संस्करण"
    description: str = ""
    author: str = ""
    email: str = ""
    link: str = ""
    """Public base URL of the site."""
    language: str = "hi"
    category: str = "News"
    image: str = ""
    """Path of the artwork (in ``show.toml``, relative to it); empty for a generated cover."""
    explicit: bool = False
    copyright: str = ""
    labels: str = "hi"
    """The language in which the pages' own buttons and headings are."""
    overlay: str = "word"
    """What an EPUB lights up while it is heard: ``word`` or ``sentence``."""
    timezone: str = "Asia/Kolkata"
    """IANA name; of dates that name no zone, and of all dates in the feed."""
    update_frequency: str = ""
    """One of ``settings.FREQUENCIES``; empty to promise nothing."""
    guid: str = ""
    """UUID of the feed when it has moved; empty for the one that its address gives."""
