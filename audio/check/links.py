"""The check of links: every address in pages, feed and chapters leads to a file and element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from audio.check.fault import Fault, quote
from audio.check.markup import HtmlPage, read_page
from audio.check.site import BuiltSite, Link


class LinkFindings(NamedTuple):
    """What the check of one file's links found."""

    faults: tuple[Fault, ...]
    reached: frozenset[str]
    """Files of the site that the links lead to."""
    elsewhere: tuple[tuple[str, Link], ...]
    """Links to an element of another page, still to be checked: the page's path, the link."""


def follow_links(
    site: BuiltSite, source: str, addresses: list[str], page: HtmlPage | None
) -> LinkFindings:
    """Check ``addresses`` that stand in the file ``source``; ``page`` is its content, if HTML."""
    faults: list[Fault] = []
    reached: set[str] = set()
    elsewhere: list[tuple[str, Link]] = []
    for address in addresses:
        if site.has_other_scheme(address):
            continue
        link = Link(source, address)
        try:
            target = site.resolve(link)
        except ValueError:
            faults.append(Fault(source, f"{quote(address)} is no address"))
            continue
        if target is None:
            continue
        if not target.path or target.path not in site.files:
            faults.append(Fault(source, f"the link to {quote(address)} leads nowhere"))
            continue
        reached.add(target.path)
        if not target.fragment or target.fragment.startswith("t="):
            continue
        if target.path != source or page is None:
            elsewhere.append((target.path, link))
        elif target.fragment not in page.ids:
            faults.append(Fault(source, f"the link to {quote(address)} leads to no element"))
    return LinkFindings(tuple(faults), frozenset(reached), tuple(elsewhere))


def check_fragments(site: BuiltSite, findings: list[LinkFindings]) -> Iterator[Fault]:
    """Yield links to elements of other pages that are not there. Raises ``OSError``."""
    read_ids = _make_id_reader(site)
    for path, link in sorted(place for each in findings for place in each.elsewhere):
        target = site.resolve(link)
        if target and path.endswith(".html") and target.fragment not in read_ids(path):
            yield Fault(link.source, f"the link to {quote(link.address)} leads to no element")


def _make_id_reader(site: BuiltSite) -> Callable[[str], frozenset[str]]:
    @lru_cache(maxsize=64)
    def read_ids(path: str) -> frozenset[str]:
        return frozenset(read_page(site.locate(path)).ids)

    return read_ids
