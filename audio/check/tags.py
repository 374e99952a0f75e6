"""The MP3's tags: ID3v2.3 that says of the edition what edition.json says."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mutagen import MutagenError, id3

from audio.check.artwork import picture_faults
from audio.check.edition_data import ChapterData, EditionData
from audio.check.fault import Fault, Rule, differs, judged, shown

_LANGUAGES = {"hi": "hin", "en": "eng", "mr": "mar", "ne": "nep", "sa": "san"}
_REQUIRED = {
    "TIT2": "title",
    "TPE1": "artist",
    "TALB": "album",
    "TLAN": "language",
    "TLEN": "length",
    "APIC": "cover",
    "CHAP": "chapter",
    "CTOC": "table of contents",
}
DAMAGED = (
    MutagenError,
    ValueError,
    LookupError,
    ArithmeticError,
    EOFError,
    struct.error,
    zlib.error,
)
"""What mutagen raises for tags that are none."""


class Tagged(NamedTuple):
    """The tags of an edition."""

    where: str
    tags: Any
    """``mutagen.id3.ID3``, which has no types."""
    data: EditionData | None

    def fault(self, what: str) -> Fault:
        """A fault of the tags."""
        return Fault(self.where, what)


def check_tags(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """All that is wrong with the tags of ``path``. Raises ``OSError``."""
    with path.open("rb") as file:
        try:
            tags = id3.ID3(file)
        except DAMAGED as error:
            yield Fault(where, f"its ID3 tag cannot be read: {error}")
            return
    it = Tagged(where, tags, data)
    yield from judged(it, ALONE)
    if data:
        yield from judged(it, AGAINST)


def album(path: Path) -> str:
    """The show's title in the tags of ``path``; empty without one. Raises ``OSError``."""
    with path.open("rb") as file:
        try:
            return _text(id3.ID3(file), "TALB")
        except DAMAGED:
            return ""


def _version(it: Tagged) -> Iterator[Fault]:
    if it.tags.version[:2] != (2, 3):
        found = ".".join(map(str, it.tags.version[:2]))
        yield it.fault(differs("its ID3 tag is of another version", "2.3", found))


def _required(it: Tagged) -> Iterator[Fault]:
    for frame, name in _REQUIRED.items():
        found = it.tags.getall(frame)
        if not found or (frame[0] == "T" and not str(found[0]).strip()):
            yield it.fault(f"has no {name} in its tags ({frame})")


def _cover(it: Tagged) -> Iterator[Fault]:
    for picture in it.tags.getall("APIC"):
        for what in picture_faults(picture.data, picture.mime):
            yield it.fault(f"the cover in its tags {what}")


def _contents(it: Tagged) -> Iterator[Fault]:
    tables = it.tags.getall("CTOC")
    top = [table for table in tables if int(table.flags) & id3.CTOCFlags.TOP_LEVEL]
    if tables and len(top) != 1:
        yield it.fault(f"has {len(top)} top-level tables of contents (expected 1)")
    names = {table.element_id for table in tables}
    listed = [name for table in tables for name in table.child_element_ids if name not in names]
    chapters = [chapter.element_id for chapter in it.tags.getall("CHAP")]
    if tables and sorted(listed) != sorted(chapters):
        yield it.fault(
            differs("its table of contents does not list its chapters", len(chapters), len(listed))
        )


def _title(it: Tagged) -> Iterator[Fault]:
    assert it.data
    if (found := _text(it.tags, "TIT2")) != it.data.title:
        yield it.fault(differs("the title in its tags is another", it.data.title, found))
    if it.data.author and (found := _text(it.tags, "TPE1")) != it.data.author:
        yield it.fault(differs("the artist in its tags is another", it.data.author, found))


def _language(it: Tagged) -> Iterator[Fault]:
    assert it.data
    expected = _LANGUAGES.get(it.data.language.partition("-")[0], "und")
    if (found := _text(it.tags, "TLAN")) and found != expected:
        yield it.fault(differs("the language in its tags is another", expected, found))


def _length(it: Tagged) -> Iterator[Fault]:
    assert it.data
    expected, found = _milliseconds(it.data.duration), _text(it.tags, "TLEN")
    if found and found != str(expected):
        yield it.fault(differs("the length in its tags is another", expected, found))


def _lyrics(it: Tagged) -> Iterator[Fault]:
    """The article's text, in which every sentence stands after the one before it."""
    assert it.data
    text = "\n".join(str(frame.text) for frame in it.tags.getall("USLT"))
    if not text:
        return
    at = 0
    for sentence in it.data.sentences:
        if not sentence.id.startswith("p"):
            continue
        found = text.find(sentence.written, at)
        if found < 0:
            what = f"is not in the text of the tags: {shown(sentence.written)}"
            yield Fault(it.where, what, sentence.id)
        else:
            at = found + len(sentence.written)


def _chapters(it: Tagged) -> Iterator[Fault]:
    assert it.data
    found = sorted(it.tags.getall("CHAP"), key=lambda chapter: int(chapter.start_time))
    if not found:
        return
    expected = it.data.chapters
    if len(found) != len(expected):
        yield it.fault(differs("its tags have other chapters", len(expected), len(found)))
        return
    for number, (chapter, said) in enumerate(zip(found, expected, strict=True), 1):
        yield from _chapter(it, number, chapter, said)
    for number, (before, after) in enumerate(pairwise(found), 2):
        if before.end_time != after.start_time:
            what = f"chapter {number} in its tags does not start where the one before it ends"
            yield it.fault(differs(what, before.end_time, after.start_time))


def _chapter(it: Tagged, number: int, chapter: Any, said: ChapterData) -> Iterator[Fault]:
    title = _text(chapter.sub_frames, "TIT2")
    if title != said.title:
        yield it.fault(
            differs(f"chapter {number} in its tags has another title", said.title, title)
        )
    times = _milliseconds(said.start), _milliseconds(said.end)
    found = int(chapter.start_time), int(chapter.end_time)
    if any(abs(one - other) > 1 for one, other in zip(times, found, strict=True)):
        yield it.fault(differs(f"chapter {number} in its tags has other times (ms)", times, found))


def _text(tags: Any, name: str) -> str:
    found = tags.getall(name)
    return str(found[0].text[0]) if found and found[0].text else ""


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


ALONE: Sequence[Rule[Tagged]] = (_version, _required, _cover, _contents)
AGAINST: Sequence[Rule[Tagged]] = (_title, _language, _length, _lyrics, _chapters)
