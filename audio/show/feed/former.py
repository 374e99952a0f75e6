"""Former items: those of the feed that a show had at another host, with the sound that is there.

A show that moves here keeps its guids, its dates and its old episodes, so that who subscribes to it
sees nothing twice and loses nothing. What an article has the guid of is that article's edition.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.hardened_xml import find_first, get_name, parse_xml
from audio.readers.feeds.dates import parse_feed_date
from audio.readers.files import read_file
from audio.records import Show
from audio.show.catalogue import FormerItem
from audio.show.feed.names import NAMESPACES, put

_ACTIVE = regex.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|</?(?:iframe|object|embed|form)\b[^>]*>",
    regex.DOTALL | regex.IGNORECASE,
)
"""What no app runs of an item's HTML; the words inside a form or an object stay."""
_LENGTH = regex.compile(r"[0-9]{1,18}")
_MEDIA_TYPE = regex.compile(r"[a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+")
_TYPES = {".m4a": "audio/x-m4a", ".mp4": "video/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg"}
"""Media types by suffix, where they are not those of MP3."""
log = logging.getLogger(__name__)
_PLAIN = {"title", "link", "description", "guid", "enclosure"}
"""Elements without a namespace that are kept; the date is written anew."""
_PREFIXES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://purl.org/rss/1.0/modules/content/": "content",
}
"""By namespace in small letters, as Apple reads its own."""


def read_former_items(show: Show) -> tuple[FormerItem, ...]:
    """The items of the ``show``'s former feed, newest first; none without one.

    What has no sound or no date is told in a warning, and so is a show's guid that would be lost.
    Raises ``SourceError``.
    """
    path = show.former_feed
    if not path:
        return ()
    channel = find_first(parse_xml(read_file(path), path), "channel")
    if channel is None:
        raise SourceError("is no RSS feed", where=Place(path), hint="save the former feed there")
    listed = [child for child in channel if get_name(child) == "item"]
    found = {item.guid: item for each in reversed(listed) for item in _read_item(each)}
    if lost := len(listed) - len(found):
        log.warning(
            "%s: %s of its items are left out: without sound, date or guid of their own", path, lost
        )
    sounds = [make_item(item).find("enclosure") for item in found.values()]
    if unknown := sum(sound is not None and sound.get("length") == "0" for sound in sounds):
        log.warning(
            "%s: %s of its items do not tell how large their sound is (length), and apps show it "
            "as unknown; write it there in bytes",
            path,
            unknown,
        )
    guid = (channel.findtext(f"{{{NAMESPACES['podcast']}}}guid") or "").strip().lower()
    if guid not in ("", show.guid):
        log.warning('%s: apps know the show by its guid; keep it with: guid = "%s"', path, guid)
    return tuple(sorted(found.values(), key=lambda item: item.moment, reverse=True))


def make_item(former: FormerItem) -> etree._Element:
    """The element that stands in a feed, but for its date."""
    return etree.fromstring(former.item)


def _read_item(element: Any) -> Iterator[FormerItem]:
    """The item, if an app could play it."""
    sound = element.find("enclosure")
    address = (sound.get("url") or "").strip() if sound is not None else ""
    moment = parse_feed_date(element.findtext("pubDate") or "")
    if moment is None or not address.startswith(("https://", "http://")):
        return
    guid = " ".join((element.findtext("guid") or "").split()) or address
    item = etree.Element("item", nsmap=NAMESPACES)
    for child in element:
        _copy(child, item)
    _complete_sound(item.find("enclosure"))
    identity = item.find("guid")
    if identity is None:
        identity = put(item, "guid", guid)
    if not guid.startswith(("https://", "http://")):
        identity.set("isPermaLink", "false")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    yield FormerItem(guid, moment, etree.tostring(item, encoding="UTF-8"))


def _complete_sound(sound: Any) -> None:
    """Give an enclosure the attributes that RSS wants; a length of 0 stands for one not known."""
    length = (sound.get("length") or "").strip()
    sound.set("length", length if _LENGTH.fullmatch(length) else "0")
    if not _MEDIA_TYPE.fullmatch(sound.get("type") or ""):
        suffix = PurePosixPath(urlsplit(sound.get("url", "")).path).suffix.lower()
        sound.set("type", _TYPES.get(suffix, "audio/mpeg"))


def _copy(element: Any, parent: etree._Element) -> None:
    """Append ``element`` and what is in it, if it is of a namespace that the feed declares."""
    name = etree.QName(element)
    prefix = _PREFIXES.get((name.namespace or "").rstrip("/").lower()) or _PREFIXES.get(
        (name.namespace or "").lower()
    )
    if prefix is None and (name.namespace or name.localname not in _PLAIN):
        return
    tag = f"{prefix}:{name.localname}" if prefix else name.localname
    text = _ACTIVE.sub("", element.text or "").strip()
    copied = put(parent, tag, text, **dict(element.attrib))
    for child in element:
        _copy(child, copied)
