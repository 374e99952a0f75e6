"""The show's own pages, read and checked one by one: the editions that they list, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from audio import regex
from audio.check.disclosure_words import names_machine
from audio.check.fault import Fault
from audio.check.links import LinkFindings, follow_links
from audio.check.markup import read_page
from audio.check.pages import check_addresses, check_page
from audio.check.site import BuiltSite

_FURTHER = regex.compile(r"page-([1-9][0-9]{0,8})\.html")


@dataclass(slots=True)
class ShowPages:
    """What the pages of a show tell, and what is wrong with each by itself."""

    listed: dict[str, list[str]] = field(default_factory=dict)
    """By page: the guids of its editions, in order."""
    cards: dict[str, str] = field(default_factory=dict)
    """By guid, the heading under which the pages list an edition."""
    is_serial: bool = False
    """Whether the pages list editions in the order of hearing."""
    is_broken: bool = False
    """Whether one of them cannot be read, so that it is not known what they list."""
    links: list[LinkFindings] = field(default_factory=list)

    def add(self, site: BuiltSite, name: str) -> list[Fault]:
        """Read the page ``name``; what is wrong with it. Raises ``OSError``."""
        page = read_page(site.locate(name))
        faults = list(check_page(name, page))
        if page.guids and not names_machine(page.disclosure):
            faults.append(Fault(name, "does not say that the voices are synthetic"))
        if site.base:
            faults += check_addresses(name, page, site.base)
        self.links.append(follow_links(site, name, list(page.links), page))
        self.listed[name] = page.guids
        self.is_serial = self.is_serial or page.order == "serial"
        self.cards |= page.cards
        return [*faults, *self.links[-1].faults]

    @property
    def guids(self) -> list[str]:
        """Guids of the editions on all pages, in order."""
        # A serial goes on from page to page, other shows go back in time.
        front, *further = sorted(self.listed, key=_sort_key) or [""]
        names = [front, *(further[::-1] if self.is_serial else further)]
        return [guid for name in names for guid in self.listed.get(name, ())]

    @property
    def linked(self) -> frozenset[str]:
        """Files that the pages lead to."""
        return frozenset().union(*(each.reached for each in self.links))


def _sort_key(name: str) -> tuple[int, str]:
    """Sorts the show's pages: the newest first, then the others from the highest number down."""
    found = _FURTHER.fullmatch(name)
    return (-int(found[1]) if found else -(1 << 40), name)
