"""Audiobook (.m4b) and MP4 sound (.m4a): the clips' AAC, joined, with chapters, cover and tags.

What tells where all is stands first ("fast start"), so that it plays while it is being loaded;
the frames are copied behind it as they are. Chapters stand in it twice, as players of Apple's and
others look for them: as a track of titles, and as a Nero list, which holds 255 at most.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence

from audio.records import Edition, Outline, PublishedFile
from audio.sound.coding import AAC, make_header
from audio.sound.joining import write_pieces
from audio.sound.splicing import Splice, splice
from audio.writers import Output
from audio.writers import mp4_boxes as boxes
from audio.writers.mp3_tags import find_iso_639_2

_TEXT, _JPEG, _PNG, _NUMBER = 1, 13, 14, 21
"""Kinds of a tag's value."""
_MOST_IN_LIST = 255
"""Chapters of a Nero list."""
_SHORT = 255
"""Bytes of the short description."""


class Mp4Writer:
    """Sound for any player that knows AAC."""

    rank = 0
    media_type = "audio/mp4"
    brand = b"M4A "
    media_kind = 1
    """``stik``: music."""

    def __init__(self, outline: Outline, output: Output) -> None:
        self._outline = outline
        self._file = output.open()
        self._store = output.store
        output.request(AAC)

    def finish(self, edition: Edition, beside: Sequence[PublishedFile]) -> None:
        """Write what the file is, where all is, and the frames."""
        sound = splice(edition.recording, AAC, self._store)
        titles = [boxes.make_chapter_sample(chapter.title) for chapter in edition.chapters]
        kind = boxes.make_box(b"ftyp", self.brand, bytes(4), self.brand, b"mp42", b"isom")
        tail = boxes.make_metadata(self._list_tags()), self._make_list(edition)
        tracks = self._make_tracks(edition, sound, titles)
        sizes = sound.measure_bytes(), sum(map(len, titles))

        def lay_out(start: int) -> bytes:
            offsets = start, start + sizes[0]
            return boxes.make_box(
                b"moov",
                boxes.make_movie_header(sound.clock, sound.samples, len(tracks)),
                *map(boxes.make_track, tracks, offsets),
                boxes.make_box(b"udta", *tail),
            )

        before = len(kind) + len(lay_out(0)) + 8
        self._file.write(kind + lay_out(before) + struct.pack(">I4s", 8 + sum(sizes), b"mdat"))
        write_pieces(sound.pieces, sound.silence, self._file, self._store)
        self._file.write(b"".join(titles))

    def _make_tracks(
        self, edition: Edition, sound: Splice, titles: Sequence[bytes]
    ) -> tuple[boxes.Track, boxes.Track]:
        rate, language = sound.clock, find_iso_639_2(self._outline.article.language)
        config = make_header(rate, AAC)
        bitrate = round(sound.measure_bytes() * 8 * rate / sound.samples)
        voice = boxes.Track(
            number=1,
            kind=b"soun",
            entry=boxes.make_aac_entry(rate, config, bitrate),
            clock=rate,
            durations=[(len(sound.sizes), AAC.frame)],
            sizes=sound.sizes,
            language=language,
            skipped=AAC.priming,
            length=sound.samples,
            chapters=2,
        )
        chapters = boxes.Track(
            number=2,
            kind=b"text",
            entry=boxes.make_text_entry(),
            clock=rate,
            durations=[(1, chapter.end - chapter.start) for chapter in edition.chapters],
            sizes=array("I", map(len, titles)),
            language=language,
            length=sound.samples,
        )
        return voice, chapters

    def _make_list(self, edition: Edition) -> bytes:
        """Chapters that are too many for it are in none: their track has them all."""
        if len(edition.chapters) > _MOST_IN_LIST:
            return b""
        rate = edition.recording.rate
        rows = [(chapter.start * 10_000_000 // rate, chapter.title) for chapter in edition.chapters]
        count = struct.pack(">IB", 0, len(rows))
        return boxes.make_full_box(b"chpl", 1, 0, count, boxes.make_nero_chapters(rows))

    def _list_tags(self) -> Iterator[bytes]:
        outline, article, show = self._outline, self._outline.article, self._outline.show
        narrator = f"{outline.voice} (synthetic voice)"
        texts = {
            b"\xa9nam": article.title,
            b"\xa9ART": article.author or show.author or show.title,
            b"aART": show.author or show.title,
            b"\xa9alb": show.title,
            b"\xa9wrt": narrator,  # where audiobook players look for it
            b"\xa9nrt": narrator,
            b"\xa9day": article.published.date().isoformat() if article.published else "",
            b"desc": boxes.cut_text(article.description, _SHORT),
            b"ldes": article.description,
            b"\xa9cmt": article.description,
            b"cprt": show.copyright,
            b"\xa9lyr": article.text,
        }
        for name, text in texts.items():
            if text:
                yield boxes.make_tag(name, _TEXT, text.encode())
        yield boxes.make_tag(b"stik", _NUMBER, bytes([self.media_kind]))
        cover = outline.cover
        kind = _JPEG if cover.media_type == "image/jpeg" else _PNG
        yield boxes.make_tag(b"covr", kind, cover.data)


class M4bWriter(Mp4Writer):
    """An M4A that players take for a book: they keep the place in it."""

    brand = b"M4B "
    media_kind = 2
