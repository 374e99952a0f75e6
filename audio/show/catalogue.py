"""The catalogue of a show: for each published edition an entry, which feed, pages and search use.

Entries are kept in the build records, so that no article or ``edition.json`` is read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, tzinfo
from sys import intern
from typing import Any, NamedTuple

from audio.records import Edition, PublishedFile, Show
from audio.writers.chapter_links import list_chapter_links

LONGEST_LEAD = 120
"""Seconds: what podcast apps take as a sound bite (podcast namespace, ``soundbite``)."""


BULLETIN = "bulletin:"
"""What the guid of every bulletin begins with."""


class Passage(NamedTuple):
    """A stretch of text and the time at which it is spoken."""

    text: str
    """As written."""
    start: float
    """Seconds."""
    end: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What feed, pages and search tell of one published edition."""

    guid: str
    """The article's identity; outlives edits, a new title and a new folder."""
    slug: str
    """The folder's name under the site, ASCII: its page is ``SLUG/``."""
    title: str
    author: str
    """Of the article; empty when it names none."""
    published: datetime | None
    """Aware; ``None`` when nothing is known of a date."""
    description: str
    """The standfirst from the front matter; empty without one."""
    source: str
    """The publication or URL that the article names as its source."""
    language: str
    """BCP 47."""
    voice: str
    """``ENGINE[:NAME]``: the voice of most of it."""
    seconds: float
    """Length of the recording."""
    lead: Passage | None
    """How the text begins: whole sentences of its first paragraph; ``None`` when they are long."""
    chapters: tuple[Passage, ...]
    """In order and without gaps; the first starts at 0."""
    files: tuple[PublishedFile, ...]
    """All in its folder, ``edition.json`` apart."""
    links: tuple[str, ...] = ()
    """By chapter: the address that it leads to, whole or from its folder; empty for none."""
    season: int = 0
    """0 without one."""
    episode: int = 0
    """0 without one."""
    kind: str = "full"
    """One of ``settings.EPISODE_TYPES``."""
    explicit: bool | None = None
    """``None`` for what holds of the show."""
    is_blocked: bool = False
    """Whether directories shall not list it."""
    file: str = ""
    """The article's path in the content folder: ``series/02-rain.md``."""
    updated: datetime | None = None
    """Aware: when its article says that it was last corrected."""
    changed: datetime | None = None
    """Aware: when it was last published with another content than before; ``None`` for never."""
    moment: datetime | None = None
    """Aware: when it counts as published, in its place among the others (see ``moments``)."""
    is_dated: bool = True
    """Whether its article has a date of its own; else ``published`` is that of the first build."""

    @classmethod
    def from_edition(
        cls, edition: Edition, slug: str, files: Sequence[PublishedFile], zone: tzinfo
    ) -> CatalogueEntry:
        """The entry of ``edition``, published as ``slug``; ``zone`` is that of naive dates."""
        outline, article, rate = edition.outline, edition.outline.article, edition.recording.rate
        return cls(
            guid=article.guid,
            slug=slug,
            title=article.title,
            author=article.author,
            published=_set_zone(article.published, zone),
            description=article.description,
            source=article.source,
            language=article.language,
            voice=outline.voice,
            seconds=edition.recording.samples / rate,
            lead=_choose_lead(edition),
            chapters=tuple(
                Passage(title, start / rate, end / rate) for title, start, end in edition.chapters
            ),
            files=tuple(file for file in files if file.sha256),
            links=list_chapter_links(edition),
            season=article.season,
            episode=article.episode,
            kind=article.episode_type or "full",
            explicit=article.explicit,
            is_blocked=article.is_blocked,
            updated=_set_zone(article.updated, zone),
        )

    @property
    def is_bulletin(self) -> bool:
        """Whether the edition only tells of others."""
        return self.guid.startswith(BULLETIN)

    @property
    def cover(self) -> PublishedFile:
        """The edition's picture."""
        return next(file for file in self.files if file.media_type.startswith("image/"))

    def find_change(self, before: CatalogueEntry | None, now: datetime) -> datetime | None:
        """When its content last became another, being published ``now`` in the place of ``before``.

        An MP3 holds the text, too: none is the same after a correction.
        """
        if before is None:
            return None
        same = before.find_file("audio/mpeg") == self.find_file("audio/mpeg")
        return before.changed if same else now.replace(microsecond=0)

    def find_file(self, media_type: str) -> PublishedFile | None:
        """The first file of that type."""
        return next((file for file in self.files if file.is_whole(media_type)), None)


@dataclass(frozen=True, slots=True)
class FormerItem:
    """An item of the feed that the show had elsewhere, told again as it was."""

    guid: str
    moment: datetime
    """When it was published; aware."""
    item: bytes
    """The element, without its date."""
    changed: None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A show and its published editions: what all site files are made from."""

    show: Show
    cover: PublishedFile
    """The show's picture, in the site's folder."""
    entries: tuple[CatalogueEntry, ...]
    """Newest first."""
    former: tuple[FormerItem, ...] = ()
    """Of the feed that the show had elsewhere; newest first."""


_DATES = ("published", "updated", "changed", "moment")


def _set_zone(date: datetime | None, zone: tzinfo) -> datetime | None:
    """``date``, in ``zone`` if it is naive."""
    return date.replace(tzinfo=zone) if date and date.tzinfo is None else date


def _choose_lead(edition: Edition) -> Passage | None:
    """As many sentences as fit in ``LONGEST_LEAD``; ``None`` when the first alone is longer."""
    cues, rate = edition.lead, edition.recording.rate
    kept = [cue for cue in cues if cue.end - cues[0].start <= LONGEST_LEAD * rate]
    if not kept:
        return None
    text = " ".join(cue.script.sentence.text for cue in kept)
    return Passage(text, kept[0].start / rate, kept[-1].end / rate)


def to_data(entry: CatalogueEntry) -> dict[str, Any]:
    """``entry`` as JSON can hold it; ``from_data`` gives the entry back."""
    data = {f.name: getattr(entry, f.name) for f in fields(entry)}
    dates = {name: data[name] for name in _DATES}
    return data | {name: date and date.isoformat() for name, date in dates.items()}


def from_data(data: Mapping[str, Any]) -> CatalogueEntry:
    """The entry that ``to_data`` gave. Raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    dates = {name: data.get(name) for name in _DATES}
    made = {
        **{name: date and datetime.fromisoformat(date) for name, date in dates.items()},
        "lead": data["lead"] and Passage(*data["lead"]),
        "chapters": tuple(Passage(*chapter) for chapter in data["chapters"]),
        "files": tuple(
            PublishedFile(name, intern(media_type), *further)
            for name, media_type, *further in data["files"]
        ),
        "links": tuple(data["links"]),
    }
    return CatalogueEntry(**(dict(data) | made))
