"""Sitemaps: the pages that a site lists, as items whose text is on their page.

``lastmod`` tells whether a page has changed since it was imported; an index of sitemaps is
followed. Reference: sitemaps.org, protocol 0.9; Google's news sitemaps for titles and dates.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from lxml import etree

from audio import regex
from audio.errors import Place, SourceError
from audio.importing.polite_fetch import FetchRequest, PoliteFetcher
from audio.readers.article.hardened_xml import find_first, get_name, parse_xml, read_text
from audio.readers.feeds.dates import parse_feed_date
from audio.readers.feeds.item import FeedItem
from audio.readers.fetch.http import FetchLimits

log = logging.getLogger(__name__)
MOST_PAGES = 50_000
"""What one sitemap may list (sitemaps.org)."""
MOST_MAPS = 500
"""Sitemaps of one index that are followed; an archive of fifty years has one a month."""
_LARGEST = 50 * 2**20
"""Bytes of one, unpacked (sitemaps.org)."""
_START = regex.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<\?[^>]*+>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"<(?:\w++:)?(?:urlset|sitemapindex)(?!\w)",
    regex.DOTALL | regex.IGNORECASE,
)
_XML = FetchRequest(accept="application/xml, text/xml", limits=FetchLimits(size=_LARGEST))
_PACKED = b"\x1f\x8b"


def is_sitemap(data: bytes) -> bool:
    """Whether ``data`` is a sitemap or an index of some, perhaps packed by gzip."""
    try:
        return bool(_START.match(_unpack(data[:4096], 4096)))
    except ValueError:
        return False


def read_sitemap(
    data: bytes, origin: str, fetcher: PoliteFetcher, *, is_strict: bool = False
) -> Iterator[FeedItem]:
    """Yield the pages that the sitemap in ``data`` lists, and those of the sitemaps that it names.

    Of an index, a sitemap that cannot be had is a warning, and the others are read. Raises
    ``SourceError`` when none can be had, or with ``is_strict`` when one cannot.
    """
    root = _parse(data, origin)
    if get_name(root) == "urlset":
        yield from _list_pages(root, origin)
        return
    maps = [address for one in _list_elements(root, "sitemap") if (address := _find(one, "loc"))]
    if len(maps) > MOST_MAPS:
        raise SourceError(f"names more than {MOST_MAPS} sitemaps", where=Place(origin))
    faults = []
    for address in maps:
        try:
            yield from _fetch_pages(urljoin(origin, address), fetcher)
        except SourceError as error:
            if is_strict:
                raise
            faults.append(error)
    if faults and len(faults) == len(maps):
        raise faults[0]
    _warn_of_lost_maps(faults)


def _fetch_pages(url: str, fetcher: PoliteFetcher) -> list[FeedItem]:
    """The pages that the sitemap at ``url`` lists; raises ``SourceError``."""
    fetched = fetcher.fetch(url, _XML)
    root = _parse(fetched.body, fetched.url)
    if get_name(root) != "urlset":
        raise SourceError("is an index inside an index", where=Place(fetched.url))
    return list(_list_pages(root, fetched.url))


def _warn_of_lost_maps(faults: Sequence[SourceError]) -> None:
    for fault in faults:
        log.warning(
            "%s: cannot be had (%s): the pages of this part of the index are left for another run",
            fault.where,
            fault.what,
        )


def _parse(data: bytes, origin: str) -> etree._Element:
    try:
        root: etree._Element = parse_xml(_unpack(data, _LARGEST), origin)
    except ValueError as error:
        raise SourceError(str(error), where=Place(origin)) from error
    return root


def _unpack(data: bytes, most: int) -> bytes:
    """``data`` unpacked; raises ``ValueError`` when it is damaged or larger than ``most`` bytes."""
    if not data.startswith(_PACKED):
        return data
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        unpacked = unpacker.decompress(data, most)
    except zlib.error as error:
        raise ValueError("is damaged: it cannot be unpacked") from error
    if unpacker.unconsumed_tail and most == _LARGEST:
        raise ValueError(f"is larger than {_LARGEST // 10**6} MB")
    return unpacked


def _list_pages(root: etree._Element, origin: str) -> Iterator[FeedItem]:
    for count, one in enumerate(_list_elements(root, "url")):
        if count >= MOST_PAGES:
            raise SourceError(f"lists more than {MOST_PAGES} pages", where=Place(origin))
        address = urljoin(origin, _find(one, "loc"))
        if address.startswith(("http://", "https://")):
            yield FeedItem(
                guid=address,
                link=address,
                title=_find(one, "title"),
                published=parse_feed_date(_find(one, "publication_date")),
                changed=_find(one, "lastmod"),
            )


def _list_elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in root if get_name(child) == name)


def _find(element: etree._Element, name: str) -> str:
    found = find_first(element, name)
    return " ".join(read_text(found).split()) if found is not None else ""
