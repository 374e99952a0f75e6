"""MP3: ID3v2.3 tags, an Info frame, and the joined frames as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from audio.records import Edition, Outline, PublishedFile, Recording
from audio.sound import encoding, joining, mpeg
from audio.work.store import Store
from audio.writers import Output
from audio.writers.chapter_links import list_chapter_links
from audio.writers.mp3_tags import TagFacts, make_tags


class Mp3Writer:
    """The edition as one file that any player takes."""

    rank = 0
    media_type = "audio/mpeg"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()
        self._store = output.store

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Tags, Info frame, frames."""
        self._file.write(make_tags(self._outline, _gather_facts(edition)))
        write_sound(edition.recording, self._file, self._store)


def _gather_facts(edition: Edition) -> TagFacts:
    article = edition.outline.article
    return TagFacts(
        title=article.title,
        album=edition.outline.show.title,
        number=str(article.episode or ""),
        text=article.text,
        uuid=edition.uuid,
        samples=edition.recording.samples,
        chapters=edition.chapters,
        links=list_chapter_links(edition),
    )


def write_sound(recording: Recording, file: BinaryIO, store: Store) -> None:
    """The Info frame, which tells players its length and where to seek, and the frames.

    Raises as ``write_recording`` does.
    """
    like = encoding.make_silent_frame(recording.rate, recording.bitrate)
    count, size, table = recording.frame_count, recording.byte_count, recording.seek_table
    file.write(mpeg.make_info_frame(like, count, size, table))
    joining.write_recording(recording, file, store)
