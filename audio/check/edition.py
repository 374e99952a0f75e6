"""One edition: its description, and every file of its folder against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from types import TracebackType
from typing import NamedTuple

from audio.check.artwork import SUFFIXES, check_picture
from audio.check.captions import CHECKS
from audio.check.chapters import check_chapters
from audio.check.chapters import links as chapter_links
from audio.check.edition_data import EditionData, load
from audio.check.fault import Fault
from audio.check.frames import check_frames
from audio.check.hearing import check_hearing
from audio.check.links import Leads, follow
from audio.check.listing import check_listing, unlisted
from audio.check.markup import read
from audio.check.pages import check_edition_page, check_page
from audio.check.search import SENTENCES, check_sentences
from audio.check.site import EDITION, Site
from audio.check.sound import listen
from audio.check.tags import album, check_tags
from audio.check.timing import check_timing

PAGE = "index.html"
_CHAPTERS = "chapters.json"


class Examined(NamedTuple):
    """One edition, looked at."""

    folder: str
    data: EditionData | None
    """Without its sentences; ``None`` when it could not be read."""
    album: str
    """What the tags of its sound call the show."""
    faults: tuple[Fault, ...]
    leads: tuple[Leads, ...]


class Guard:
    """A file that cannot be read is a fault like any other: a context that makes it one."""

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


def examine(site: Site, folder: str) -> Examined:
    """The edition in ``folder``."""
    faults: list[Fault] = []
    leads: list[Leads] = []
    data = _described(site, folder, faults)
    title = ""
    for name in sorted(n for n in site.files if PurePosixPath(n).parent.as_posix() == folder):
        with Guard(name, faults):
            if name.endswith(".mp3"):
                title = album(site.path(name))
            faults.extend(_file(site, name, data, leads))
    if f"{folder}/{PAGE}" not in site.files:
        faults.append(Fault(f"{folder}/{PAGE}", "is missing"))
    known = replace(data, sentences=()) if data else None
    return Examined(folder, known, title, tuple(faults), tuple(leads))


def _described(site: Site, folder: str, faults: list[Fault]) -> EditionData | None:
    where = f"{folder}/{EDITION}"
    if where not in site.files:
        faults.append(Fault(where, "is missing"))
        return None
    data = None
    with Guard(where, faults):
        data, found = load(site.path(where), where)
        faults += found
        if data:
            faults.extend(check_timing(where, data))
            faults.extend(unlisted(site, folder, data))
            faults.extend(check_listing(site, folder, data))
    return data


def _file(site: Site, name: str, data: EditionData | None, leads: list[Leads]) -> Iterator[Fault]:
    path, place = site.path(name), PurePosixPath(name)
    suffix = place.suffix.lower()
    if suffix == ".mp3":
        yield from _sound(site, name, data)
    elif suffix in CHECKS:
        yield from CHECKS[suffix](path, name, data)
    elif suffix == ".html":
        yield from _page(site, name, data, leads)
    elif suffix in SUFFIXES:
        yield from check_picture(path, name)
    elif place.name == SENTENCES:
        yield from check_sentences(path, name, data)
    elif place.name == _CHAPTERS:
        yield from check_chapters(path, name, data)
        leads.append(follow(site, name, chapter_links(path), None))
        yield from leads[-1].faults


def _sound(site: Site, name: str, data: EditionData | None) -> Iterator[Fault]:
    path = site.path(name)
    yield from check_tags(path, name, data)
    yield from check_frames(path, name, data)
    if data is None:
        return
    try:
        heard = listen(path)
    except ValueError as error:
        yield Fault(name, str(error))
    else:
        yield from check_hearing(name, heard, data)


def _page(site: Site, name: str, data: EditionData | None, leads: list[Leads]) -> Iterator[Fault]:
    page = read(site.path(name))
    yield from check_page(name, page)
    if data and PurePosixPath(name).name == PAGE:
        yield from check_edition_page(name, page, data)
    leads.append(follow(site, name, list(page.links), page))
    yield from leads[-1].faults
