"""The check of a chapter as an MP3 of its own: its tags, its frames, and how long it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from mutagen import id3

from audio.check.edition_data import ChapterData, EditionData
from audio.check.fault import Fault, contrast
from audio.check.frames import check_frames, scan_frames
from audio.check.same_sound import check_same_sound
from audio.check.tags import DAMAGED, check_tags
from audio.sound import mpeg

_SAME = 0.001
"""Seconds by which its length may be off: frames are counted."""


def check_chapter_sound(path: Path, where: str, data: EditionData) -> Iterator[Fault]:
    """Yield all that is wrong with ``NAME-03.mp3``. Raises ``OSError``."""
    yield from check_tags(path, where, None)
    yield from check_frames(path, where, None)
    number = PurePosixPath(where).stem.rpartition("-")[2]
    if not number.isdecimal() or not 1 <= int(number) <= len(data.chapters):
        yield Fault(where, "is of no chapter")
        return
    chapter = data.chapters[int(number) - 1]
    with path.open("rb") as file:
        yield from check_chapter_frames(where, file, chapter, data, path.parent)
    yield from _check_names(path, where, chapter, f"{int(number)}/{len(data.chapters)}")


def check_chapter_frames(
    where: str, file: BinaryIO, chapter: ChapterData, data: EditionData, folder: Path
) -> Iterator[Fault]:
    """Yield whether an MP3 has not the frames of its chapter. Raises ``OSError``."""
    stream = scan_frames(file)
    found = stream.frames * mpeg.SAMPLES / data.rate
    expected = chapter.end - chapter.start
    if abs(found - expected) > _SAME:
        yield Fault(where, contrast("is not as long as its chapter, in seconds", expected, found))
        return
    stretch = chapter.start, chapter.end
    yield from check_same_sound(where, [stream], folder, data, stretch)


def _check_names(path: Path, where: str, chapter: ChapterData, number: str) -> Iterator[Fault]:
    try:
        tags = id3.ID3(path)
    except DAMAGED:  # which is told already
        return
    for name, expected in (("TIT2", chapter.title), ("TRCK", number)):
        found = str(tags[name].text[0]) if name in tags else ""
        if found != expected:
            yield Fault(where, contrast(f"its {name} is another", expected, found))
