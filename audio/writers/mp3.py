"""MP3: ID3v2.3 tags, an Info frame, and the joined frames as they are.

Version 2.3 and not 2.4, whose frame sizes ffmpeg misreads inside chapters: a chapter with a
title of over 127 bytes, some forty Devanagari letters, would be lost to all that is built on it.
2.3 knows no UTF-8, so text is UTF-16.

Chapters follow "ID3v2 Chapter Frame Addendum 1.0": times in milliseconds, byte offsets unused,
one top-level table of contents that lists every chapter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from mutagen import id3

from audio import __version__
from audio.records import Chapter, Cue, Edition, Outline, Paragraph, PublishedFile, Recording
from audio.sound import encoding, joining, mpeg
from audio.writers import Output
from audio.writers.chapter_links import list_chapter_links

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


def find_iso_639_2(language: str) -> str:
    """The three letters of ``language`` (BCP 47): ``hin`` of ``hi-IN``; ``und`` if not known."""
    return _ISO_639_2.get(language.partition("-")[0], "und")


class Mp3Writer:
    """The edition as one file that any player takes."""

    rank = 0
    media_type = "audio/mpeg"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()
        self._store = output.store

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """The sound is listed in the recording already."""

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Tags, Info frame, frames."""
        self._file.write(_make_tags(self._outline, edition))
        self._file.write(make_info_frame(edition.recording))
        joining.write_recording(edition.recording, self._file, self._store)


def make_info_frame(recording: Recording) -> bytes:
    """The frame before the sound that tells players its length and where to seek."""
    like = encoding.make_silent_frame(recording.rate, recording.bitrate)
    return mpeg.make_info_frame(
        like, recording.frame_count, recording.byte_count, recording.seek_table
    )


def _make_tags(outline: Outline, edition: Edition) -> bytes:
    """The whole tag, its frames in the order given: mutagen would sort chapters by their size,
    and players that ignore the table of contents take them as they come."""
    body = b"".join(map(_serialize, (*_describe(outline, edition), *_list_chapters(edition))))
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


def _describe(outline: Outline, edition: Edition) -> Iterator[id3.Frame]:
    article, show = outline.article, outline.show.title
    language = find_iso_639_2(article.language)
    yield id3.TIT2(encoding=_UTF16, text=[article.title])
    yield id3.TPE1(encoding=_UTF16, text=[article.author or show])
    yield id3.TPE2(encoding=_UTF16, text=[outline.show.author or show])
    yield id3.TALB(encoding=_UTF16, text=[show])
    yield id3.TCON(encoding=_UTF16, text=[GENRE])
    if article.episode:
        yield id3.TRCK(encoding=_UTF16, text=[str(article.episode)])
    if article.season:
        yield id3.TPOS(encoding=_UTF16, text=[str(article.season)])
    yield id3.TLAN(encoding=_UTF16, text=[language])
    yield id3.TLEN(
        encoding=_UTF16, text=[str(_to_milliseconds(edition.recording.samples, edition))]
    )
    if article.published:
        yield id3.TDRC(encoding=_UTF16, text=[article.published.strftime("%Y-%m-%dT%H:%M:%S")])
    if article.description:
        yield id3.COMM(encoding=_UTF16, lang=language, desc="", text=[article.description])
    yield id3.USLT(encoding=_UTF16, lang=language, desc="", text=article.text)
    label = {"narrator": f"{outline.voice} (synthetic voice)", "uuid": edition.uuid}
    for name, text in (label | {"program": PROGRAM}).items():
        yield id3.TXXX(encoding=_UTF16, desc=name, text=[text])
    cover = outline.cover
    yield id3.APIC(
        encoding=_UTF16,
        mime=cover.media_type,
        type=id3.PictureType.COVER_FRONT,
        desc="",
        data=cover.data,
    )


def _list_chapters(edition: Edition) -> Iterator[id3.Frame]:
    names = [f"ch{number}" for number in range(1, len(edition.chapters) + 1)]
    links = list_chapter_links(edition)
    for name, chapter, link in zip(names, edition.chapters, links, strict=True):
        yield _make_chapter(name, chapter, link, edition)
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


def _make_chapter(name: str, chapter: Chapter, link: str, edition: Edition) -> id3.CHAP:
    unused = 0xFFFFFFFF
    frames: list[id3.Frame] = [id3.TIT2(encoding=_UTF16, text=[chapter.title])]
    if "://" in link:  # a file that is played elsewhere knows no other place
        frames.append(id3.WXXX(encoding=id3.Encoding.LATIN1, desc="", url=link))
    return id3.CHAP(
        element_id=name,
        start_time=_to_milliseconds(chapter.start, edition),
        end_time=_to_milliseconds(chapter.end, edition),
        start_offset=unused,
        end_offset=unused,
        sub_frames=frames,
    )


def _to_milliseconds(samples: int, edition: Edition) -> int:
    rate = edition.recording.rate
    return (2000 * samples + rate) // (2 * rate)
