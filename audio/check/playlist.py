"""The check of a playlist: it leads to a file of every chapter, in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast

_LARGEST = 10_000_000
"""Bytes of a playlist; a larger one is not read."""
_ENTRY = regex.compile(r"#EXTINF:(\d{1,9}),(.*)")
_ROUNDED = 1.0
"""Seconds by which a length may be off: they are whole."""


class _Entry(NamedTuple):
    """A file of the list; its length in seconds."""

    seconds: int
    title: str
    name: str


def check_playlist(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with an ``.m3u8``. Raises ``OSError``."""
    if path.stat().st_size > _LARGEST:
        yield Fault(where, "is too large to be read")
        return
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if lines[:1] != ["#EXTM3U"]:
        yield Fault(where, contrast("begins otherwise", "#EXTM3U", (lines or [""])[0]))
    entries = list(_read_entries(lines))
    for entry in entries:
        if not (path.parent / entry.name).is_file():
            yield Fault(where, f"leads to {entry.name}, which is not there")
    if data is None:
        return
    if len(entries) != len(data.chapters):
        yield Fault(where, contrast("has other chapters", len(data.chapters), len(entries)))
        return
    for chapter, entry in zip(data.chapters, entries, strict=True):
        if entry.title != " ".join(chapter.title.split()):
            what = "a chapter has another title"
            yield Fault(where, contrast(what, chapter.title, entry.title))
        if abs(chapter.end - chapter.start - entry.seconds) > _ROUNDED:
            what = f"the length of {entry.name} is another"
            yield Fault(where, contrast(what, chapter.end - chapter.start, entry.seconds))


def _read_entries(lines: list[str]) -> Iterator[_Entry]:
    for line, name in pairwise(lines):
        if found := _ENTRY.fullmatch(line):
            yield _Entry(int(found[1]), found[2], name.removeprefix("./"))
