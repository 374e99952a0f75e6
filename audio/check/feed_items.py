"""Rules for the feed's items: complete, and true to the editions and their files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from lxml import etree

from audio import regex
from audio.check import markup
from audio.check.disclosure_words import names_machine
from audio.check.fault import Fault, Rule, contrast, quote
from audio.check.feed_dates import DATE_RULES
from audio.check.feed_document import (
    CONTENT,
    ITUNES,
    LONGEST,
    PODCAST,
    FeedDocument,
    get_text,
    shorten_tag,
)
from audio.check.feed_numbers import NUMBER_RULES

_LENGTH = regex.compile(r"[0-9]+")
_AUDIO = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
_TRANSCRIPTS = {".vtt": "text/vtt", ".srt": "application/x-subrip"}
_REQUIRED_OF_ALL = ("title", "guid", "pubDate")
_REQUIRED_OF_ITEMS = ("title", "guid", "pubDate", "description", f"{ITUNES}duration")


def _check_items(it: FeedDocument) -> Iterator[Fault]:
    own = it.items
    for item in it.all_items:
        for tag in _REQUIRED_OF_ITEMS if item in own else _REQUIRED_OF_ALL:
            if not get_text(item, tag):
                yield it.make_fault(f"has no {shorten_tag(tag)}", item)
        if (size := len(get_text(item, "description").encode())) > LONGEST:
            yield it.make_fault(
                f"its description is too long (at most {LONGEST}, found {size} bytes)", item
            )
        guid = item.find("guid")
        if (
            guid is not None
            and guid.get("isPermaLink", "true") == "true"
            and not (guid.text or "").startswith(("https://", "http://"))
        ):
            yield it.make_fault("its guid is no address, so isPermaLink must be false", item)
        explicit = get_text(item, f"{ITUNES}explicit")
        if explicit not in ("", "true", "false"):
            yield it.make_fault(
                contrast("itunes:explicit is neither", "true or false", explicit), item
            )


def _check_sounds(it: FeedDocument) -> Iterator[Fault]:
    """Every sound, that of former items at another host too, tells how large it is and its type."""
    for item in it.all_items:
        for sound in item.findall("enclosure"):
            if not _LENGTH.fullmatch(sound.get("length", "")):
                length = quote(sound.get("length", ""))
                yield it.make_fault(f"its enclosure's length is no number of bytes: {length}", item)
            if "/" not in sound.get("type", ""):
                yield it.make_fault("its enclosure has no media type", item)


def _check_disclosure(it: FeedDocument) -> Iterator[Fault]:
    """It is said that the voices are synthetic: to apps (``podcast:txt``) and in words."""

    def says(parent: etree._Element) -> bool:
        return any(
            text.get("purpose") == "ai-content" and (text.text or "").strip() == "true"
            for text in parent.findall(f"{PODCAST}txt")
        )

    if not says(it.channel):
        for item in it.items:
            if not says(item):
                yield it.make_fault("does not tell that its voice is synthetic (podcast:txt)", item)
    if it.items and not names_machine(get_text(it.channel, "description")):
        yield it.make_fault("the channel's description does not say that the voices are synthetic")
    for item in it.items:
        narrators = item.findall(f"{PODCAST}person[@role='narrator']")
        if not any(names_machine(one.text or "") for one in narrators):
            yield it.make_fault("names no synthetic narrator (podcast:person)", item)


def _check_enclosures(it: FeedDocument) -> Iterator[Fault]:
    for item in it.items:
        found = item.findall("enclosure")
        if len(found) != 1:
            yield it.make_fault(f"has {len(found)} enclosures (expected 1)", item)
            continue
        address = found[0].get("url", "")
        suffix = PurePosixPath(address.partition("?")[0]).suffix.lower()
        if found[0].get("type") != _AUDIO.get(suffix):
            what = f"its enclosure's type does not go with {suffix or 'its address'}"
            yield it.make_fault(
                contrast(what, _AUDIO.get(suffix, "audio"), found[0].get("type")), item
            )
        target = it.find_target(address)
        if target is None or target.path not in it.site.files:
            yield it.make_fault(f"its enclosure is not in the site: {quote(address)}", item)
            continue
        size = it.get_size(target.path)
        if found[0].get("length") != str(size):
            what = "its enclosure's length is not the file's"
            yield it.make_fault(contrast(what, size, found[0].get("length")), item)
        yield from _check_edition(it, item, PurePosixPath(target.path).parent.as_posix())


def _check_edition(it: FeedDocument, item: etree._Element, folder: str) -> Iterator[Fault]:
    """Duration, guid and title of the item are those of edition.json."""
    data = it.editions.get(folder)
    if data is None:
        return
    duration = _parse_duration(get_text(item, f"{ITUNES}duration"))
    if duration is None or abs(duration - data.duration) > 1:
        found = get_text(item, f"{ITUNES}duration")
        yield it.make_fault(
            contrast("its itunes:duration is not the edition's", data.duration, found), item
        )
    if " ".join(get_text(item, "guid").split()) != " ".join(data.guid.split()):
        yield it.make_fault(
            contrast("its guid is not the edition's", data.guid, get_text(item, "guid")), item
        )
    if get_text(item, "title").split() != data.title.split() and data.title.isprintable():
        yield it.make_fault(
            contrast("its title is not the edition's", data.title, get_text(item, "title")), item
        )


def _parse_duration(text: str) -> float | None:
    parts = text.split(":")
    if not 1 <= len(parts) <= 3 or not all(
        p.isascii() and p.isdigit() and len(p) < 10 for p in parts
    ):
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds


def _check_transcripts(it: FeedDocument) -> Iterator[Fault]:
    for item in it.items:
        chapters = item.findall(f"{PODCAST}chapters")
        for one in item.findall(f"{PODCAST}transcript"):
            address = one.get("url", "")
            suffix = PurePosixPath(address).suffix
            if one.get("type") != _TRANSCRIPTS.get(suffix):
                what = "its transcript's type does not go with its address"
                yield it.make_fault(contrast(what, _TRANSCRIPTS.get(suffix), one.get("type")), item)
            yield from _check_folder(it, item, address, "transcript")
        if len(chapters) > 1:
            yield it.make_fault(f"has {len(chapters)} podcast:chapters (at most 1)", item)
        for one in chapters:
            if one.get("type") != "application/json+chapters":
                found = one.get("type")
                what = "its podcast:chapters are of another type"
                yield it.make_fault(contrast(what, "application/json+chapters", found), item)
            yield from _check_folder(it, item, one.get("url", ""), "chapters")


def _check_folder(
    it: FeedDocument, item: etree._Element, address: str, name: str
) -> Iterator[Fault]:
    """A file of an edition stands in the folder of its sound."""
    sound = item.find("enclosure")
    folder = address.rpartition("/")[0]
    if sound is not None and sound.get("url", "").rpartition("/")[0] != folder:
        yield it.make_fault(f"its {name} is another edition's: {quote(address)}", item)


def _check_soundbites(it: FeedDocument) -> Iterator[Fault]:
    for item in it.items:
        length = _parse_duration(get_text(item, f"{ITUNES}duration"))
        for bite in item.findall(f"{PODCAST}soundbite"):
            try:
                end = float(bite.get("startTime", "")) + float(bite.get("duration", ""))
            except ValueError:
                yield it.make_fault("its soundbite has no startTime and duration", item)
                continue
            if not end > 0 or (length and end > length + 1):
                yield it.make_fault(
                    contrast("its soundbite is not in it", f"≤ {length}", end), item
                )


def _check_alternatives(it: FeedDocument) -> Iterator[Fault]:
    for item in it.items:
        for one in item.findall(f"{PODCAST}alternateEnclosure"):
            for source in one.findall(f"{PODCAST}source"):
                target = it.find_target(source.get("uri", ""))
                if target is None or target.path not in it.site.files:
                    address = quote(source.get("uri", ""))
                    yield it.make_fault(f"its other sound is not in the site: {address}", item)
                    continue
                size, found = it.get_size(target.path), one.get("length")
                if found != str(size):
                    what = f"the length of {target.path} is another"
                    yield it.make_fault(contrast(what, size, found), item)
                for integrity in one.findall(f"{PODCAST}integrity"):
                    if not _is_intact(it, target.path, integrity.get("value", "")):
                        yield it.make_fault(f"{target.path} is not what its integrity says", item)


def _is_intact(it: FeedDocument, name: str, value: str) -> bool:
    kind, _, digest = value.partition("-")
    if kind not in ("sha256", "sha384", "sha512"):
        return False
    try:
        expected = base64.b64decode(digest, validate=True)
    except (binascii.Error, ValueError):
        return False
    return it.compute_digest(name, kind) == expected.hex()


def _check_notes(it: FeedDocument) -> Iterator[Fault]:
    """The HTML of an item's notes runs no script; its links are checked with the document's."""
    for item in it.items:
        for tag in ("description", CONTENT):
            page = markup.parse_html(get_text(item, tag))
            it.links.update(page.links)
            if page.handlers or page.inline:
                yield it.make_fault("its notes would run a script", item)


ITEM_RULES: Sequence[Rule[FeedDocument]] = (
    _check_items,
    _check_sounds,
    *NUMBER_RULES,
    _check_disclosure,
    *DATE_RULES,
    _check_enclosures,
    _check_transcripts,
    _check_soundbites,
    _check_alternatives,
    _check_notes,
)
