"""Playlist (.m3u8): an MP3 a chapter, and the list that plays them in order.

Extended M3U in UTF-8, as music and audiobook players read it; not an HLS stream, whose segments
would need clocks of their own. The files stand beside it, ``NAME-01.mp3`` of ``NAME.m3u8``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from audio.records import Edition, Outline, PublishedFile
from audio.writers import Output
from audio.writers.chapter_files import cut_into_chapters
from audio.writers.mp3 import Mp3Writer, write_sound
from audio.writers.mp3_tags import make_tags


class PlaylistWriter:
    """Chapter files for players that know no chapters, and for desks that cut and share them."""

    rank = 0
    media_type = "application/vnd.apple.mpegurl"

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._output = output
        self._file = output.open()

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """The files, each with its line in the list."""
        stem, rate = PurePath(self._output.name).stem, edition.recording.rate
        self._put("#EXTM3U", f"#PLAYLIST:{_fold(self._outline.article.title)}")
        for one in cut_into_chapters(edition):
            name = f"{stem}-{one.name}.mp3"
            file = self._output.open(name, Mp3Writer.media_type)
            file.write(make_tags(self._outline, one.gather_facts(edition)))
            write_sound(one.recording, file, self._output.store)
            seconds = max(1, round(one.recording.samples / rate))
            place = f"./{name}" if name.startswith("#") else name  # else it were a remark
            self._put(f"#EXTINF:{seconds},{_fold(one.chapter.title)}", place)

    def _put(self, *lines: str) -> None:
        self._file.writelines(f"{line}\n".encode("utf-8", "replace") for line in lines)


def _fold(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())
