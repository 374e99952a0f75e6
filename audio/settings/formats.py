"""The formats of an edition, by the suffix of the file."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple


class Format(NamedTuple):
    """Where a format's writer is, and who may ask for it."""

    writer: str
    """``module:Class``, imported on first use."""
    in_shows: bool = True
    """Whether ``formats`` in ``show.toml`` may name it: a show has pages of its own."""
    packing: str = ""
    """What a show's site adds to its file names, for whom its own suffix says nothing: ``.zip``."""


EDITION_FORMATS = {
    ".audiobook": Format("audio.writers.audiobook:AudiobookWriter"),
    ".daisy": Format("audio.writers.daisy:DaisyWriter", packing=".zip"),
    ".epub": Format("audio.writers.epub:EpubWriter"),
    ".html": Format("audio.writers.page:PageWriter", in_shows=False),
    ".json": Format("audio.writers.edition_json:EditionJsonWriter"),
    ".lrc": Format("audio.writers.lyrics:LyricsWriter"),
    ".m3u8": Format("audio.writers.playlist:PlaylistWriter"),
    ".m4a": Format("audio.writers.mp4:Mp4Writer"),
    ".m4b": Format("audio.writers.mp4:M4bWriter"),
    ".mp3": Format("audio.writers.mp3:Mp3Writer"),
    ".opus": Format("audio.writers.opus:OpusWriter"),
    ".srt": Format("audio.writers.subrip:SubripWriter"),
    ".txt": Format("audio.writers.spoken_text:SpokenTextWriter"),
    ".vtt": Format("audio.writers.webvtt:WebvttWriter"),
}
"""What ``narrate -o`` takes."""

PURPOSES = {"whatsapp": {".opus": Format("audio.writers.opus:WhatsappWriter")}}
"""What ``narrate --for`` takes, and the formats that are made otherwise for it."""

FORMATS = tuple(suffix[1:] for suffix, form in EDITION_FORMATS.items() if form.in_shows)
"""What ``formats`` in ``show.toml`` may name."""


def name_file(name: str, form: str) -> str:
    """The file of a show's edition ``name`` in the format ``form``: ``barish.daisy.zip``."""
    suffix = f".{form}"
    return name + suffix + EDITION_FORMATS[suffix].packing


def find_suffix(name: str) -> str:
    """The format's suffix in a file's name, in lower case: ``.daisy`` of ``a.daisy.zip``."""
    suffix = PurePath(name).suffix.lower()
    inner = PurePath(PurePath(name).stem).suffix.lower()
    packed = inner in EDITION_FORMATS and suffix == EDITION_FORMATS[inner].packing
    return inner if packed else suffix
