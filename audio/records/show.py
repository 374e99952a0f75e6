"""What is known of a show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Funding(NamedTuple):
    """Where listeners can support a show."""

    url: str
    text: str = ""
    """What the link says; empty for a text in the labels' language."""


class Person(NamedTuple):
    """Somebody who works on a show."""

    name: str
    role: str = "host"
    """One of ``settings.roles``."""
    url: str = ""
    """A page about the person."""
    image: str = ""
    """Address of a picture."""


class Recommendation(NamedTuple):
    """Another show that this one recommends."""

    guid: str
    """UUID of its feed."""
    url: str = ""
    """Address of its feed."""
    title: str = ""


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
    category: str | Sequence[str] = "News"
    """A category or subcategory of Apple Podcasts, or several, the first the most important."""
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
    type: str = "episodic"
    """``serial`` when editions are to be heard in their order, the first one first."""
    medium: str = "podcast"
    """What the feed is, as the podcast namespace calls it: ``audiobook``."""
    locked: bool = True
    """Whether other hosts are told not to take the feed over."""
    block: bool = False
    """Whether directories are asked not to list the show."""
    complete: bool = False
    """Whether no further edition will come."""
    moved_to: str = ""
    """Public base URL of the site to which this one has moved; its pages lead there."""
    new_feed_url: str = ""
    """Where the feed is now, when it has moved away from ``link``."""
    former_feed: str = ""
    """Path of the feed that the show had at another host, whose items stay in its feed."""
    funding: Sequence[Funding] = ()
    person: Sequence[Person] = ()
    podroll: Sequence[Recommendation] = ()
    subscribe: Sequence[tuple[str, str]] = ()
    """A directory's name, one of ``settings.DIRECTORIES``, and the show's address there."""

    def __post_init__(self) -> None:
        """Take records as the lists that JSON holds, too."""
        for name, record in _RECORDS.items():
            object.__setattr__(self, name, tuple(record(*each) for each in getattr(self, name)))
        object.__setattr__(self, "subscribe", tuple((key, at) for key, at in self.subscribe))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories, each once."""
        named = (self.category,) if isinstance(self.category, str) else self.category
        return tuple(dict.fromkeys(named))

    @property
    def base(self) -> str:
        """Public address of where the site is now, ending in a slash; empty without one."""
        base = self.moved_to or self.link
        return f"{base.rstrip('/')}/" if base else ""

    @property
    def is_serial(self) -> bool:
        """Whether its editions are to be heard in their order."""
        return self.type == "serial"


_RECORDS = {"funding": Funding, "person": Person, "podroll": Recommendation}
