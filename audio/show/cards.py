"""Cards: what the show's pages list of each edition."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from audio import regex
from audio.records import Show
from audio.show.catalogue import CatalogueEntry
from audio.writers import site
from audio.writers.site.text import strip_turns

LONGEST = 280
"""Characters of an edition's text that are shown where it has no standfirst."""


class Card(NamedTuple):
    """One edition in a list."""

    page: str
    """Address of its page, relative to the show's: ``SLUG/index.html``."""
    address: str
    """The same as it is shared: the public one, if the show has one."""
    guid: str
    title: str
    language: str
    author: str
    """Author of the edition; empty when it is the show's."""
    date: str
    """ISO 8601, ``2024-06-20``; empty without one."""
    day: str
    """The date in words."""
    clock: str
    """Its length: ``1:23``."""
    duration: str
    """Its length in ISO 8601: ``PT1M23S``."""
    standfirst: str
    sound: str
    """Address of its MP3, relative to the show's page; empty without one."""
    size: str
    """Size of the MP3 in words: ``2.9 MB``."""
    cover: str
    """Address of its picture, relative to the show's page; empty without one."""

    @classmethod
    def from_entry(cls, entry: CatalogueEntry, show: Show) -> Card:
        """The card of ``entry``, in the language of the show's labels."""
        date = entry.published and entry.published.date()
        sound = entry.find_file("audio/mpeg")
        cover = next((file for file in entry.files if file.media_type.startswith("image/")), None)
        seconds = int(entry.seconds)
        return cls(
            page=f"{entry.slug}/index.html",
            address=f"{show.base}{entry.slug}/" if show.base else f"{entry.slug}/index.html",
            guid=strip_turns(entry.guid),
            title=entry.title,
            language=entry.language,
            author="" if entry.author == show.author else entry.author,
            date=date.isoformat() if date else "",
            day=site.format_day(date, show.labels) if date else "",
            clock=site.format_clock(seconds),
            duration=f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S",
            standfirst=get_standfirst(entry),
            sound=f"{entry.slug}/{quote(sound.name)}" if sound else "",
            size=site.format_size(sound.size, show.labels) if sound else "",
            cover=f"{entry.slug}/{quote(cover.name)}" if cover else "",
        )


def get_standfirst(entry: CatalogueEntry) -> str:
    """The article's own standfirst, or how its text begins."""
    if entry.description or not entry.lead:
        return entry.description
    text = " ".join(entry.lead.text.split())
    return text if len(text) <= LONGEST else f"{_shorten(text)}…"


def _shorten(text: str) -> str:
    """The whole words of ``text`` that fit; of a single endless word, the graphemes that fit."""
    head = text[:LONGEST]
    words, _, rest = head.rpartition(" ")
    return words if words else "".join(regex.findall(r"\X", head)[:-1]) or rest
