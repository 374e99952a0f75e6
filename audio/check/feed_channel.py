"""Rules for the feed's channel: what podcast directories must be told of the show."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from audio import regex
from audio.check.fault import Fault, Rule, contrast, quote
from audio.check.feed_document import (
    ITUNES,
    LONGEST,
    PODCAST,
    FeedDocument,
    find_link,
    get_path,
    get_query,
    get_scheme,
    get_text,
    shorten_tag,
)
from audio.settings.categories import read_categories
from audio.settings.constraints import MEDIA, TYPES
from audio.settings.roles import read_roles

_LANGUAGE = regex.compile(r"[a-z]{2}(-[A-Za-z]{2})?")
_LONGEST_NAME = 128
"""Characters of a person's name (podcast namespace, ``person``)."""
_CHOICES = {
    f"{ITUNES}type": TYPES,
    f"{ITUNES}complete": ("Yes",),
    f"{ITUNES}block": ("Yes",),
    f"{PODCAST}block": ("yes", "no"),
    f"{PODCAST}locked": ("yes", "no"),
    f"{PODCAST}medium": MEDIA,
}
"""By tag, what it can say."""
_REQUIRED = ("title", "link", "description", "language", f"{ITUNES}explicit", f"{ITUNES}author")


def _check_channel(it: FeedDocument) -> Iterator[Fault]:
    for tag in _REQUIRED:
        if not get_text(it.channel, tag):
            yield it.make_fault(f"the channel has no {shorten_tag(tag)}")
    if (size := len(get_text(it.channel, "description").encode())) > LONGEST:
        yield it.make_fault(
            f"the channel's description is too long (at most {LONGEST}, found {size} bytes)"
        )
    language = get_text(it.channel, "language")
    if language and not _LANGUAGE.fullmatch(language):
        yield it.make_fault(contrast("the channel's language is no code", "hi", language))
    explicit = get_text(it.channel, f"{ITUNES}explicit")
    if explicit not in ("", "true", "false"):
        yield it.make_fault(contrast("itunes:explicit is neither", "true or false", explicit))


def _check_categories(it: FeedDocument) -> Iterator[Fault]:
    belongs = read_categories()
    found = it.channel.findall(f"{ITUNES}category")
    if not found:
        yield it.make_fault("the channel has no itunes:category")
    for category in found:
        name = category.get("text", "")
        if belongs.get(name) != name:
            yield it.make_fault(contrast("itunes:category is none of Apple's", "News", name))
        for part in category.findall(f"{ITUNES}category"):
            if belongs.get(part.get("text", "")) != name:
                inner = part.get("text", "")
                yield it.make_fault(f"itunes:category {quote(inner)} is no part of {quote(name)}")


def _check_choices(it: FeedDocument) -> Iterator[Fault]:
    """What can only be one of some words."""
    for tag, allowed in _CHOICES.items():
        for found in it.channel.findall(tag):
            if (text := (found.text or "").strip()) not in allowed:
                what = f"{shorten_tag(tag)} is none that is known"
                yield it.make_fault(contrast(what, ", ".join(allowed), text))
    for tag in (f"{PODCAST}locked", f"{PODCAST}medium", f"{ITUNES}type", f"{ITUNES}new-feed-url"):
        if (count := len(it.channel.findall(tag))) > 1:
            yield it.make_fault(f"the channel has {count} {shorten_tag(tag)} (at most 1)")
    moved = it.channel.find(f"{ITUNES}new-feed-url")
    if moved is not None and get_scheme((moved.text or "").strip()) not in ("https", "http"):
        yield it.make_fault(f"itunes:new-feed-url is no address: {quote(moved.text)}")


