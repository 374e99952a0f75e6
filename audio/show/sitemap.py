"""The sitemap: the addresses of all pages, for search engines (sitemaps.org, protocol 0.9).

``sitemap.xml`` lists the pages; of a show with more than one file may list, the files
``sitemap_1.xml`` … that do. These are numbered from the oldest edition, so that a new one changes
the newest alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from audio import regex
from audio.records import Show
from audio.show.catalogue import CatalogueEntry
from audio.show.index_page import divide, make_address

NAME = "sitemap.xml"
FILE_NAME = regex.compile(r"sitemap(?:_[1-9][0-9]*+)?\.xml")
"""Of every sitemap."""
MOST = 50_000
"""Addresses of one file (protocol, "Sitemap file location"); at 200 bytes each far below 50 MB."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OURS = b"<!-- audio-edition -->"
"""Stands in every sitemap that is made here: another is the publisher's own."""


class _Address(NamedTuple):
    """A page or a sitemap that is listed."""

    location: str
    changed: datetime | None
    """``None`` where it is not known."""


def make_files(
    site: Path, show: Show, entries: Sequence[CatalogueEntry]
) -> Iterator[tuple[str, bytes]]:
    """Yield every sitemap by its path in ``site``, the one that leads to others last.

    ``entries`` are newest first. There is none where the publisher keeps one, and none of a show
    that has moved: no sitemap may list pages of another host. Raises ``OSError``.
    """
    if show.moved_to or not is_ours(site / NAME):
        return
    pages = [
        *(_Address(_locate(show, entry), _find_change(entry)) for entry in entries[::-1]),
        *(_Address(make_address(show.link, page.name), None) for page in divide(show, entries)),
    ]
    if len(pages) <= MOST:
        yield NAME, _encode("urlset", "url", pages)
        return
    parts: list[_Address] = []
    for start in range(0, len(pages), MOST):
        listed = pages[start : start + MOST]
        name = f"sitemap_{len(parts) + 1}.xml"
        yield name, _encode("urlset", "url", listed)
        dates = [address.changed for address in listed if address.changed]
        parts.append(_Address(make_address(show.link, name), max(dates, default=None)))
    yield NAME, _encode("sitemapindex", "sitemap", parts)


def _locate(show: Show, entry: CatalogueEntry) -> str:
    return make_address(show.link, f"{quote(entry.slug)}/")


def _find_change(entry: CatalogueEntry) -> datetime | None:
    told = (entry.changed, entry.updated, entry.published or entry.moment)
    return max((date for date in told if date), default=None)


def is_ours(path: Path) -> bool:
    """Whether a build made the sitemap, or there is none yet. Raises ``OSError``."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        return _OURS in file.read(500)


def _encode(root: str, item: str, addresses: Iterable[_Address]) -> bytes:
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n{_OURS.decode()}']
    lines.append(f'<{root} xmlns="{NAMESPACE}">')
    for location, changed in addresses:
        date = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        lines.append(f"<{item}><loc>{escape(location)}</loc>{date}</{item}>")
    return "\n".join((*lines, f"</{root}>", "")).encode("utf-8", "replace")
