"""Tags of MP3: ID3v2.3, for a whole edition or for one of its chapters.

Version 2.3 and not 2.4, whose frame sizes ffmpeg misreads inside chapters: a chapter with a
title of over 127 bytes, some forty Devanagari letters, would be lost to all that is built on it.
2.3 knows no UTF-8, so text is UTF-16. The frames are packed here, in the order in which they should
be read: mutagen sorts chapters by their size, and takes a hundred times as long.

Chapters follow "ID3v2 Chapter Frame Addendum 1.0": times in milliseconds, byte offsets unused,
one top-level table of contents that lists every chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audio import __version__
from audio.records import Chapter, Outline

_ISO_639_2 = {"hi": "hin", "en": "eng", "mr": "mar", "ne": "nep", "sa": "san"}
"""ID3 wants three letters (4.2.1, TLAN)."""
GENRE = "Podcast"
"""What players file it under, beside its album (ID3v2, TCON)."""
PROGRAM = f"audio-edition {__version__}"
"""What made the file, for its tags."""
_LATIN1, _UTF16 = b"\0", b"\1"
"""How a frame says what its text is encoded as."""
_FRONT_COVER = b"\3"
_TOP_LEVEL, _ORDERED = 2, 1
"""Flags of a table of contents."""
_UNUSED = b"\xff" * 4
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
    """The whole tag, its frames in the order given: players that ignore the table of contents
    take the chapters as they come."""
    body = b"".join((*_describe(outline, facts), *_list_chapters(outline, facts)))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _describe(outline: Outline, facts: TagFacts) -> Iterator[bytes]:
    article, show = outline.article, outline.show.title
    language = find_iso_639_2(article.language)
    moment = f"{article.published:%Y %d%m %H%M}" if article.published else "  "
    year, day, time = moment.split(" ")
    texts = {
        "TIT2": facts.title,
        "TPE1": article.author or show,
        "TPE2": outline.show.author or show,
        "TALB": facts.album,
        "TCON": GENRE,
        "TRCK": facts.number,
        "TPOS": str(article.season or ""),
        "TLAN": language,
        "TLEN": str(_to_milliseconds(facts.samples, outline.rate)),
        "TYER": year,
        "TDAT": day,
        "TIME": "" if time == "0000" else time,  # of a day alone
    }
    yield from (_pack_text(name, text) for name, text in texts.items() if text)
    if article.description:
        yield _pack_long_text("COMM", language, article.description)
    yield _pack_long_text("USLT", language, facts.text)
    yield _pack_own_text("narrator", f"{outline.voice} (synthetic voice)")
    yield _pack_own_text("uuid", facts.uuid)
    yield _pack_own_text("program", PROGRAM)
    if facts.has_cover:
        kind = outline.cover.media_type.encode() + b"\0" + _FRONT_COVER
        yield _pack("APIC", _UTF16 + kind + _encode("") + outline.cover.data)


def _list_chapters(outline: Outline, facts: TagFacts) -> Iterator[bytes]:
    names = [f"ch{number}" for number in range(1, len(facts.chapters) + 1)]
    for name, chapter, link in zip(names, facts.chapters, facts.links, strict=True):
        yield _pack_chapter(name, chapter, link, outline.rate)
    if len(names) <= _TOC_FULL:
        yield _pack_contents("toc", _TOP_LEVEL | _ORDERED, names)
        return
    # More than one table can list: a table of tables, which the addendum allows.
    parts = [names[i : i + _TOC_FULL] for i in range(0, len(names), _TOC_FULL)]
    tables = [f"toc{number}" for number in range(1, len(parts) + 1)]
    yield _pack_contents("toc", _TOP_LEVEL | _ORDERED, tables)
    for table, part in zip(tables, parts, strict=True):
        yield _pack_contents(table, _ORDERED, part)


def _pack_chapter(name: str, chapter: Chapter, link: str, rate: int) -> bytes:
    times = (_to_milliseconds(at, rate).to_bytes(4) for at in (chapter.start, chapter.end))
    frames = _pack_text("TIT2", chapter.title)
    if "://" in link:  # a file that is played elsewhere knows no other place
        frames += _pack("WXXX", _LATIN1 + b"\0" + link.encode("latin-1") + b"\0")
    return _pack("CHAP", name.encode() + b"\0" + b"".join(times) + 2 * _UNUSED + frames)


def _pack_contents(name: str, flags: int, listed: Sequence[str]) -> bytes:
    names = b"".join(one.encode() + b"\0" for one in listed)
    return _pack("CTOC", name.encode() + b"\0" + bytes((flags, len(listed))) + names)


def _pack_text(name: str, text: str) -> bytes:
    return _pack(name, _UTF16 + _encode(text))


def _pack_own_text(name: str, text: str) -> bytes:
    """A text whose meaning is ours."""
    return _pack("TXXX", _UTF16 + _encode(name) + _encode(text))


def _pack_long_text(name: str, language: str, text: str) -> bytes:
    """A comment or lyrics, without a description."""
    return _pack(name, _UTF16 + language.encode() + _encode("") + _encode(text))


def _encode(text: str) -> bytes:
    """Text of a frame, with its byte order and its end."""
    return b"\xff\xfe" + text.encode("utf-16-le") + b"\0\0"


def _pack(name: str, content: bytes) -> bytes:
    """A frame: its name, its size, no flags, its content (ID3v2.3.0, 3.3)."""
    return name.encode() + len(content).to_bytes(4) + b"\0\0" + content


def _to_milliseconds(samples: int, rate: int) -> int:
    return (2000 * samples + rate) // (2 * rate)
