"""Cards: what a list of editions shows of each."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

import regex

from audio.records import Show
from audio.show.catalogue import Entry
from audio.writers import site
from audio.writers.site.text import strip_turns

LONGEST = 280
"""Characters of an edition's own text that stand for a standfirst it has not."""


class Card(NamedTuple):
    """One edition in a list."""

    page: str
    """Address of its page, from the show's."""
    guid: str
    title: str
    language: str
    author: str
    """Of the edition; empty when it is the show's."""
    date: str
    """ISO 8601; empty without one."""
    day: str
    """The date in words."""
    clock: str
    """``1:23``."""
    duration: str
    """The same in ISO 8601: ``PT1M23S``."""
    standfirst: str
    sound: str
    """Address of what plays; empty without it."""
    bulk: str
    """How large that is."""

    @classmethod
    def of(cls, entry: Entry, show: Show) -> Card:
        """The card of ``entry``, in the language of the show's labels."""
        date = entry.published and entry.published.date()
        sound = entry.file("audio/mpeg")
        seconds = int(entry.seconds)
        return cls(
            page=f"{entry.slug}/index.html",
            guid=strip_turns(entry.guid),
            title=entry.title,
            language=entry.language,
            author="" if entry.author == show.author else entry.author,
            date=date.isoformat() if date else "",
            day=site.format_day(date, show.labels) if date else "",
            clock=site.format_clock(seconds),
            duration=f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S",
            standfirst=standfirst(entry),
            sound=f"{entry.slug}/{quote(sound.name)}" if sound else "",
            bulk=site.format_size(sound.size, show.labels) if sound else "",
        )


def standfirst(entry: Entry) -> str:
    """The article's own, or how its text begins."""
    if entry.description or not entry.lead:
        return entry.description
    text = " ".join(entry.lead.text.split())
    return text if len(text) <= LONGEST else f"{_shortened(text)}…"


def _shortened(text: str) -> str:
    """What fits of its words; of a single endless one, of its graphemes."""
    head = text[:LONGEST]
    words, _, rest = head.rpartition(" ")
    return words if words else "".join(regex.findall(r"\X", head)[:-1]) or rest
