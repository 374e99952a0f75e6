"""Tags of MP3: ID3v2.3, for a whole edition or for one of its chapters.

Version 2.3 and not 2.4, whose frame sizes ffmpeg misreads inside chapters: a chapter with a
title of over 127 bytes, some forty Devanagari letters, would be lost to all that is built on it.
2.3 knows no UTF-8, so text is UTF-16.

Chapters follow "ID3v2 Chapter Frame Addendum 1.0": times in milliseconds, byte offsets unused,
one top-level table of contents that lists every chapter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mutagen import id3

from audio import __version__
from audio.records import Chapter, Outline

_UTF16 = id3.Encoding.UTF16
_ISO_639_2 = {"hi": "hin", "en": "eng", "mr": "mar", "ne": "nep", "sa": "san"}
"""ID3 wants three letters (4.2.1, TLAN)."""
GENRE = "Podcast"
"""What players file it under, beside its album (ID3v2, TCON)."""
PROGRAM = f"audio-edition {__version__}"
"""What made the file, for its tags."""
_TAG_HEADER = 10
"""Bytes before the first frame (ID3v2.3.0, 3.1)."""
_TOC_FULL = 255
"""A CTOC frame counts its entries in one byte."""


class TagFacts(NamedTuple):
    """What the tags of a file say that is not the same in all files of its edition."""

    title: str
    album: str
    number: str
    """Of its place in the album: ``3``, or ``3/12``; empty for none."""
    text: str
    samples: int
    uuid: str
    """Of the edition."""
    chapters: Sequence[Chapter]
    links: Sequence[str]
    """Where each chapter leads; empty for nowhere."""
    has_cover: bool = True


def find_iso_639_2(language: str) -> str:
    """The three letters of ``language`` (BCP 47): ``hin`` of ``hi-IN``; ``und`` if not known."""
    return _ISO_639_2.get(language.partition("-")[0], "und")


def make_tags(outline: Outline, facts: TagFacts) -> bytes:
    """The whole tag, its frames in the order given: mutagen would sort chapters by their size,
    and players that ignore the table of contents take them as they come."""
    body = b"".join(map(_serialize, (*_describe(outline, facts), *_list_chapters(outline, facts))))
    size = len(body)
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + syncsafe + body


def _serialize(frame: id3.Frame) -> bytes:
    tags = id3.ID3()
    tags.add(frame)
    tags.update_to_v23()  # a date becomes year, day and time
    buffer = io.BytesIO()
    tags.save(buffer, v2_version=3, padding=lambda _: 0)
    return buffer.getvalue()[_TAG_HEADER:]


def _describe(outline: Outline, facts: TagFacts) -> Iterator[id3.Frame]:
    article, show = outline.article, outline.show.title
    language = find_iso_639_2(article.language)
    yield id3.TIT2(encoding=_UTF16, text=[facts.title])
    yield id3.TPE1(encoding=_UTF16, text=[article.author or show])
    yield id3.TPE2(encoding=_UTF16, text=[outline.show.author or show])
    yield id3.TALB(encoding=_UTF16, text=[facts.album])
    yield id3.TCON(encoding=_UTF16, text=[GENRE])
    if facts.number:
        yield id3.TRCK(encoding=_UTF16, text=[facts.number])
    if article.season:
        yield id3.TPOS(encoding=_UTF16, text=[str(article.season)])
    yield id3.TLAN(encoding=_UTF16, text=[language])
    yield id3.TLEN(encoding=_UTF16, text=[str(_to_milliseconds(facts.samples, outline.rate))])
    if article.published:
        yield id3.TDRC(encoding=_UTF16, text=[article.published.strftime("%Y-%m-%dT%H:%M:%S")])
    if article.description:
        yield id3.COMM(encoding=_UTF16, lang=language, desc="", text=[article.description])
    yield id3.USLT(encoding=_UTF16, lang=language, desc="", text=facts.text)
    label = {"narrator": f"{outline.voice} (synthetic voice)", "uuid": facts.uuid}
    for name, text in (label | {"program": PROGRAM}).items():
        yield id3.TXXX(encoding=_UTF16, desc=name, text=[text])
    if facts.has_cover:
        yield id3.APIC(
            encoding=_UTF16,
            mime=outline.cover.media_type,
            type=id3.PictureType.COVER_FRONT,
            desc="",
            data=outline.cover.data,
        )


def _list_chapters(outline: Outline, facts: TagFacts) -> Iterator[id3.Frame]:
    names = [f"ch{number}" for number in range(1, len(facts.chapters) + 1)]
    for name, chapter, link in zip(names, facts.chapters, facts.links, strict=True):
        yield _make_chapter(name, chapter, link, outline.rate)
    top = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    if len(names) <= _TOC_FULL:
        yield id3.CTOC(element_id="toc", flags=top, child_element_ids=names, sub_frames=[])
        return
    # More than one table can list: a table of tables, which the addendum allows.
    parts = [names[i : i + _TOC_FULL] for i in range(0, len(names), _TOC_FULL)]
    tables = [f"toc{number}" for number in range(1, len(parts) + 1)]
    yield id3.CTOC(element_id="toc", flags=top, child_element_ids=tables, sub_frames=[])
    for table, part in zip(tables, parts, strict=True):
        flags = id3.CTOCFlags.ORDERED
        yield id3.CTOC(element_id=table, flags=flags, child_element_ids=part, sub_frames=[])


def _make_chapter(name: str, chapter: Chapter, link: str, rate: int) -> id3.CHAP:
    unused = 0xFFFFFFFF
    frames: list[id3.Frame] = [id3.TIT2(encoding=_UTF16, text=[chapter.title])]
    if "://" in link:  # a file that is played elsewhere knows no other place
        frames.append(id3.WXXX(encoding=id3.Encoding.LATIN1, desc="", url=link))
    return id3.CHAP(
        element_id=name,
        start_time=_to_milliseconds(chapter.start, rate),
        end_time=_to_milliseconds(chapter.end, rate),
        start_offset=unused,
        end_offset=unused,
        sub_frames=frames,
    )


def _to_milliseconds(samples: int, rate: int) -> int:
    return (2000 * samples + rate) // (2 * rate)
