"""What holds the editions of a site together: the show's pages, feed, search, links, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import regex

from audio.check.artwork import SUFFIXES, check_picture
from audio.check.edition import PAGE, Examined, Guard
from audio.check.fault import Fault, Rule, differs, judged
from audio.check.feed import check_feed
from audio.check.links import Leads, follow, fragments
from audio.check.markup import read
from audio.check.pages import check_page
from audio.check.search import check_search
from audio.check.site import EDITION, Site
from audio.check.strays import check_strays
from audio.show.index_page import THUMBNAIL
from audio.show.site_files import WITHDRAWN
from audio.writers.site.text import replace_unwritable

_COVERS = ("cover.jpg", "cover.png")
_FURTHER = regex.compile(r"page-([1-9][0-9]{0,8})\.html")


class Show(NamedTuple):
    """A site whose editions and own pages were looked at."""

    site: Site
    editions: Sequence[Examined]
    linked: frozenset[str]
    """What the show's own pages lead to."""
    guids: Sequence[str]
    """Of the editions on the show's pages, in order."""
    cards: Mapping[str, str]
    """By guid, the heading under which the show's pages list an edition."""


def check_whole(site: Site, editions: Sequence[Examined]) -> list[Fault]:
    """All that is wrong with what is no single edition's."""
    faults: list[Fault] = []
    leads: list[Leads] = []
    told = [e for e in editions if f"{e.folder}/{WITHDRAWN}" not in site.files]
    described = {edition.folder: edition.data for edition in told if edition.data}
    guids: list[str] = []
    cards: dict[str, str] = {}
    for name in sorted((name for name in site.files if "/" not in name), key=_place):
        with Guard(name, faults):
            if name.endswith(".html"):
                page = read(site.path(name))
                faults.extend(check_page(name, page))
                leads.append(follow(site, name, list(page.links), page))
                faults.extend(leads[-1].faults)
                guids += page.guids
                cards |= page.cards
            elif PurePosixPath(name).suffix.lower() in SUFFIXES and name != THUMBNAIL:
                faults.extend(check_picture(site.path(name), name))
    linked = frozenset().union(*(lead.reached for lead in leads))
    faults.extend(judged(Show(site, told, linked, guids, cards), RULES))
    with Guard("feed.xml", faults):
        feed = check_feed(site, described)
        faults += feed.faults
        for name, addresses in feed.links.items():
            leads.append(follow(site, name, list(addresses), None))
            faults += leads[-1].faults
    with Guard("search.json", faults):
        faults.extend(check_search(site, described))
    leads += [lead for edition in editions for lead in edition.leads]
    with Guard(PAGE, faults):
        faults.extend(fragments(site, leads))
    reached = {f"{e.folder}/{file.path}" for e in editions if e.data for file in e.data.files}
    with Guard(".", faults):
        reached.update(*(lead.reached for lead in leads))
        faults.extend(check_strays(site, frozenset(reached)))
    return faults


def _place(name: str) -> tuple[int, str]:
    """The show's pages in order: the newest, then the others from the highest number down."""
    found = _FURTHER.fullmatch(name)
    return (-int(found[1]) if found else -(1 << 40), name)


def _page(it: Show) -> Iterator[Fault]:
    if PAGE not in it.site.files:
        yield Fault(PAGE, "is missing: the show has no page")
        return
    for edition in it.editions:
        if f"{edition.folder}/{PAGE}" not in it.linked:
            yield Fault(PAGE, f"leads to no page of {edition.folder}/, nor do its further pages")
    shown = Counter(it.guids)
    for edition in it.editions:
        if edition.data and shown[edition.data.guid] != 1:
            times = shown[edition.data.guid]
            yield Fault(PAGE, f"lists {edition.folder}/ {times} times, with its further pages")


def _titles(it: Show) -> Iterator[Fault]:
    for edition in it.editions:
        if not edition.data:
            continue
        title, found = replace_unwritable(edition.data.title), it.cards.get(edition.data.guid)
        if found is not None and found.split() != title.split():
            what = f"lists {edition.folder}/ under another title"
            yield Fault(PAGE, differs(what, title, found))


def _newest_first(it: Show) -> Iterator[Fault]:
    dates = {e.data.guid: (e.data.published or "")[:10] for e in it.editions if e.data}
    reached = "9999"
    for guid in it.guids:
        date = dates.get(guid, reached)
        if date > reached:
            yield Fault(PAGE, f"lists {guid} of {date} after one of {reached or 'no date'}")
        reached = min(reached, date)


def _cover(it: Show) -> Iterator[Fault]:
    if not any(name in it.site.files for name in _COVERS):
        yield Fault(_COVERS[0], "is missing: the show has no artwork")


def _identities(it: Show) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for edition in it.editions:
        if not edition.data:
            continue
        other = first.setdefault(edition.data.guid, edition.folder)
        if other != edition.folder:
            what = f"has the guid of {other}/{EDITION} too: {edition.data.guid}"
            yield Fault(f"{edition.folder}/{EDITION}", what)


def _albums(it: Show) -> Iterator[Fault]:
    albums = Counter(edition.album for edition in it.editions if edition.album)
    if len(albums) < 2:
        return
    common, _ = albums.most_common(1)[0]
    for edition in it.editions:
        if edition.album not in ("", common):
            what = "the album in its tags is not that of the other editions"
            where = f"{edition.folder}/{edition.folder}.mp3"
            yield Fault(where, differs(what, common, edition.album))


RULES: Sequence[Rule[Show]] = (_page, _titles, _newest_first, _cover, _identities, _albums)
