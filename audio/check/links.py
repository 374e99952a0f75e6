"""Links: every address and fragment that pages, feed and chapters name leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from audio.check.fault import Fault, shown
from audio.check.markup import Page, read
from audio.check.site import Link, Site


class Leads(NamedTuple):
    """What the links of one file led to."""

    faults: tuple[Fault, ...]
    reached: frozenset[str]
    """Files of the site."""
    elsewhere: tuple[tuple[str, Link], ...]
    """Page and fragment ones that must be looked up in another page: path, link."""


def follow(site: Site, source: str, addresses: list[str], page: Page | None) -> Leads:
    """Where ``addresses`` lead from ``source``; ``page`` is what stands there, if it is one."""
    faults: list[Fault] = []
    reached: set[str] = set()
    elsewhere: list[tuple[str, Link]] = []
    for address in addresses:
        if site.leads_elsewhere(address):
            continue
        link = Link(source, address)
        try:
            target = site.target(link)
        except ValueError:
            faults.append(Fault(source, f"{shown(address)} is no address"))
            continue
        if target is None:
            continue
        if not target.path or target.path not in site.files:
            faults.append(Fault(source, f"the link to {shown(address)} leads nowhere"))
            continue
        reached.add(target.path)
        if not target.fragment or target.fragment.startswith("t="):
            continue
        if target.path != source or page is None:
            elsewhere.append((target.path, link))
        elif target.fragment not in page.ids:
            faults.append(Fault(source, f"the link to {shown(address)} leads to no element"))
    return Leads(tuple(faults), frozenset(reached), tuple(elsewhere))


def fragments(site: Site, leads: list[Leads]) -> Iterator[Fault]:
    """Links to places in other pages that are not there. Raises ``OSError``."""
    ids = _ids_in(site)
    for path, link in sorted(place for each in leads for place in each.elsewhere):
        target = site.target(link)
        if target and path.endswith(".html") and target.fragment not in ids(path):
            yield Fault(link.source, f"the link to {shown(link.address)} leads to no element")


def _ids_in(site: Site) -> Callable[[str], frozenset[str]]:
    @lru_cache(maxsize=64)
    def ids(path: str) -> frozenset[str]:
        return frozenset(read(site.path(path)).ids)

    return ids
