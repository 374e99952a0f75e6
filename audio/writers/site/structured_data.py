"""Structured data (JSON-LD, schema.org): what search engines and assistants read of a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from audio.engines.source_types import find_source_type
from audio.records import Edition, PublishedFile, Show
from audio.writers.site.disclosure import disclose
from audio.writers.site.text import strip_turns

_TRANSCRIPT = "text/vtt"


def describe_edition(edition: Edition, beside: Sequence[PublishedFile], place: str) -> str:
    """A ``NewsArticle`` with its ``AudioObject``, as JSON that may stand in a script element.

    ``place`` is the public address of the page's folder; without one addresses are relative,
    which readers resolve against the page's own (JSON-LD 1.1, 9.4.1).
    """
    outline, article = edition.outline, edition.outline.article
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": strip_turns(article.title),
        "description": strip_turns(article.description),
        "inLanguage": article.language,
        "author": _name_author(edition),
        "publisher": {"@type": "Organization", "name": strip_turns(outline.show.title)},
        "datePublished": _tell_moment(article.published, outline.show),
        "dateModified": _tell_moment(article.updated, outline.show),
        "url": place,
        "image": _find_address(place, beside, "image/"),
        "isBasedOn": article.source if "://" in article.source else "",
        "audio": _describe_sound(edition, beside, place),
    }
    return _encode(told)


def describe_show(show: Show, cover: str, feed: str) -> str:
    """A ``PodcastSeries``, as JSON that may stand in a script element of the show's pages.

    ``cover`` is its picture's file name, ``feed`` the feed's address, empty without one. Who makes
    the show, and what it is about, stand in the page's head.
    """
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PodcastSeries",
        "name": strip_turns(show.title),
        "url": show.base,
        "webFeed": feed,
        "image": f"{show.base}{quote(cover)}",
        "inLanguage": show.language,
    }
    return _encode(told)


def describe_elsewhere(edition: Edition, beside: Sequence[PublishedFile], place: str) -> str:
    """The ``NewsArticle`` of another site, where its address is known, with this sound.

    What else is told of it is for that site to say: of one address, readers join both.
    """
    article = edition.outline.article
    address = article.source if "://" in article.source else ""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": strip_turns(article.title),
        "inLanguage": article.language,
        "audio": _describe_sound(edition, beside, place),
    }
    return _encode(told)


def _tell_moment(moment: datetime | None, show: Show) -> str:
    """ISO 8601 with the distance from UTC, where the show is if nothing else is known."""
    if moment is None:
        return ""
    zone = moment.tzinfo or ZoneInfo(show.timezone)
    return moment.replace(tzinfo=zone).isoformat()


def _encode(told: dict[str, Any]) -> str:
    """JSON that can end no script element."""
    return json.dumps(_drop_empty(told), ensure_ascii=False).replace("<", "\\u003c")


def _describe_sound(
    edition: Edition, beside: Sequence[PublishedFile], place: str
) -> dict[str, Any]:
    outline = edition.outline
    sounds = [file for file in beside if file.media_type == "audio/mpeg"]
    if not sounds:
        return {}
    return {
        "@type": "AudioObject",
        "name": strip_turns(outline.article.title),
        "description": disclose(outline),
        "contentUrl": _find_address(place, sounds, "audio/"),
        "encodingFormat": sounds[0].media_type,
        "contentSize": str(sounds[0].size),
        "duration": format_duration(edition.recording.samples / outline.rate),
        "transcript": _find_address(place, beside, _TRANSCRIPT),
        "inLanguage": outline.article.language,
        "identifier": f"urn:uuid:{edition.uuid}",
        "digitalSourceType": find_source_type(outline.voice),
    }


def format_duration(seconds: float) -> str:
    """``PT1H2M3.5S`` (ISO 8601): to the tenth of a second, without what is nothing."""
    tenths = round(seconds * 10)
    hours, rest = divmod(tenths, 36_000)
    minutes, rest = divmod(rest, 600)
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    if rest or not (hours or minutes):
        parts.append(f"{rest // 10}.{rest % 10}S" if rest % 10 else f"{rest // 10}S")
    return "PT" + "".join(parts)


def _name_author(edition: Edition) -> dict[str, str]:
    outline = edition.outline
    name = strip_turns(outline.article.author or outline.show.author or outline.show.title)
    kind = "Person" if outline.article.author else "Organization"
    return {"@type": kind, "name": name} if name else {}


def _find_address(place: str, files: Sequence[PublishedFile], kind: str) -> str:
    """The address of the first file whose media type begins with ``kind``; empty for none."""
    found = next((file for file in files if file.media_type.startswith(kind)), None)
    return place + quote(found.name) if found else ""


def _drop_empty(told: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _drop_empty(value) if isinstance(value, dict) else value
        for key, value in told.items()
        if value
    }
