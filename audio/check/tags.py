"""Rules for the tags of an MP3: ID3v2.3 that says of the edition what edition.json says."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mutagen import MutagenError, id3

from audio.check.artwork import find_picture_faults
from audio.check.edition_data import ChapterData, EditionData
from audio.check.fault import Fault, Rule, apply_rules, contrast, quote

_LANGUAGES = {"hi": "hin", "en": "eng", "mr": "mar", "ne": "nep", "sa": "san"}
_REQUIRED = {
    "TIT2": "title",
    "TPE1": "artist",
    "TPE2": "album artist",
    "TALB": "album",
    "TCON": "genre",
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
"""What mutagen raises for damaged tags."""


class TagSubject(NamedTuple):
    """The tags of an MP3 and the edition it is of: the subject of the rules below."""

    where: str
    tags: Any
    """``mutagen.id3.ID3``, which has no types."""
    data: EditionData | None

    def make_fault(self, what: str) -> Fault:
        """A fault of the tags."""
        return Fault(self.where, what)


def check_tags(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with the tags of ``path``. Raises ``OSError``."""
    with path.open("rb") as file:
        try:
            tags = id3.ID3(file)
        except DAMAGED as error:
            yield Fault(where, f"its ID3 tag cannot be read: {error}")
            return
    it = TagSubject(where, tags, data)
    yield from apply_rules(it, ALONE)
    if data:
        yield from apply_rules(it, AGAINST)


def read_album(path: Path) -> str:
    """The show's title in the tags of ``path``; empty without one. Raises ``OSError``."""
    with path.open("rb") as file:
        try:
            return _get_text(id3.ID3(file), "TALB")
        except DAMAGED:
            return ""


MANIFEST = "c2pa manifest store"
"""Description of the object in the tag of a signed file (C2PA 2.1, A.3.6)."""


def _check_version(it: TagSubject) -> Iterator[Fault]:
    # Signing writes the tag anew, as the next version.
    if it.tags.version[:2] != (2, 4 if it.tags.getall(f"GEOB:{MANIFEST}") else 3):
        found = ".".join(map(str, it.tags.version[:2]))
        yield it.make_fault(contrast("its ID3 tag is of another version", "2.3", found))


def _check_required(it: TagSubject) -> Iterator[Fault]:
    for frame, name in _REQUIRED.items():
        found = it.tags.getall(frame)
        if not found or (frame[0] == "T" and not str(found[0]).strip()):
            yield it.make_fault(f"has no {name} in its tags ({frame})")


def _check_label(it: TagSubject) -> Iterator[Fault]:
    """The file itself tells the synthetic voice, what it is, and what made it."""
    assert it.data
    expected = {"narrator": it.data.voice, "uuid": it.data.uuid, "program": "audio-edition"}
    for name, text in expected.items():
        found = _get_text(it.tags, f"TXXX:{name}")
        if not found.startswith(text):
            yield it.make_fault(contrast(f"the {name} in its tags (TXXX) is another", text, found))


def _check_cover(it: TagSubject) -> Iterator[Fault]:
    for picture in it.tags.getall("APIC"):
        for what in find_picture_faults(picture.data, picture.mime):
            yield it.make_fault(f"the cover in its tags {what}")


def _check_contents(it: TagSubject) -> Iterator[Fault]:
    tables = it.tags.getall("CTOC")
    top = [table for table in tables if int(table.flags) & id3.CTOCFlags.TOP_LEVEL]
    if tables and len(top) != 1:
        yield it.make_fault(f"has {len(top)} top-level tables of contents (expected 1)")
    names = {table.element_id for table in tables}
    listed = [name for table in tables for name in table.child_element_ids if name not in names]
    chapters = [chapter.element_id for chapter in it.tags.getall("CHAP")]
    if tables and sorted(listed) != sorted(chapters):
        yield it.make_fault(
            contrast("its table of contents does not list its chapters", len(chapters), len(listed))
        )


def _check_title(it: TagSubject) -> Iterator[Fault]:
    assert it.data
    if (found := _get_text(it.tags, "TIT2")) != it.data.title:
        yield it.make_fault(contrast("the title in its tags is another", it.data.title, found))
    if it.data.author and (found := _get_text(it.tags, "TPE1")) != it.data.author:
        yield it.make_fault(contrast("the artist in its tags is another", it.data.author, found))


def _check_numbers(it: TagSubject) -> Iterator[Fault]:
    assert it.data
    numbers = {"TRCK": ("track number", it.data.episode), "TPOS": ("season", it.data.season)}
    for frame, (name, number) in numbers.items():
        expected = str(number) if number else ""
        if (found := _get_text(it.tags, frame)) != expected:
            yield it.make_fault(contrast(f"the {name} in its tags is another", expected, found))


def _check_language(it: TagSubject) -> Iterator[Fault]:
    assert it.data
    expected = _LANGUAGES.get(it.data.language.partition("-")[0], "und")
    if (found := _get_text(it.tags, "TLAN")) and found != expected:
        yield it.make_fault(contrast("the language in its tags is another", expected, found))


def _check_length(it: TagSubject) -> Iterator[Fault]:
    assert it.data
    expected, found = _to_milliseconds(it.data.duration), _get_text(it.tags, "TLEN")
    if found and found != str(expected):
        yield it.make_fault(contrast("the length in its tags is another", expected, found))


def _check_lyrics(it: TagSubject) -> Iterator[Fault]:
    """The lyrics, if any, hold every sentence of the article, in order."""
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
            what = f"is not in the text of the tags: {quote(sentence.written)}"
            yield Fault(it.where, what, sentence.id)
        else:
            at = found + len(sentence.written)


def _check_chapters(it: TagSubject) -> Iterator[Fault]:
    assert it.data
    found = sorted(it.tags.getall("CHAP"), key=lambda chapter: int(chapter.start_time))
    if not found:
        return
    expected = it.data.chapters
    if len(found) != len(expected):
        yield it.make_fault(contrast("its tags have other chapters", len(expected), len(found)))
        return
    for number, (chapter, said) in enumerate(zip(found, expected, strict=True), 1):
        yield from _check_chapter(it, number, chapter, said)
    for number, (before, after) in enumerate(pairwise(found), 2):
        if before.end_time != after.start_time:
            what = f"chapter {number} in its tags does not start where the one before it ends"
            yield it.make_fault(contrast(what, before.end_time, after.start_time))


def _check_chapter(it: TagSubject, number: int, chapter: Any, said: ChapterData) -> Iterator[Fault]:
    title = _get_text(chapter.sub_frames, "TIT2")
    if title != said.title:
        yield it.make_fault(
            contrast(f"chapter {number} in its tags has another title", said.title, title)
        )
    times = _to_milliseconds(said.start), _to_milliseconds(said.end)
    found = int(chapter.start_time), int(chapter.end_time)
    if any(abs(one - other) > 1 for one, other in zip(times, found, strict=True)):
        yield it.make_fault(
            contrast(f"chapter {number} in its tags has other times (ms)", times, found)
        )


def _get_text(tags: Any, name: str) -> str:
    found = tags.getall(name)
    return str(found[0].text[0]) if found and found[0].text else ""


def _to_milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


ALONE: Sequence[Rule[TagSubject]] = (_check_version, _check_required, _check_cover, _check_contents)
AGAINST: Sequence[Rule[TagSubject]] = (
    _check_title,
    _check_label,
    _check_numbers,
    _check_language,
    _check_length,
    _check_lyrics,
    _check_chapters,
)
