"""Ogg Opus (.opus): the clips' Opus packets, joined, with chapters, cover and tags (RFC 7845)."""

from __future__ import annotations

import base64
import logging
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from mutagen.flac import Picture
from mutagen.id3 import PictureType
from mutagen.ogg import OggPage

from audio.records import Chapter, Edition, Outline, PublishedFile, Recording
from audio.sound.coding import make_header, make_opus
from audio.sound.joining import split_recording
from audio.sound.splicing import Splice, place_clips, read_frames, splice
from audio.work.store import Store
from audio.writers import Output
from audio.writers.captions import format_time

log = logging.getLogger(__name__)

OPUS = make_opus(32)
_VENDOR = b"audio-edition"
_IN_PAGE = 50
"""Packets of a page: a second."""
_PAGE_HEAD = 27
"""Bytes of a page's header, before the lengths of its packets."""
_MOST_CHAPTERS = 999
"""The most chapters that comments can number."""


class OpusWriter:
    """A small file of good sound; the same chapters as in the MP3."""

    rank = 0
    media_type = "audio/ogg"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()
        self._store = output.store
        output.request(OPUS)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Tags, then the packets."""
        comments = [*_describe(self._outline), *_list_texts(self._outline)]
        comments += _list_chapters(edition.chapters, edition.recording.rate)
        sound = splice(edition.recording, OPUS, self._store)
        write_ogg(self._file, sound, comments, self._store)


def write_ogg(file: BinaryIO, sound: Splice, comments: Sequence[str], store: Store) -> None:
    """A whole stream. Its number comes from its comments, so that it is the same each time."""
    serial = zlib.crc32("\n".join(comments).encode())
    head = make_header(sound.clock, sound.coding)
    heads = [OggPage()]
    heads[0].packets, heads[0].position = [head], 0
    heads += OggPage.from_packets([_make_tags(comments)], sequence=1)
    for page in heads:
        page.serial, page.position = serial, max(page.position, 0) if page.complete else -1
    heads[0].first = True
    file.writelines(page.write() for page in heads)
    packets = read_frames(sound, store)
    done, count = 0, len(sound.sizes)
    while batch := list(islice(packets, _IN_PAGE)):
        page = OggPage()
        done += len(batch)
        page.packets, page.serial, page.sequence = (
            batch,
            serial,
            len(heads) + (done - 1) // _IN_PAGE,
        )
        page.position = done * sound.coding.frame
        if done == count:  # here the rest of the last packet is left out
            page.last = True
            page.position = sound.coding.priming + sound.samples
        file.write(page.write())


def measure_ogg(sizes: Sequence[int], comments: Sequence[str]) -> int:
    """At most how many bytes a stream of packets of ``sizes`` has."""
    pages = -(-len(sizes) // _IN_PAGE) + 3
    lacing = sum(size // 255 + 1 for size in sizes)
    return sum(sizes) + lacing + pages * _PAGE_HEAD + 2 * len(_make_tags(comments))


def _make_tags(comments: Sequence[str]) -> bytes:
    rows = [comment.encode("utf-8", "replace") for comment in comments]
    parts = [struct.pack("<I", len(row)) + row for row in (_VENDOR, *rows)]
    return b"OpusTags" + parts[0] + struct.pack("<I", len(rows)) + b"".join(parts[1:])


def _describe(outline: Outline) -> Iterator[str]:
    article, show = outline.article, outline.show
    tags = {
        "TITLE": article.title,
        "ARTIST": article.author or show.author or show.title,
        "ALBUM": show.title,
        "DATE": article.published.date().isoformat() if article.published else "",
        "LANGUAGE": article.language,
        "NARRATOR": f"{outline.voice} (synthetic voice)",
        "DESCRIPTION": article.description,
        "COPYRIGHT": show.copyright,
    }
    for name, text in tags.items():
        if text:
            yield f"{name}={text}"


def _number_part(comments: Sequence[str], number: int, total: int) -> list[str]:
    """The tags of one of several parts: players that show but the title tell them apart."""
    named = (f"{one} ({number}/{total})" if one.startswith("TITLE=") else one for one in comments)
    return [*named, f"TRACKNUMBER={number}", f"TRACKTOTAL={total}"]


def _list_texts(outline: Outline) -> Iterator[str]:
    """What is large: the text, and the cover."""
    yield f"LYRICS={outline.article.text}"
    picture = Picture()
    picture.type, picture.mime = PictureType.COVER_FRONT, outline.cover.media_type
    picture.data = outline.cover.data
    yield f"METADATA_BLOCK_PICTURE={base64.b64encode(picture.write()).decode()}"


def _list_chapters(chapters: Sequence[Chapter], rate: int) -> Iterator[str]:
    if len(chapters) > _MOST_CHAPTERS:
        more = len(chapters) - _MOST_CHAPTERS
        log.warning("Ogg Opus numbers %d chapters; %d more are not marked", _MOST_CHAPTERS, more)
    for number, chapter in enumerate(chapters[:_MOST_CHAPTERS]):
        yield f"CHAPTER{number:03}={format_time(chapter.start, rate, '.')}"
        yield f"CHAPTER{number:03}NAME={chapter.title}"


class WhatsappWriter:
    """Voice notes: one of the best bitrate that fits into what WhatsApp takes, or several.

    Neither cover nor text nor chapters, which it does not show. Parts begin with a paragraph;
    from the second on they are named ``NAME-2.opus``.
    """

    rank = 0
    media_type = "audio/ogg"
    largest = 512_000
    """Bytes."""
    bitrates = (32, 24, 16, 12)
    """kbit/s, that are tried in this order."""
    bitrate_in_parts = 16
    """One of them."""

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._output = output
        self._codings = [make_opus(bitrate) for bitrate in self.bitrates]
        self._in_parts = make_opus(self.bitrate_in_parts)
        for coding in self._codings:
            output.request(coding)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """One file or more."""
        comments, store = list(_describe(self._outline)), self._output.store
        for coding in self._codings:
            whole = splice(edition.recording, coding, store)
            if measure_ogg(whole.sizes, comments) <= self.largest:
                write_ogg(self._output.open(), whole, comments, store)
                return
        starts = list(self._find_cuts(edition.recording, comments))
        parts = list(split_recording(edition.recording, starts))
        for number, part in enumerate(parts, 1):
            name = PurePath(self._output.name)
            file = self._output.open(f"{name.stem}-{number}{name.suffix}" if number > 1 else "")
            tags = _number_part(comments, number, len(parts))
            write_ogg(file, splice(part, self._in_parts, store), tags, store)

    def _find_cuts(self, recording: Recording, comments: Sequence[str]) -> Iterator[int]:
        """Where parts of the recording begin, each as long as fits."""
        sizes = splice(recording, self._in_parts, self._output.store).sizes
        in_frame = recording.rate * self._in_parts.frame / self._in_parts.find_clock(recording.rate)
        tags = _number_part(comments, 99, 99)
        starts = [clip.at for clip in place_clips(recording)][1:]
        begin, cut = 0, 0
        yield begin
        for start in [*starts, recording.samples]:
            part = sizes[int(begin / in_frame) : int(start / in_frame) + 2]
            if cut > begin and measure_ogg(part, tags) > self.largest:
                begin = cut
                yield begin
            cut = start
