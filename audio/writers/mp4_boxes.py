"""MP4 boxes (ISO/IEC 14496-12 and -14, QuickTime File Format), as far as an audiobook needs."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from audio import regex

_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_FRAMES_IN_CHUNK = 44
"""About a second."""
_UTF8 = b"\0\0\0\x0cencd\0\0\1\0"
"""Behind the text of a chapter: it is no Macintosh Roman."""
LONGEST_TITLE = 255
"""Bytes of a chapter's title, which a Nero list counts in one byte."""


class Track(NamedTuple):
    """One track, all of its samples in order in one stretch of the file."""

    number: int
    kind: bytes
    """``soun`` or ``text``."""
    entry: bytes
    """Its sample entry, which tells how it is coded."""
    clock: int
    """Units a second, of its own and of the movie."""
    durations: Sequence[tuple[int, int]]
    """Counts of samples, and how long each lasts."""
    sizes: array[int]
    """Bytes of each sample."""
    language: str
    """Three letters (ISO 639-2)."""
    skipped: int = 0
    """Units that are left out at its start."""
    length: int = 0
    """Units that are heard."""
    chapters: int = 0
    """The number of the track that has its chapters; 0 for none."""


def make_box(name: bytes, *parts: bytes) -> bytes:
    """A box with ``parts`` in it."""
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def make_full_box(name: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    """A box that has a version and flags."""
    return make_box(name, struct.pack(">I", version << 24 | flags), *parts)


def cut_text(text: str, most: int) -> str:
    """``text``, or as many of its graphemes as take at most ``most`` bytes, and an ellipsis."""
    if len(text.encode()) <= most:
        return text
    room = most - len("…".encode())
    ends = accumulate(len(part.encode()) for part in regex.findall(r"\X", text))
    count = sum(1 for end in ends if end <= room)
    return "".join(regex.findall(r"\X", text)[:count]).rstrip() + "…"


def make_movie_header(clock: int, length: int, tracks: int) -> bytes:
    """``mvhd``: made at no time, so that the bytes are the same each time."""
    return make_full_box(
        b"mvhd",
        1,
        0,
        struct.pack(">QQIQ", 0, 0, clock, length),
        struct.pack(">IH10x", 0x10000, 0x100),
        _MATRIX,
        bytes(24),
        struct.pack(">I", tracks + 1),
    )


def make_track(track: Track, offset: int) -> bytes:
    """``trak``, whose samples begin at byte ``offset`` of the file."""
    is_sound = track.kind == b"soun"
    header = make_full_box(
        b"tkhd",
        1,
        7 if is_sound else 0,  # enabled; chapters are not shown as a text of their own
        struct.pack(">QQI4xQ", 0, 0, track.number, track.length),
        struct.pack(">8xHHHxx", 0, 0, 0x100 if is_sound else 0),
        _MATRIX,
        bytes(8),
    )
    edit = struct.pack(">IQqI", 1, track.length, track.skipped, 0x10000)
    parts = [header, make_box(b"edts", make_full_box(b"elst", 1, 0, edit))]
    if track.chapters:
        chapters = make_box(b"chap", struct.pack(">I", track.chapters))
        parts.append(make_box(b"tref", chapters))
    return make_box(b"trak", *parts, _make_media(track, offset))


def _make_media(track: Track, offset: int) -> bytes:
    length = sum(count * duration for count, duration in track.durations)
    pairs = zip(track.language, (10, 5, 0), strict=True)
    letters = sum((ord(letter) - 0x60) << shift for letter, shift in pairs)
    source = make_full_box(b"dref", 0, 0, struct.pack(">I", 1), make_full_box(b"url ", 0, 1))
    return make_box(
        b"mdia",
        make_full_box(b"mdhd", 1, 0, struct.pack(">QQIQHH", 0, 0, track.clock, length, letters, 0)),
        make_full_box(b"hdlr", 0, 0, struct.pack(">4x4s12x", track.kind), b"\0"),
        make_box(
            b"minf",
            _make_kind_header(track),
            make_box(b"dinf", source),
            _make_sample_tables(track, offset),
        ),
    )


def _make_kind_header(track: Track) -> bytes:
    if track.kind == b"soun":
        return make_full_box(b"smhd", 0, 0, bytes(4))
    basic = make_full_box(b"gmin", 0, 0, struct.pack(">HHHHHH", 0x40, 0x8000, 0x8000, 0x8000, 0, 0))
    return make_box(b"gmhd", basic, make_box(b"text", _MATRIX))


def _make_sample_tables(track: Track, offset: int) -> bytes:
    durations = b"".join(struct.pack(">II", *pair) for pair in track.durations)
    chunks, rest = divmod(len(track.sizes), _FRAMES_IN_CHUNK)
    runs = [(1, _FRAMES_IN_CHUNK, 1)] if chunks else []
    runs += [(chunks + 1, rest, 1)] if rest else []
    offsets = array("I", list(accumulate(track.sizes, initial=offset))[:-1:_FRAMES_IN_CHUNK])
    tables = [
        make_full_box(b"stsd", 0, 0, struct.pack(">I", 1), track.entry),
        make_full_box(b"stts", 0, 0, struct.pack(">I", len(track.durations)), durations),
        make_full_box(
            b"stsc", 0, 0, struct.pack(">I", len(runs)), *(struct.pack(">III", *r) for r in runs)
        ),
        make_full_box(b"stsz", 0, 0, struct.pack(">II", 0, len(track.sizes)), _pack(track.sizes)),
        make_full_box(b"stco", 0, 0, struct.pack(">I", len(offsets)), _pack(offsets)),
    ]
    if track.skipped:  # a decoder that begins inside needs the frame before
        roll = struct.pack(">4sIIh", b"roll", 2, 1, -1)
        count = struct.pack(">4sIII", b"roll", 1, len(track.sizes), 1)
        tables += [make_full_box(b"sgpd", 1, 0, roll), make_full_box(b"sbgp", 0, 0, count)]
    return make_box(b"stbl", *tables)


def _pack(numbers: array[int]) -> bytes:
    if sys.byteorder == "little":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def make_aac_entry(rate: int, config: bytes, bitrate: int) -> bytes:
    """The sample entry of mono AAC; ``config`` is its AudioSpecificConfig, ``bitrate`` in bit/s."""
    decoder = b"\x40\x15\0\0\0" + struct.pack(">II", bitrate, bitrate)
    decoder += bytes([5, len(config)]) + config
    stream = b"\0\0\0" + bytes([4, len(decoder)]) + decoder + b"\6\1\2"
    sound = struct.pack(">6xH8xHH4xI", 1, 1, 16, rate << 16)
    return make_box(b"mp4a", sound, make_full_box(b"esds", 0, 0, bytes([3, len(stream)]), stream))


def make_text_entry() -> bytes:
    """The sample entry of chapters' titles: no style, no font."""
    return make_box(b"text", struct.pack(">6xH", 1), bytes(43))


def make_chapter_sample(title: str) -> bytes:
    """A title as QuickTime has it."""
    text = cut_text(title, LONGEST_TITLE).encode()
    return struct.pack(">H", len(text)) + text + _UTF8


def make_nero_chapters(chapters: Iterable[tuple[int, str]]) -> bytes:
    """``chpl``: at most 255 chapters, by start in units of 100 ns, and title."""
    rows = b""
    for start, title in chapters:
        text = cut_text(title, LONGEST_TITLE).encode()
        rows += struct.pack(">QB", start, len(text)) + text
    return rows


def make_tag(name: bytes, kind: int, value: bytes) -> bytes:
    """An item of ``ilst``; ``kind`` of value is 1 for UTF-8, 13 JPEG, 14 PNG, 21 a number."""
    return make_box(name, make_box(b"data", struct.pack(">II", kind, 0), value))


def make_metadata(tags: Iterable[bytes]) -> bytes:
    """``meta``, as iTunes has it."""
    handler = make_full_box(b"hdlr", 0, 0, struct.pack(">4x4s4s8x", b"mdir", b"appl"), b"\0")
    return make_full_box(b"meta", 0, 0, handler, make_box(b"ilst", *tags))
