"""The check of one edition: its edition.json, and every file of its folder against that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import NamedTuple

from audio.check.artwork import SUFFIXES, check_picture
from audio.check.audiobook import check_audiobook
from audio.check.captions import CHECKS
from audio.check.chapter_sound import check_chapter_sound
from audio.check.chapters import check_chapters
from audio.check.chapters import read_links as chapter_links
from audio.check.coded_sound import CONTAINERS, check_coded_sound
from audio.check.daisy import check_daisy
from audio.check.description import check_description
from audio.check.edition_data import EditionData, load_edition_data
from audio.check.embed import check_embed_data, check_oembed, check_snippet
from audio.check.epub import check_epub
from audio.check.fault import EMPTY, Fault, sum_up
from audio.check.frames import check_frames
from audio.check.links import LinkFindings, follow_links
from audio.check.listing import check_listing, find_change, find_unlisted
from audio.check.markup import read_page
from audio.check.pages import check_addresses, check_edition_page, check_page
from audio.check.plain_texts import check_lyrics, check_spoken_text
from audio.check.playlist import check_playlist
from audio.check.search import SENTENCES, check_sentences
from audio.check.signature import check_signature
from audio.check.site import EDITION, BuiltSite
from audio.check.sound_measurement import measure_sound
from audio.check.sound_rules import check_sound_file
from audio.check.tags import check_tags, read_album
from audio.settings.formats import find_suffix
from audio.show.site_files import WITHDRAWN

PAGE = "index.html"
_CHAPTERS = "chapters.json"
_BY_SUFFIX: Mapping[str, Callable[[Path, str, EditionData | None], Iterator[Fault]]] = {
    ".audiobook": check_audiobook,
    ".daisy": check_daisy,
    ".epub": check_epub,
    ".lrc": check_lyrics,
    ".m3u8": check_playlist,
    **dict.fromkeys(CONTAINERS, check_coded_sound),
    **CHECKS,
}
"""The check of a file of an edition, by its suffix."""
_BY_NAME = {
    "embed.txt": check_snippet,
    "embed.json": check_embed_data,
    "oembed.json": check_oembed,
}
"""The check of a file that every edition names alike."""


class EditionFindings(NamedTuple):
    """What the check of one edition found."""

    folder: str
    data: EditionData | None
    """Without its sentences; ``None`` when it could not be read."""
    album: str
    """The show's title in the tags of its MP3; empty without one."""
    faults: tuple[Fault, ...]
    links: tuple[LinkFindings, ...]


class Guard:
    """A context that turns an ``OSError`` into a fault of the file ``where``."""

    def __init__(self, where: str, faults: list[Fault]) -> None:
        self._where = where
        self._faults = faults

    def __enter__(self) -> None:
        """Nothing has happened yet."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if isinstance(error, OSError):
            self._faults.append(Fault(self._where, f"cannot be read: {error.strerror or error}"))
        return isinstance(error, OSError)


def check_edition(site: BuiltSite, folder: str) -> EditionFindings:
    """Check the edition in ``folder`` of ``site``."""
    faults: list[Fault] = []
    links: list[LinkFindings] = []
    data = _read_description(site, folder, faults)
    title = ""
    for name in sorted(n for n in site.files if PurePosixPath(n).parent.as_posix() == folder):
        found: list[Fault] = []
        change = ""
        with Guard(name, found):
            if not site.get_size(name):
                faults.append(Fault(name, EMPTY))
                continue
            change = find_change(site, name, data)
            if name.endswith(".mp3") and not _is_part(name, data):
                title = read_album(site.locate(name))
            found.extend(_check_file(site, name, data, links))
        faults += [sum_up(name, change, found)] if change else found
    if f"{folder}/{PAGE}" not in site.files:
        faults.append(Fault(f"{folder}/{PAGE}", "is missing"))
    known = replace(data, sentences=()) if data else None
    return EditionFindings(folder, known, title, tuple(faults), tuple(links))


def _read_description(site: BuiltSite, folder: str, faults: list[Fault]) -> EditionData | None:
    where = f"{folder}/{EDITION}"
    if where not in site.files:
        faults.append(Fault(where, "is missing"))
        return None
    data = None
    with Guard(where, faults):
        if not site.get_size(where):
            return None  # which is told of every file
        data, found = load_edition_data(site.locate(where), where)
        faults += found
        if data:
            faults.extend(check_description(where, data))
            faults.extend(find_unlisted(site, folder, data))
            faults.extend(check_listing(site, folder, data))
    return data


def _check_file(
    site: BuiltSite, name: str, data: EditionData | None, links: list[LinkFindings]
) -> Iterator[Fault]:
    path, place = site.locate(name), PurePosixPath(name)
    suffix = find_suffix(place.name)
    if suffix == ".mp3" and data and _is_part(name, data):
        yield from check_chapter_sound(path, name, data)
    elif suffix == ".mp3":
        yield from _check_sound(site, name, data)
    elif place.name in _BY_NAME:
        yield from _BY_NAME[place.name](path, name, data)
    elif suffix in _BY_SUFFIX:
        yield from _BY_SUFFIX[suffix](path, name, data)
    elif suffix == ".html":
        yield from _check_page(site, name, data, links)
    elif suffix in SUFFIXES:
        yield from check_picture(path, name)
    elif place.name == SENTENCES:
        yield from check_sentences(path, name, data)
    elif suffix == ".txt" and place.name != WITHDRAWN:
        yield from check_spoken_text(path, name, data)
    elif place.name == _CHAPTERS:
        yield from check_chapters(path, name, data)
        links.append(follow_links(site, name, chapter_links(path), None))
        yield from links[-1].faults
    yield from check_signature(path, name, data)


def _is_part(name: str, data: EditionData | None) -> bool:
    """Whether the file is one of several that a playlist leads to."""
    parts = (file.path for file in data.files if file.part_of) if data else ()
    return PurePosixPath(name).name in parts


def _check_sound(site: BuiltSite, name: str, data: EditionData | None) -> Iterator[Fault]:
    path = site.locate(name)
    yield from check_tags(path, name, data)
    yield from check_frames(path, name, data)
    if data is None:
        return
    try:
        sound = measure_sound(path)
    except ValueError as error:
        yield Fault(name, str(error))
    else:
        yield from check_sound_file(name, sound, data)


def _check_page(
    site: BuiltSite, name: str, data: EditionData | None, links: list[LinkFindings]
) -> Iterator[Fault]:
    page = read_page(site.locate(name))
    yield from check_page(name, page)
    if data and PurePosixPath(name).name == PAGE:
        yield from check_edition_page(name, page, data)
    # What was withdrawn is made no more: it stays as it was where the site then was.
    if site.base and f"{PurePosixPath(name).parent}/{WITHDRAWN}" not in site.files:
        yield from check_addresses(name, page, site.base)
    links.append(follow_links(site, name, list(page.links), page))
    yield from links[-1].faults
