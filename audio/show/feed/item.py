"""One ``item`` of the feed, which describes an edition to podcast apps."""

from __future__ import annotations

import base64
from urllib.parse import quote

from lxml import etree
from markupsafe import Markup

from audio.records import PublishedFile, Show
from audio.settings.roles import read_roles
from audio.show.catalogue import CatalogueEntry, FormerItem
from audio.show.feed.context import FeedContext, get_moment
from audio.show.feed.former import make_item
from audio.show.feed.names import put, put_html
from audio.show.feed.notes import make_description, make_notes
from audio.show.feed.text import cut, to_line
from audio.writers import site

_NAME = 128
"""Characters of a person's name or a sound bite's title (podcast namespace)."""
_TRANSCRIPTS = ("text/vtt", "application/x-subrip")
AUDIO = "audio/mpeg"
"""Media type of the ``enclosure``."""
_ALTERNATIVES = ("audio/mp4", "audio/ogg")
"""Media types of sound that is named beside it."""


def put_item(
    channel: etree._Element, entry: CatalogueEntry, context: FeedContext, text: str = ""
) -> None:
    """Append the item of an edition that has an MP3; ``text`` is its whole text as HTML."""
    item = put(channel, "item")
    put(item, "title", to_line(entry.title))
    put(item, "link", context.make_address(entry))
    put(item, "guid", to_line(entry.guid), isPermaLink="false")
    put(item, "pubDate", context.format_date(get_moment(entry)))
    put_html(item, "description", make_description(entry, context))
    put_html(item, "content:encoded", Markup().join(make_notes(entry, context, text)))
    _put_sound(item, entry, context)
    put(item, "itunes:author", to_line(entry.author or context.show.author or context.show.title))
    _put_number(item, entry, context)
    if entry.is_blocked:
        put(item, "itunes:block", "Yes")
    put_picture(item, f"{quote(entry.slug)}/", entry.cover, entry.title, context)
    _put_texts(item, entry, context)
    _put_people(item, entry, context)
    if entry.lead:
        start, end = entry.lead.start, entry.lead.end
        title = shorten(entry.lead.text)
        put(
            item,
            "podcast:soundbite",
            title,
            startTime=_format_seconds(start),
            duration=_format_seconds(end - start),
        )
    put(item, "podcast:txt", "true", purpose="ai-content")


def put_picture(
    parent: etree._Element, folder: str, cover: PublishedFile, title: str, context: FeedContext
) -> None:
    """Append a square picture, for Apple and, with a text in its place, for other apps."""
    address = context.make_picture_address(folder, cover)
    put(parent, "itunes:image", href=address)
    told = {"href": address, "alt": to_line(title), "aspect-ratio": "1/1", "purpose": "artwork"}
    put(parent, "podcast:image", type=cover.media_type, **told)


def put_trailer(channel: etree._Element, entry: CatalogueEntry, context: FeedContext) -> None:
    """Append what leads apps to a trailer, which is an item, too (podcast namespace, trailer)."""
    sound = entry.find_file(AUDIO)
    if sound is None:
        return
    told = {"season": str(entry.season)} if entry.season else {}
    put(
        channel,
        "podcast:trailer",
        shorten(entry.title),
        url=context.make_address(entry, sound.name),
        pubdate=context.format_date(get_moment(entry)),
        length=str(sound.size),
        type=AUDIO,
        **told,
    )


def put_former_item(channel: etree._Element, former: FormerItem, context: FeedContext) -> None:
    """Append an item of the show's former feed."""
    item = make_item(former)
    put(item, "pubDate", context.format_date(former.moment))
    channel.append(item)


def _put_number(item: etree._Element, entry: CatalogueEntry, context: FeedContext) -> None:
    """Where the edition stands in the show, what it is, and for whom."""
    explicit = context.show.explicit if entry.explicit is None else entry.explicit
    put(item, "itunes:explicit", str(explicit).lower())
    put(item, "itunes:episodeType", entry.kind)
    for name, number in (("season", entry.season), ("episode", entry.episode)):
        if number:
            put(item, f"itunes:{name}", str(number))
            put(item, f"podcast:{name}", str(number))


def _put_sound(item: etree._Element, entry: CatalogueEntry, context: FeedContext) -> None:
    kinds = (AUDIO, *_ALTERNATIVES)
    sounds = [file for file in entry.files if any(map(file.is_whole, kinds))]
    main = next(file for file in sounds if file.media_type == AUDIO)
    put(
        item,
        "enclosure",
        url=context.make_address(entry, main.name),
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
            title=site.name_file(sound, context.show.labels)[:32],
            lang=to_line(entry.language),
            **({"default": "true"} if sound is main else {}),
        )
        put(one, "podcast:source", uri=context.make_address(entry, sound.name))
        digest = base64.b64encode(bytes.fromhex(sound.sha256)).decode()
        put(one, "podcast:integrity", type="sri", value=f"sha256-{digest}")


def _put_texts(item: etree._Element, entry: CatalogueEntry, context: FeedContext) -> None:
    for media_type in _TRANSCRIPTS:
        if file := entry.find_file(media_type):
            put(
                item,
                "podcast:transcript",
                url=context.make_address(entry, file.name),
                type=media_type,
                language=to_line(entry.language),
                rel="captions",
            )
    media_type = "application/json+chapters"
    if file := entry.find_file(media_type):
        put(item, "podcast:chapters", url=context.make_address(entry, file.name), type=media_type)


def _put_people(item: etree._Element, entry: CatalogueEntry, context: FeedContext) -> None:
    if author := entry.author or context.show.author:
        put(item, "podcast:person", shorten(author), group="writing", role="author")
    put_people(item, context.show)
    narrator = site.read_labels(context.show.labels)["feed_narrator"].format(voice=entry.voice)
    put(item, "podcast:person", shorten(narrator), group="cast", role="narrator")


def put_people(parent: etree._Element, show: Show) -> None:
    """Add those who work on the whole show; of an item too, as its people replace the show's."""
    for person in show.person:
        role = person.role.lower()
        links = {"img": person.image, "href": person.url}
        put(
            parent,
            "podcast:person",
            shorten(person.name),
            group=read_roles()[role],
            role=role,
            **{key: address for key, address in links.items() if address},
        )


def shorten(text: str) -> str:
    """``text`` as one line of at most 128 characters, however many bytes."""
    return cut(to_line(text), _NAME, len)


def _format_seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
