"""Feeds: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1, as one kind of item."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import urljoin

import regex
from lxml import etree

from audio.errors import SourceError
from audio.readers.compose import compose
from audio.readers.decoding import settle
from audio.readers.frontmatter import FrontMatter
from audio.readers.hardened_xml import attribute, children, first, local, parse_xml, text_of
from audio.readers.place import place
from audio.readers.reading import USUAL, Reading
from audio.readers.web.fragment import read_fragment
from audio.records import Article, MainImage

LARGEST = 20 * 10**6
"""Bytes of a feed."""
MOST_ITEMS = 5000
"""What a feed may list; publishers' feeds list twenty to a few hundred."""
_WHOLE = 600
"""Characters from which what a feed gives of an item is taken for the whole of it."""
_SURELY_WHOLE = 1500
"""Characters that no site gives away as a teaser."""
_PARAGRAPHS = 3
_PARAGRAPH = regex.compile(r"<p[\s>]|<br\s*+/?>\s*+<br|<h[2-6][\s>]|<li[\s>]", regex.IGNORECASE)
_GOES_ON = regex.compile(
    r"(?:…|\.{3}|\[\.{2,3}\]|\[…\]|&hellip;|»|→|>>|(?:read|continue|full) (?:more|reading|story)"
    r"|(?:और|आगे|पूरा|पूरी खबर|पूरी ख़बर|विस्तार से|अधिक) पढ़ें)[\s\].>»→।…]*+$",
    regex.IGNORECASE,
)
"""How what a site gives away of a text ends."""
_BARE_AMPERSAND = regex.compile(rb"&(?!#?[A-Za-z0-9]{1,32};)")
_APPEARED = regex.compile(r"The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}")
"""What WordPress adds to every item."""
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item, as its feed gives it."""

    guid: str
    """What the feed says identifies it, else its address; never empty."""
    link: str = ""
    """Its page, absolute; may be empty."""
    title: str = ""
    author: str = ""
    published: datetime | None = None
    summary: str = ""
    """HTML."""
    content: str = ""
    """HTML: the whole item, where the feed has it."""
    image: str = ""
    """Absolute; may be empty."""

    @property
    def digest(self) -> str:
        """Tells whether anything in it has changed."""
        fields = [self.guid, self.link, self.title, self.author, str(self.published), self.summary,
                  self.content, self.image]  # fmt: skip
        return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def given(self) -> str:
        """HTML: what the feed gives of the text."""
        return self.content or self.summary

    @property
    def is_whole(self) -> bool:
        """Whether the feed gives the item itself, and not but the beginning of its page.

        A beginning is short, or ends in `…` or a link to the rest. Some feeds have no place for
        the text but that of the summary; a summary is not that long.
        """
        text = _APPEARED.sub("", _without_tags(self.given)).rstrip()
        is_long = len(text) >= (_WHOLE if self.content else _SURELY_WHOLE)
        return is_long and not _GOES_ON.search(text[-60:])

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be a beginning all the same: one paragraph of middling length."""
        length = len(_without_tags(self.given))
        return length < _SURELY_WHOLE and len(_PARAGRAPH.findall(self.given)) < _PARAGRAPHS


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, in its own order."""

    title: str
    items: tuple[FeedItem, ...]


def read_feed(data: bytes, origin: str) -> Feed:
    """The feed in ``data``, found at ``origin``.

    Raises:
        SourceError: it is no feed, or larger or longer than any is.
    """
    if len(data) > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 10**6} MB", where=place(origin))
    is_json = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    title, found = _json_feed(data, origin) if is_json else _xml_feed(data, origin)
    items: dict[str, FeedItem] = {}
    for item in found:
        items.setdefault(item.guid, item)
    return Feed(title, tuple(items.values()))


def article_of(item: FeedItem, source: str, reading: Reading = USUAL) -> Article:
    """The item as an article, from what the feed gives of it; ``source`` names the feed.

    Raises:
        SourceError: nothing in it can be spoken, or it is not Hindi.
    """
    origin = item.link or item.guid
    title = _settled(item.title, origin)
    given = read_fragment(item.given, title, origin, captions=reading.captions)
    pieces = [
        piece._replace(text=settle(piece.text, origin, has_lines=False))
        for piece in given.pieces
        if not _APPEARED.fullmatch(piece.text)
    ]
    front = FrontMatter(
        title=title,
        author=_settled(item.author, origin),
        date=item.published,
        description=_settled(_without_tags(item.summary), origin) if item.content else "",
        source=item.link or _settled(source, origin),
        guid=_settled(item.guid, origin),
    )
    article = compose(pieces, front, origin, is_marked_up=True, doubts=given.notes)
    return replace(article, main_image=MainImage(item.image) if item.image else None)


def _xml_feed(data: bytes, origin: str) -> tuple[str, Iterator[FeedItem]]:
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
        raise SourceError(f"is XML, but no feed (<{name[:40]}>)", where=place(origin))
    title = text_of(next(children(channel, "title"), None))
    items = _bounded(chain(children(channel, "item"), children(root, "item")), origin)
    return title, _identified(_rss_item(item, origin) for item in items)


def _bounded(listed: Iterable[Any], origin: str) -> Iterator[Any]:
    for count, one in enumerate(listed):
        if count >= MOST_ITEMS:
            raise SourceError(f"lists more than {MOST_ITEMS} items", where=place(origin))
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
            title=_without_tags(texts.get("title", "")),
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
            title=_without_tags(texts.get("title", "")),
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


def _json_feed(data: bytes, origin: str) -> tuple[str, Iterator[FeedItem]]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError("is no well-formed JSON", where=place(origin)) from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise SourceError("is JSON, but no JSON Feed", where=place(origin))
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


def _without_tags(markup: str) -> str:
    return " ".join(unescape(regex.sub(r"<[^<>]{0,2000}>", " ", markup)).split())


def _settled(text: str, origin: str) -> str:
    return " ".join(settle(text, origin, has_lines=False).split())
