"""Catalogues of editions that were never spoken, and feeds as podcast apps read them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import podcastparser
from lxml import etree

from audio.records import PublishedFile, Show
from audio.show.catalogue import Catalogue, CatalogueEntry, Passage
from audio.show.feed.channel import list_parts
from audio.show.feed.names import NAMESPACES
from audio.show.order import arrange_entries
from tests.catalogue import make_entry as make_plain_entry

BASE = "https://example.org/show/"
SHOW = Show(title="समाचार सुनिए", description="चुने हुए लेख।", author="डेस्क", link=BASE)
COVER = PublishedFile("cover.jpg", "image/jpeg", 130_000, "c0ffee" + "0" * 58)
FILES = (
    ("mp3", "audio/mpeg", 2_900_000),
    ("vtt", "text/vtt", 23_000),
    ("srt", "application/x-subrip", 12_000),
)


def make_entry(number: int = 1, **known) -> CatalogueEntry:
    """An edition with all that a feed can tell of one."""
    slug = known.get("slug", f"edition-{number}")
    told = {
        "seconds": 362.5,
        "lead": Passage("पहला वाक्य यह है।", 1.0, 21.5),
        "chapters": (Passage("ख़बर", 0.0, 100.0), Passage("आगे क्या", 100.0, 362.5)),
        "files": (
            *(PublishedFile(f"{slug}.{form}", *rest, "ab" * 32) for form, *rest in FILES),
            PublishedFile("chapters.json", "application/json+chapters", 900, "cd" * 32),
            PublishedFile("cover.jpg", "image/jpeg", 90_000, "ef" * 32),
        ),
    }
    return make_plain_entry(number, **told | known)


def catalogue(entries: Sequence[CatalogueEntry], **known) -> Catalogue:
    show = replace(SHOW, **known)
    return Catalogue(show, COVER, arrange_entries(entries, show))


def feed(*entries: CatalogueEntry, base: str = BASE, **known) -> dict[str, bytes]:
    """Every document by its name."""
    told = catalogue(entries or [make_entry()], **known)
    return {part.name: part.make() for part in list_parts(told, base)}


def channel(*entries: CatalogueEntry, **known) -> etree._Element:
    """The channel of the subscription document."""
    return etree.fromstring(feed(*entries, **known)["feed.xml"]).find("channel")


def all_of(parent: etree._Element, path: str) -> list[etree._Element]:
    return parent.findall(path, NAMESPACES)


def said(parent: etree._Element, path: str) -> list[str]:
    return [element.text for element in all_of(parent, path)]


def in_an_app(data: bytes) -> dict:
    """The feed as gPodder reads it."""
    return podcastparser.parse(f"{BASE}feed.xml", io.BytesIO(data))
