"""One item of the feed: an edition, as podcast apps and directories are told of it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from lxml import etree
from markupsafe import Markup

from audio.records import PublishedFile, Show
from audio.show.catalogue import Entry
from audio.show.feed.names import put, put_html
from audio.show.feed.text import cut, line, link, linked, paragraph, size, size_in_html
from audio.writers import site
from audio.writers.site.text import strip_turns

LONGEST = 4000
"""Bytes of a description (Apple, "A Podcaster's Guide to RSS", description)."""
_NAME = 128
"""Characters of a person's name or a sound bite's title (podcast namespace)."""
_TRANSCRIPTS = ("text/vtt", "application/x-subrip")
AUDIO = "audio/mpeg"
"""What the enclosure is; other sound stands beside it."""


class Setting(NamedTuple):
    """What all items of a feed share."""

    show: Show
    base: str
    """Address of the site, with the slash at its end."""
    fallback: datetime
    """Aware: the date of what has none."""

    def address(self, entry: Entry, name: str = "") -> str:
        """Of a file of the edition, or of its page."""
        return f"{self.base}{quote(entry.slug)}/{quote(name)}"

    def picture(self, folder: str, cover: PublishedFile) -> str:
        """Of a picture: another picture has another address (Apple, itunes:image)."""
        return f"{self.base}{folder}{quote(cover.name)}?v={cover.sha256[:8]}"

    def date(self, moment: datetime) -> str:
        """In the show's time zone (RFC 2822, 3.3)."""
        return format_datetime(moment.astimezone(ZoneInfo(self.show.timezone)))


def put_item(channel: etree._Element, entry: Entry, setting: Setting) -> None:
    """Append the item of an edition that has an MP3."""
    item = put(channel, "item")
    put(item, "title", line(entry.title))
    put(item, "link", setting.address(entry))
    put(item, "guid", line(entry.guid), isPermaLink="false")
    put(item, "pubDate", setting.date(entry.published or setting.fallback))
    put_html(item, "description", description(entry, setting))
    put_html(item, "content:encoded", Markup().join(_notes(entry, setting)))
    _put_sound(item, entry, setting)
    put(item, "itunes:author", line(entry.author or setting.show.author or setting.show.title))
    put(item, "itunes:explicit", str(setting.show.explicit).lower())
    put(item, "itunes:episodeType", "full")
    put(item, "itunes:image", href=setting.picture(f"{quote(entry.slug)}/", entry.cover))
    _put_texts(item, entry, setting)
    _put_people(item, entry, setting)
    if entry.lead:
        start, end = entry.lead.start, entry.lead.end
        title = _short(entry.lead.text)
        put(item, "podcast:soundbite", title, startTime=_s(start), duration=_s(end - start))
    put(item, "podcast:txt", "true", purpose="ai-content")


def description(entry: Entry, setting: Setting) -> str:
    """HTML of at most ``LONGEST`` bytes: the standfirst, who speaks, and where the page is."""
    tail = paragraph(_disclosure(entry, setting)) + _to_page(entry, setting)
    standfirst = strip_turns(_standfirst(entry)).strip()
    if not standfirst:
        return tail
    room = LONGEST - size(tail) - size(paragraph(""))
    return paragraph(cut(standfirst, room, size_in_html)) + tail


def _notes(entry: Entry, setting: Setting) -> Iterator[Markup]:
    """Everything that an app may show of the edition."""
    said = site.read_labels(setting.show.labels)
    for part in strip_turns(_standfirst(entry)).split("\n\n"):
        if part.strip():
            yield paragraph(part.strip())
    if len(entry.chapters) > 1:
        rows = (
            Markup("<li>{} {}</li>").format(site.format_clock(chapter.start), line(chapter.text))
            for chapter in entry.chapters
        )
        yield paragraph(said["chapters"]) + Markup("<ul>{}</ul>").format(Markup().join(rows))
    if entry.source:
        yield Markup("<p>{}: {}</p>").format(said["source"], linked(line(entry.source)))
    yield paragraph(_disclosure(entry, setting))
    yield _to_page(entry, setting)


def _put_sound(item: etree._Element, entry: Entry, setting: Setting) -> None:
    sounds = [file for file in entry.files if file.media_type.startswith("audio/")]
    main = next(file for file in sounds if file.media_type == AUDIO)
    put(
        item,
        "enclosure",
        url=setting.address(entry, main.name),
        length=str(main.size),
        type=main.media_type,
    )
    put(item, "itunes:duration", str(max(1, round(entry.seconds))))
    if len(sounds) == 1:
        return
    for sound in sorted(sounds, key=lambda file: (file is not main, file.name)):
        bits = str(round(sound.size * 8 / entry.seconds))
        one = put(
            item,
            "podcast:alternateEnclosure",
            type=sound.media_type,
            length=str(sound.size),
            bitrate=bits,
            title=site.read_labels(setting.show.labels).get(sound.media_type, sound.name)[:32],
            lang=line(entry.language),
            **({"default": "true"} if sound is main else {}),
        )
        put(one, "podcast:source", uri=setting.address(entry, sound.name))
        digest = base64.b64encode(bytes.fromhex(sound.sha256)).decode()
        put(one, "podcast:integrity", type="sri", value=f"sha256-{digest}")


def _put_texts(item: etree._Element, entry: Entry, setting: Setting) -> None:
    for media_type in _TRANSCRIPTS:
        if file := entry.file(media_type):
            put(
                item,
                "podcast:transcript",
                url=setting.address(entry, file.name),
                type=media_type,
                language=line(entry.language),
                rel="captions",
            )
    media_type = "application/json+chapters"
    if file := entry.file(media_type):
        put(item, "podcast:chapters", url=setting.address(entry, file.name), type=media_type)


def _put_people(item: etree._Element, entry: Entry, setting: Setting) -> None:
    if author := entry.author or setting.show.author:
        put(item, "podcast:person", _short(author), group="writing", role="author")
    narrator = site.read_labels(setting.show.labels)["feed_narrator"].format(voice=entry.voice)
    put(item, "podcast:person", _short(narrator), group="cast", role="narrator")


def _standfirst(entry: Entry) -> str:
    return entry.description or (entry.lead.text if entry.lead else "")


def _disclosure(entry: Entry, setting: Setting) -> str:
    return strip_turns(
        site.read_labels(setting.show.labels)["disclosure"].format(voice=entry.voice)
    )


def _to_page(entry: Entry, setting: Setting) -> Markup:
    text = site.read_labels(setting.show.labels)["feed_page"]
    return Markup("<p>{}</p>").format(link(setting.address(entry), text))


def _short(text: str) -> str:
    """At most 128 characters, however many bytes."""
    return cut(line(text), _NAME, len)


def _s(seconds: float) -> str:
    return f"{seconds:.3f}"
