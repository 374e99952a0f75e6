"""The formats of feeds: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any
from urllib.parse import urljoin

import regex
from lxml import etree

from audio.errors import Place, SourceError
from audio.readers.documents.hardened_xml import (
    attribute,
    children,
    first,
    local,
    parse_xml,
    text_of,
)
from audio.readers.feeds.item import FeedItem, without_tags

MOST_ITEMS = 5000
"""What a feed may list; publishers' feeds list twenty to a few hundred."""
_BARE_AMPERSAND = regex.compile(rb"&(?!#?[A-Za-z0-9]{1,32};)")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def xml_feed(data: bytes, origin: str) -> tuple[str, Iterator[FeedItem]]:
    """Title and items of an RSS or Atom feed. Raises ``SourceError``."""
    data = data.lstrip()
    if b"&" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _BARE_AMPERSAND.sub(b"&amp;", data)
    root = parse_xml(data, origin)
    name = local(root)
    if name == "feed":
        title = text_of(next(children(root, "title"), None))
        entries = _bounded(children(root, "entry"), origin)
        return title, _identified(_atom_item(entry, origin) for entry in entries)
    channel = first(root, "channel")
    if name.lower() not in {"rss", "rdf"} or channel is None:
        raise SourceError(f"is XML, but no feed (<{name[:40]}>)", where=Place(origin))
    title = text_of(next(children(channel, "title"), None))
    items = _bounded(chain(children(channel, "item"), children(root, "item")), origin)
    return title, _identified(_rss_item(item, origin) for item in items)


def _bounded(listed: Iterable[Any], origin: str) -> Iterator[Any]:
    for count, one in enumerate(listed):
        if count >= MOST_ITEMS:
            raise SourceError(f"lists more than {MOST_ITEMS} items", where=Place(origin))
        yield one


def _identified(items: Iterator[FeedItem | None]) -> Iterator[FeedItem]:
    return (item for item in items if item is not None)


def _rss_item(element: Any, origin: str) -> FeedItem | None:
    texts: dict[str, str] = {}
    image = ""
    for child in element:
        name = local(child)
        if child.tag == _CONTENT:
            texts["content"] = "".join(child.itertext())
        elif name in {"enclosure", "thumbnail", "content"}:
            kind = attribute(child, "type") or attribute(child, "medium")
            if kind.startswith("image") or name == "thumbnail":
                image = image or attribute(child, "url")
        else:
            texts.setdefault(name, "".join(child.itertext()).strip())
    link = _address(origin, texts.get("link", ""))
    return _item(
        FeedItem(
            guid=texts.get("guid", ""),
            link=link,
            title=without_tags(texts.get("title", "")),
            author=texts.get("creator", "") or _named(texts.get("author", "")),
            published=_date(texts.get("pubDate", "") or texts.get("date", "")),
            summary=texts.get("description", ""),
            content=texts.get("content", ""),
            image=_address(origin, image),
        )
    )


def _atom_item(element: Any, origin: str) -> FeedItem | None:
    texts = {local(child): _atom_text(child) for child in reversed(list(element))}
    links = {
        attribute(child, "rel") or "alternate": attribute(child, "href")
        for child in reversed(list(children(element, "link")))
    }
    authors = [text_of(first(one, "name")) for one in children(element, "author")]
    return _item(
        FeedItem(
            guid=texts.get("id", "").strip(),
            link=_address(origin, links.get("alternate", "")),
            title=without_tags(texts.get("title", "")),
            author=", ".join(filter(None, authors)),
            published=_date(texts.get("published", "") or texts.get("updated", "")),
            summary=texts.get("summary", ""),
            content=texts.get("content", ""),
        )
    )


def _atom_text(element: Any) -> str:
    """An Atom text construct as HTML (RFC 4287, 3.1)."""
    kind = attribute(element, "type")
    if kind == "xhtml":
        return str(etree.tostring(element, encoding="unicode", with_tail=False))
    text = "".join(element.itertext())
    if local(element) in {"content", "summary", "title"} and kind in {"", "text"}:
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def json_feed(data: bytes, origin: str) -> tuple[str, Iterator[FeedItem]]:
    """Title and items of a JSON Feed. Raises ``SourceError``."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError("is no well-formed JSON", where=Place(origin)) from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise SourceError("is JSON, but no JSON Feed", where=Place(origin))
    items = feed.get("items")
    listed = items if isinstance(items, list) else []
    found = (_json_item(item, origin) for item in _bounded(listed, origin))
    return _string(feed, "title"), _identified(found)


def _json_item(item: Any, origin: str) -> FeedItem | None:
    if not isinstance(item, dict):
        return None
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    plain = _string(item, "content_text").replace("&", "&amp;").replace("<", "&lt;")
    paragraphs = "".join(f"<p>{part}</p>" for part in plain.split("\n\n")) if plain else ""
    return _item(
        FeedItem(
            guid=_string(item, "id"),
            link=_address(origin, _string(item, "url")),
            title=_string(item, "title"),
            author=", ".join(_string(p, "name") for p in people if isinstance(p, dict)),
            published=_date(_string(item, "date_published") or _string(item, "date_modified")),
            summary=_string(item, "summary"),
            content=_string(item, "content_html") or paragraphs,
            image=_address(origin, _string(item, "image")),
        )
    )


def _item(item: FeedItem) -> FeedItem | None:
    """``item`` with an identity; None when it has neither that nor a text."""
    if item.guid:
        return item
    if item.link:
        return replace(item, guid=item.link)
    if not (item.title or item.content or item.summary):
        return None
    told = f"{item.title}\0{item.published}".encode("utf-8", "surrogatepass")
    return replace(item, guid=f"urn:sha256:{hashlib.sha256(told).hexdigest()}")


def _string(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, bool | int | float):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _named(author: str) -> str:
    """RSS has `name@example.in (Name)`."""
    found = regex.fullmatch(r"\S+@\S+\s*+\((?P<name>[^()]++)\)", author)
    return found["name"] if found else "" if "@" in author else author


def _address(origin: str, link: str) -> str:
    """``link`` as an absolute web address; empty when it is none."""
    try:
        absolute = urljoin(origin, link.strip()) if link else ""
    except ValueError:
        return ""
    return absolute if absolute.startswith(("http://", "https://")) else ""


def _date(written: str) -> datetime | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(written.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