def _check_relations(it: FeedDocument) -> Iterator[Fault]:
    """Funding, people and recommended shows: complete, and with roles that are known."""
    for each in it.channel.findall(f"{PODCAST}funding"):
        if not each.get("url") or not (each.text or "").strip():
            yield it.make_fault("a podcast:funding has no address or no text")
    for other in it.channel.findall(f"{PODCAST}podroll/{PODCAST}remoteItem"):
        if not _is_uuid(other.get("feedGuid", "")):
            what = "a show in podcast:podroll has no feedGuid that is a UUID"
            yield it.make_fault(contrast(what, "a UUID", other.get("feedGuid")))
    for item in (None, *it.items):
        parent = it.channel if item is None else item
        for person in parent.findall(f"{PODCAST}person"):
            role, name = person.get("role", "host").lower(), (person.text or "").strip()
            if not name or len(name) > _LONGEST_NAME:
                yield it.make_fault(f"a podcast:person has no name, or a long one: {quote(name)}")
            if read_roles().get(role) != person.get("group", "cast").lower():
                yield it.make_fault(f"{quote(name)} has no role that is known: {quote(role)}", item)


def _is_uuid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _check_self_link(it: FeedDocument) -> Iterator[Fault]:
    address = find_link(it.channel, "self")
    if not address:
        yield it.make_fault("the channel has no atom:link to itself")
    elif PurePosixPath(get_path(address)).name != it.where:
        yield it.make_fault(contrast("the atom:link to itself leads elsewhere", it.where, address))


def _check_identity(it: FeedDocument) -> Iterator[Fault]:
    found = it.channel.findall(f"{PODCAST}guid")
    if len(found) != 1:
        yield it.make_fault(f"the channel has {len(found)} podcast:guid (expected 1)")
        return
    try:
        version = uuid.UUID((found[0].text or "").strip()).version
    except ValueError:
        version = None
    if version != 5:
        yield it.make_fault(
            contrast("podcast:guid is no UUID of version 5", "a UUID", found[0].text)
        )


def _check_artwork(it: FeedDocument) -> Iterator[Fault]:
    yield from _check_picture(it, None, it.channel)
    for item in it.items:
        if item.find(f"{ITUNES}image") is not None:
            yield from _check_picture(it, item, item)


def _check_picture(
    it: FeedDocument, item: etree._Element | None, parent: etree._Element
) -> Iterator[Fault]:
    image = parent.find(f"{ITUNES}image")
    if image is None or not image.get("href"):
        yield it.make_fault("has no itunes:image", item)
        return
    target = it.find_target(image.get("href", ""))
    if target is None or target.path not in it.site.files:
        yield it.make_fault(f"its itunes:image is not in the site: {image.get('href')}", item)
        return
    if target.path in it.site.damaged:
        return
    version = parse_qs(get_query(image.get("href", ""))).get("v", [""])[0]
    if version and not it.compute_digest(target.path, "sha256").startswith(version):
        yield it.make_fault(f"its itunes:image has another version than {target.path}", item)


def _check_addresses(it: FeedDocument) -> Iterator[Fault]:
    """Every address is absolute, ASCII, of the web, and of the same protocol as the site."""
    for element in it.root.iter():
        for name in ("href", "url", "uri"):
            address = element.get(name)
            if not address:
                continue
            it.links[address] = None
            if not address.isascii() or any(c.isspace() for c in address):
                yield it.make_fault(f"an address is not plain ASCII: {quote(address)}")
            if get_scheme(address) not in ("https", "http"):
                yield it.make_fault(f"an address is not of the web: {quote(address)}")
            elif _is_of_other_protocol(address, it.site.base):
                yield it.make_fault(
                    f"an address has another protocol than the feed: {quote(address)}"
                )
    for element in it.root.iter("link"):
        if element.text:
            it.links[element.text.strip()] = None


def _is_of_other_protocol(address: str, base: str) -> bool:
    """Whether ``address`` is on the site's own host, but by another protocol than its feed."""
    own, other = urlsplit(base), urlsplit(address)
    return bool(base) and own.netloc == other.netloc and own.scheme != other.scheme


CHANNEL_RULES: Sequence[Rule[FeedDocument]] = (
    _check_channel,
    _check_categories,
    _check_choices,
    _check_relations,
    _check_self_link,
    _check_identity,
    _check_artwork,
    _check_addresses,
)
