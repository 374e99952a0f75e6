"""The formats of feeds: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.hardened_xml import (
    find_children,
    find_first,
    get_attribute,
    get_name,
    parse_xml,
    read_text,
)
from audio.readers.feeds.dates import parse_feed_date
from audio.readers.feeds.item import FeedItem, drop_tags

MOST_ITEMS = 5000
"""What a feed may list; publishers' feeds list twenty to a few hundred."""
_BARE_AMPERSAND = regex.compile(rb"&(?!#?[A-Za-z0-9]{1,32};)")
_NUMBER = regex.compile(r"[0-9]{1,6}")
_SOUND = ("audio/", "video/")
_DURATION = regex.compile(r"(?:(\d{1,3}):)?(?:(\d{1,3}):)?(\d{1,6})(?:\.\d*+)?+")
_EPISODE_TYPES = {"trailer": "trailer", "bonus": "bonus"}
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def read_xml_feed(data: bytes, origin: str) -> tuple[str, Iterator[FeedItem]]:
    """Title and items of an RSS or Atom feed. Raises ``SourceError``."""
    data = data.lstrip()
    if b"&" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _BARE_AMPERSAND.sub(b"&amp;", data)
    root = parse_xml(data, origin)
    name = get_name(root)
    if name == "feed":
        title = read_text(next(find_children(root, "title"), None))
        entries = _limit_items(find_children(root, "entry"), origin)
        return title, _drop_missing(_read_atom_item(entry, origin) for entry in entries)
    channel = find_first(root, "channel")
    if name.lower() not in {"rss", "rdf"} or channel is None:
        raise SourceError(f"is XML, but no feed (<{name[:40]}>)", where=Place(origin))
    title = read_text(next(find_children(channel, "title"), None))
    items = _limit_items(chain(find_children(channel, "item"), find_children(root, "item")), origin)
    return title, _drop_missing(_read_rss_item(item, origin) for item in items)


def _limit_items(listed: Iterable[Any], origin: str) -> Iterator[Any]:
    for count, one in enumerate(listed):
        if count >= MOST_ITEMS:
            raise SourceError(f"lists more than {MOST_ITEMS} items", where=Place(origin))
        yield one


def _drop_missing(items: Iterator[FeedItem | None]) -> Iterator[FeedItem]:
    return (item for item in items if item is not None)


def _read_rss_item(element: Any, origin: str) -> FeedItem | None:
    texts: dict[str, str] = {}
    image = ""
    has_sound = False
    for child in element:
        name = get_name(child)
        if child.tag == _CONTENT:
            texts["content"] = "".join(child.itertext())
        elif name in {"enclosure", "thumbnail", "content"}:
            kind = get_attribute(child, "type") or get_attribute(child, "medium")
            has_sound |= name == "enclosure" and kind.startswith(_SOUND)
            if kind.startswith("image") or name == "thumbnail":
                image = image or get_attribute(child, "url")
        else:
            texts.setdefault(name, "".join(child.itertext()).strip())
    link = _resolve_address(origin, texts.get("link", ""))
    return _identify(
        FeedItem(
            guid=texts.get("guid", ""),
            link=link,
            title=drop_tags(texts.get("title", "")),
            author=texts.get("creator", "") or _find_author_name(texts.get("author", "")),
            published=parse_feed_date(texts.get("pubDate", "") or texts.get("date", "")),
            summary=texts.get("description", ""),
            content=texts.get("content", ""),
            image=_resolve_address(origin, image),
            season=_read_number(texts.get("season", "")),
            episode=_read_number(texts.get("episode", "")),
            episode_type=_EPISODE_TYPES.get(texts.get("episodeType", "").lower(), ""),
            is_explicit=texts.get("explicit", "").lower() in {"true", "yes", "explicit"},
            has_sound=has_sound,
            seconds=_read_duration(texts.get("duration", "")),
        )
    )


def _read_duration(text: str) -> int:
    """Seconds: of `3600`, `60:00` and `1:00:00` it is an hour; 0 for what is none."""
    found = _DURATION.fullmatch(text.strip())
    parts = [int(part) for part in found.groups() if part] if found else []
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))


def _read_number(text: str) -> int:
    """A season's or an episode's; 0 for what is none."""
    return int(text) if _NUMBER.fullmatch(text) else 0


