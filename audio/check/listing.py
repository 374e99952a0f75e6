"""The check of an edition's files against the list in its edition.json: lengths and digests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast
from audio.check.site import EDITION, BuiltSite
from audio.show.site_files import WITHDRAWN

TYPES = {
    ".audiobook": "application/audiobook+zip",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".lrc": "application/lrc",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".zip": "application/zip",
}
"""Media types of an edition's files, by their suffix."""
FOUND_BY_NAME = (EDITION, "sentences.txt", WITHDRAWN)
"""Files of an edition that are found by their name and so are not listed."""
_NEEDED = ("text/html", "audio/mpeg")


def check_listing(site: BuiltSite, folder: str, data: EditionData) -> Iterator[Fault]:
    """Yield all that is wrong with the list in ``edition.json``; ``find_change`` has its files."""
    where = f"{folder}/{EDITION}"
    for name, count in Counter(file.path for file in data.files).items():
        if count > 1:
            yield Fault(where, f"lists {name} {count} times")
    for media_type in _NEEDED:
        if not any(file.type == media_type and not file.part_of for file in data.files):
            yield Fault(where, f"lists no file of type {media_type}")
    for file in data.files:
        if not file.path or "/" in file.path or "\\" in file.path or file.path[0] == ".":
            yield Fault(where, f"lists {file.path!r}, which is no file beside it")
            continue
        expected = TYPES.get(PurePosixPath(file.path).suffix)
        if expected and file.type != expected:
            yield Fault(where, contrast(f"lists {file.path} as another type", expected, file.type))
        if file.part_of and not any(file.part_of == one.path for one in data.files):
            yield Fault(where, f"lists {file.path} as a part of {file.part_of}, which it lists not")
        if f"{folder}/{file.path}" not in site.files:
            yield Fault(f"{folder}/{file.path}", "is missing, though edition.json lists it")


def find_unlisted(site: BuiltSite, folder: str, data: EditionData) -> Iterator[Fault]:
    """Yield files of the edition's folder that its ``edition.json`` should list and does not."""
    listed = {f"{folder}/{file.path}" for file in data.files}
    listed |= {f"{folder}/{name}" for name in FOUND_BY_NAME}
    for name in sorted(site.files - listed):
        if name.startswith(f"{folder}/") and not name.endswith(".part"):
            yield Fault(name, f"is not in the list of {EDITION}")


def find_change(site: BuiltSite, name: str, data: EditionData | None) -> str:
    """How the file ``name`` is another than ``edition.json`` lists, as a clause; else empty.

    Raises ``OSError``.
    """
    known = (file for file in data.files if file.path == PurePosixPath(name).name) if data else ()
    listed = next(iter(known), None)
    if listed is None:
        return ""
    found = site.get_size(name)
    if found != listed.bytes:
        return contrast("is not as long as edition.json says, in bytes", listed.bytes, found)
    with site.locate(name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest == listed.sha256:
        return ""
    return contrast("is not the file that edition.json lists (SHA-256)", listed.sha256, digest)
