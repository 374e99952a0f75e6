"""The archive: a chapter's sound and text, one after another, then what tells of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from zipfile import ZIP_STORED

from audio.records import Cue, Edition, Outline, Paragraph, PublishedFile
from audio.writers import Output
from audio.writers.archive import BookArchive
from audio.writers.audiobook.guided import MEDIA_TYPE as GUIDE
from audio.writers.audiobook.guided import TimedText, make_guide
from audio.writers.audiobook.manifest import NAME, AudiobookTrack, describe_book
from audio.writers.chapter_files import cut_into_chapters
from audio.writers.mp3 import write_sound
from audio.writers.mp3_tags import make_tags


class AudiobookWriter:
    """The edition as a book of sound, its text with it."""

    rank = 0
    media_type = "application/audiobook+zip"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._store = output.store
        self._file = output.open()
        self._text = TimedText(outline, output.open_spool())

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        """Keep the sentence until its chapter is known."""
        self._text.add(paragraph, cue)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Everything, the manifest last."""
        with BookArchive(self._file) as archive:
            tracks = self._write_chapters(archive, edition)
            cover = self._outline.cover
            archive.put(cover.file_name, cover.data, ZIP_STORED)
            _write_json(archive, NAME, describe_book(self._outline, edition, tracks))

    def _write_chapters(self, archive: BookArchive, edition: Edition) -> list[AudiobookTrack]:
        tracks: list[AudiobookTrack] = []
        rate, texts = edition.recording.rate, self._text.split(edition.chapters)
        for one, sentences in zip(cut_into_chapters(edition), texts, strict=True):
            track = AudiobookTrack.from_chapter(one, sentences, rate)
            with archive.open_sound(track.sound, one.recording.byte_count) as file:
                facts = one.gather_facts(edition, has_cover=False)  # the archive has one
                file.write(make_tags(self._outline, facts))
                write_sound(one.recording, file, self._store)
            guide: dict[str, Any] = {
                "links": [{"rel": "self", "href": track.guide, "type": GUIDE}],
                "guided": [
                    {
                        "role": ["chapter"],
                        "children": make_guide(sentences, one.chapter, track.sound, rate),
                    }
                ],
            }
            if one.number < one.total:
                after = one._replace(number=one.number + 1)
                guide["links"].append({"rel": "next", "href": f"{after.name}.json", "type": GUIDE})
            _write_json(archive, track.guide, guide)
            tracks.append(track)
        return tracks


def _write_json(archive: BookArchive, name: str, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    archive.put(name, text.encode("utf-8", "replace"))