def _read_atom_item(element: Any, origin: str) -> FeedItem | None:
    texts = {get_name(child): _read_atom_text(child) for child in reversed(list(element))}
    links = {
        get_attribute(child, "rel") or "alternate": get_attribute(child, "href")
        for child in reversed(list(find_children(element, "link")))
    }
    authors = [read_text(find_first(one, "name")) for one in find_children(element, "author")]
    return _identify(
        FeedItem(
            guid=texts.get("id", "").strip(),
            link=_resolve_address(origin, links.get("alternate", "")),
            title=drop_tags(texts.get("title", "")),
            author=", ".join(filter(None, authors)),
            published=parse_feed_date(texts.get("published", "") or texts.get("updated", "")),
            summary=texts.get("summary", ""),
            content=texts.get("content", ""),
            has_sound=any(
                get_attribute(child, "rel") == "enclosure"
                and get_attribute(child, "type").startswith(_SOUND)
                for child in find_children(element, "link")
            ),
        )
    )


def _read_atom_text(element: Any) -> str:
    """An Atom text construct as HTML (RFC 4287, 3.1)."""
    kind = get_attribute(element, "type")
    if kind == "xhtml":
        return str(etree.tostring(element, encoding="unicode", with_tail=False))
    text = "".join(element.itertext())
    if get_name(element) in {"content", "summary", "title"} and kind in {"", "text"}:
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def read_json_feed(data: bytes, origin: str) -> tuple[str, Iterator[FeedItem]]:
    """Title and items of a JSON Feed. Raises ``SourceError``."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError("is no well-formed JSON", where=Place(origin)) from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise SourceError("is JSON, but no JSON Feed", where=Place(origin))
    listed = _get_list(feed, "items")
    found = (_read_json_item(item, origin) for item in _limit_items(listed, origin))
    return _get_string(feed, "title"), _drop_missing(found)


def _read_json_item(item: Any, origin: str) -> FeedItem | None:
    if not isinstance(item, dict):
        return None
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    files = [one for one in _get_list(item, "attachments") if isinstance(one, dict)]
    sounds = [one for one in files if _get_string(one, "mime_type").startswith(_SOUND)]
    plain = _get_string(item, "content_text").replace("&", "&amp;").replace("<", "&lt;")
    paragraphs = "".join(f"<p>{part}</p>" for part in plain.split("\n\n")) if plain else ""
    return _identify(
        FeedItem(
            guid=_get_string(item, "id"),
            link=_resolve_address(origin, _get_string(item, "url")),
            title=_get_string(item, "title"),
            author=", ".join(_get_string(p, "name") for p in people if isinstance(p, dict)),
            published=parse_feed_date(
                _get_string(item, "date_published") or _get_string(item, "date_modified")
            ),
            summary=_get_string(item, "summary"),
            content=_get_string(item, "content_html") or paragraphs,
            image=_resolve_address(origin, _get_string(item, "image")),
            has_sound=bool(sounds),
            seconds=max(
                (_read_duration(_get_string(one, "duration_in_seconds")) for one in sounds),
                default=0,
            ),
        )
    )


def _identify(item: FeedItem) -> FeedItem | None:
    """``item`` with an identity; None when it has neither that nor a text."""
    if item.guid:
        return item
    if item.link:
        return replace(item, guid=item.link)
    if not (item.title or item.content or item.summary):
        return None
    told = f"{item.title}\0{item.published}".encode("utf-8", "surrogatepass")
    return replace(item, guid=f"urn:sha256:{hashlib.sha256(told).hexdigest()}")


def _get_list(values: dict[str, Any], name: str) -> list[Any]:
    value = values.get(name)
    return value if isinstance(value, list) else []


def _get_string(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, bool | int | float):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _find_author_name(author: str) -> str:
    """RSS has `name@example.in (Name)`."""
    found = regex.fullmatch(r"\S+@\S+\s*+\((?P<name>[^()]++)\)", author)
    return found["name"] if found else "" if "@" in author else author


def _resolve_address(origin: str, link: str) -> str:
    """``link`` as an absolute web address; empty when it is none."""
    try:
        absolute = urljoin(origin, link.strip()) if link else ""
    except ValueError:
        return ""
    return absolute if absolute.startswith(("http://", "https://")) else ""
