"""The check of a show as a whole: its pages, feed, search index and picture; links; stray files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audio.check.edition import PAGE, EditionFindings, Guard
from audio.check.fault import Fault, Rule, apply_rules, contrast
from audio.check.feed import check_feed
from audio.check.links import check_fragments, follow_links
from audio.check.listening import check_listening
from audio.check.search import check_search
from audio.check.show_pages import ShowPages
from audio.check.site import EDITION, BuiltSite
from audio.check.sitemap import check_sitemap
from audio.check.stray_files import check_stray_files
from audio.show import sitemap
from audio.show.site_files import WITHDRAWN
from audio.writers.site.text import replace_unwritable

_COVERS = ("cover.jpg", "cover.png")


class ShowSubject(NamedTuple):
    """A site with the findings of its editions and own pages: the subject of the rules below."""

    site: BuiltSite
    editions: Sequence[EditionFindings]
    """The editions that are in the show."""
    pages: ShowPages


def check_show(
    site: BuiltSite, pages: ShowPages, editions: Sequence[EditionFindings]
) -> list[Fault]:
    """All that is wrong with what belongs to no single edition."""
    faults: list[Fault] = []
    shown = [e for e in editions if f"{e.folder}/{WITHDRAWN}" not in site.files]
    described = {edition.folder: edition.data for edition in shown if edition.data}
    faults.extend(apply_rules(ShowSubject(site, shown, pages), RULES))
    links = [*pages.links, *(each for edition in editions for each in edition.links)]
    with Guard("feed.xml", faults):
        feed = check_feed(site, described)
        faults += feed.faults
        for name, addresses in feed.links.items():
            links.append(follow_links(site, name, list(addresses), None))
            faults += links[-1].faults
    with Guard(sitemap.NAME, faults):
        faults.extend(check_sitemap(site, [edition.folder for edition in shown]))
    with Guard("site.webmanifest", faults):
        faults.extend(check_listening(site))
    with Guard("search.json", faults):
        faults.extend(check_search(site, described, len(shown)))
    with Guard(PAGE, faults):
        faults.extend(check_fragments(site, links))
    reached = {f"{e.folder}/{file.path}" for e in editions if e.data for file in e.data.files}
    with Guard(".", faults):
        reached.update(*(each.reached for each in links), _list_unknown(site, pages, editions))
        faults.extend(check_stray_files(site, frozenset(reached)))
    return faults


def _list_unknown(
    site: BuiltSite, pages: ShowPages, editions: Sequence[EditionFindings]
) -> Iterator[str]:
    """Yield the files of which nobody can tell whether they belong to the show.

    They are those beside an ``edition.json`` or a page of the show that cannot be read.
    """
    unread = {edition.folder for edition in editions if edition.data is None}
    for name in site.files:
        folder, slash, _ = name.partition("/")
        if folder in unread or (pages.is_broken and not slash):
            yield name


def _check_listed(it: ShowSubject) -> Iterator[Fault]:
    if PAGE not in it.site.files:
        yield Fault(PAGE, "is missing: the show has no page")
        return
    if it.pages.is_broken:
        return
    for edition in it.editions:
        if f"{edition.folder}/{PAGE}" not in it.pages.linked:
            yield Fault(PAGE, f"leads to no page of {edition.folder}/, nor do its further pages")
    shown = Counter(it.pages.guids)
    for edition in it.editions:
        if edition.data and shown[edition.data.guid] != 1:
            times = shown[edition.data.guid]
            yield Fault(PAGE, f"lists {edition.folder}/ {times} times, with its further pages")


def _check_titles(it: ShowSubject) -> Iterator[Fault]:
    for edition in it.editions:
        if not edition.data:
            continue
        title, found = replace_unwritable(edition.data.title), it.pages.cards.get(edition.data.guid)
        if found is not None and found.split() != title.split():
            what = f"lists {edition.folder}/ under another title"
            yield Fault(PAGE, contrast(what, title, found))


def _check_order(it: ShowSubject) -> Iterator[Fault]:
    if not it.pages.is_broken:
        yield from _check_numbers(it) if it.pages.is_serial else _check_dates(it)


def _check_numbers(it: ShowSubject) -> Iterator[Fault]:
    """Editions of a serial whose articles give numbers are listed in the order of these."""
    data = {e.data.guid: e.data for e in it.editions if e.data and e.data.episode}
    numbers = {
        guid: (data[guid].season, data[guid].episode) for guid in it.pages.guids if guid in data
    }
    for (before, one), (after, other) in pairwise(numbers.items()):
        if other < one:
            yield Fault(PAGE, f"lists {after} after {before}, which comes later in the serial")


def _check_dates(it: ShowSubject) -> Iterator[Fault]:
    # One without a date stands where it was first built, which its files do not tell.
    published = ((e.data.guid, e.data.published) for e in it.editions if e.data)
    dates = {guid: date[:10] for guid, date in published if date}
    reached = "9999"
    for guid in it.pages.guids:
        date = dates.get(guid, reached)
        if date > reached:
            yield Fault(PAGE, f"lists {guid} of {date} after one of {reached}")
        reached = min(reached, date)


def _check_cover(it: ShowSubject) -> Iterator[Fault]:
    if not any(name in it.site.files for name in _COVERS):
        yield Fault(_COVERS[0], "is missing: the show has no artwork")


def _check_guids(it: ShowSubject) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for edition in it.editions:
        if not edition.data:
            continue
        other = first.setdefault(edition.data.guid, edition.folder)
        if other != edition.folder:
            what = f"has the guid of {other}/{EDITION} too: {edition.data.guid}"
            yield Fault(f"{edition.folder}/{EDITION}", what)


def _check_albums(it: ShowSubject) -> Iterator[Fault]:
    albums = Counter(edition.album for edition in it.editions if edition.album)
    if len(albums) < 2:
        return
    common, _ = albums.most_common(1)[0]
    for edition in it.editions:
        if edition.album not in ("", common):
            what = "the album in its tags is not that of the other editions"
            where = f"{edition.folder}/{edition.folder}.mp3"
            yield Fault(where, contrast(what, common, edition.album))


RULES: Sequence[Rule[ShowSubject]] = (
    _check_listed,
    _check_titles,
    _check_order,
    _check_cover,
    _check_guids,
    _check_albums,
)
