"""The feed's channel: what directories want to know of the show."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import parse_qs

import regex
from lxml import etree

from audio.check.fault import Fault, Rule, differs, shown
from audio.check.feed_document import (
    ITUNES,
    LONGEST,
    PODCAST,
    Document,
    path_of,
    query_of,
    relation_of,
    said,
    scheme,
    short,
)
from audio.settings.categories import read_categories

_LANGUAGE = regex.compile(r"[a-z]{2}(-[A-Za-z]{2})?")
_REQUIRED = ("title", "link", "description", "language", f"{ITUNES}explicit", f"{ITUNES}author")


def _channel(it: Document) -> Iterator[Fault]:
    for tag in _REQUIRED:
        if not said(it.channel, tag):
            yield it.fault(f"the channel has no {short(tag)}")
    if (size := len(said(it.channel, "description").encode())) > LONGEST:
        yield it.fault(
            f"the channel's description is too long (at most {LONGEST}, found {size} bytes)"
        )
    language = said(it.channel, "language")
    if language and not _LANGUAGE.fullmatch(language):
        yield it.fault(differs("the channel's language is no code", "hi", language))
    explicit = said(it.channel, f"{ITUNES}explicit")
    if explicit not in ("", "true", "false"):
        yield it.fault(differs("itunes:explicit is neither", "true or false", explicit))
    found = it.channel.find(f"{ITUNES}category")
    name = found.get("text", "") if found is not None else ""
    if name not in read_categories():
        yield it.fault(differs("itunes:category is none of Apple's", "News", name))


def _self_link(it: Document) -> Iterator[Fault]:
    address = relation_of(it.channel, "self")
    if not address:
        yield it.fault("the channel has no atom:link to itself")
    elif PurePosixPath(path_of(address)).name != it.where:
        yield it.fault(differs("the atom:link to itself leads elsewhere", it.where, address))


def _identity(it: Document) -> Iterator[Fault]:
    found = it.channel.findall(f"{PODCAST}guid")
    if len(found) != 1:
        yield it.fault(f"the channel has {len(found)} podcast:guid (expected 1)")
        return
    try:
        version = uuid.UUID((found[0].text or "").strip()).version
    except ValueError:
        version = None
    if version != 5:
        yield it.fault(differs("podcast:guid is no UUID of version 5", "a UUID", found[0].text))


def _artwork(it: Document) -> Iterator[Fault]:
    yield from _picture(it, None, it.channel)
    for item in it.items:
        if item.find(f"{ITUNES}image") is not None:
            yield from _picture(it, item, item)


def _picture(it: Document, item: etree._Element | None, parent: etree._Element) -> Iterator[Fault]:
    image = parent.find(f"{ITUNES}image")
    if image is None or not image.get("href"):
        yield it.fault("has no itunes:image", item)
        return
    target = it.target(image.get("href", ""))
    if target is None or target.path not in it.site.files:
        yield it.fault(f"its itunes:image is not in the site: {image.get('href')}", item)
        return
    version = parse_qs(query_of(image.get("href", ""))).get("v", [""])[0]
    with it.site.path(target.path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if version and not digest.startswith(version):
        yield it.fault(f"its itunes:image has another version than {target.path}", item)


def _addresses(it: Document) -> Iterator[Fault]:
    """Absolute, ASCII, of the web; one site, one protocol."""
    for element in it.root.iter():
        for name in ("href", "url", "uri"):
            address = element.get(name)
            if not address:
                continue
            it.links[address] = None
            if not address.isascii() or any(c.isspace() for c in address):
                yield it.fault(f"an address is not plain ASCII: {shown(address)}")
            if scheme(address) not in ("https", "http"):
                yield it.fault(f"an address is not of the web: {shown(address)}")
            elif it.site.base and scheme(address) != scheme(it.site.base):
                yield it.fault(f"an address has another protocol than the feed: {shown(address)}")
    for element in it.root.iter("link"):
        if element.text:
            it.links[element.text.strip()] = None


CHANNEL_RULES: Sequence[Rule[Document]] = (
    _channel,
    _self_link,
    _identity,
    _artwork,
    _addresses,
)
