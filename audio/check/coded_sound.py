"""The check of AAC and Opus: the sound of the edition, its title and its chapters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast, quote
from audio.check.sound_measurement import measure_sound, open_sound
from audio.check.sound_rules import check_coded_sound_file
from audio.writers.mp4_boxes import LONGEST_TITLE, cut_text

CONTAINERS = {".m4a": "mp4", ".m4b": "mp4", ".opus": "ogg"}
"""ffmpeg's names of their formats, by the file name's suffix."""
_SAME = 0.002
"""Seconds by which the moment of a chapter may be off."""


def check_coded_sound(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield all that is wrong with a ``.m4b``, ``.m4a`` or ``.opus``. Raises ``OSError``."""
    form = CONTAINERS[path.suffix.lower()]
    if data is None:
        return
    try:
        sound = measure_sound(path, form)
        with open_sound(path, form) as container:
            title = _find_title(container)
            chapters = list(container.chapters())
    except ValueError as error:
        yield Fault(where, str(error))
        return
    yield from check_coded_sound_file(where, sound, data)
    if title != data.title:
        yield Fault(where, contrast("its title is not the edition's", data.title, title))
    yield from _check_chapters(where, chapters, data)


def _find_title(container: Any) -> str:
    """The title, which in Ogg is the stream's."""
    for tags in (container.metadata, container.streams.audio[0].metadata):
        for name, text in tags.items():
            if name.lower() == "title":
                return str(text)
    return ""


def _check_chapters(where: str, found: list[Any], data: EditionData) -> Iterator[Fault]:
    if len(found) != len(data.chapters):
        yield Fault(where, contrast("has other chapters", len(data.chapters), len(found)))
        return
    for chapter, one in zip(data.chapters, found, strict=True):
        title = one["metadata"].get("title", "")
        moment = float(one["start"] * one["time_base"])
        if title not in (chapter.title, cut_text(chapter.title, LONGEST_TITLE)):
            yield Fault(where, contrast("a chapter has another title", chapter.title, title))
        elif abs(moment - chapter.start) > _SAME:
            what = f"its chapter {quote(chapter.title)} begins at another moment"
            yield Fault(where, contrast(what, chapter.start, moment))
