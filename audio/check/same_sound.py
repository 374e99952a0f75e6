"""The check of sound that stands in several files: each has the frames of the edition's MP3.

Books and chapter files are joined from the same clips as the MP3, which is decoded and measured;
so their sound is right when it has the same frames, and is not decoded once more.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from audio.check.edition_data import EditionData
from audio.check.fault import Fault
from audio.check.frames import FrameStream, scan_frames
from audio.sound import mpeg


def check_same_sound(
    where: str,
    parts: Iterable[FrameStream],
    folder: Path,
    data: EditionData,
    stretch: tuple[float, float] | None = None,
) -> Iterator[Fault]:
    """Yield the first place where the parts, one after another, differ from the edition's MP3.

    They are a ``stretch`` of it, from one second to another, or all. Nothing is said of an edition
    in ``folder`` without such a file, or with a damaged one. Raises ``OSError``.
    """
    expected = _read_sound(folder, data)
    if expected is None:
        return
    begin, end = stretch or (0.0, data.duration)
    first, last = (round(second * data.rate / mpeg.SAMPLES) for second in (begin, end))
    expected = expected[first:last]
    found = array("L")
    for part in parts:
        found.extend(part.marks)
    if found == expected:
        return
    pairs = enumerate(zip(expected, found, strict=False))
    frame = next((at for at, (one, other) in pairs if one != other), min(len(expected), len(found)))
    moment = frame * mpeg.SAMPLES / data.rate
    what = f"its sound is not the edition's from {moment:.2f} s on"
    yield Fault(where, what, data.find_sentence_at(begin + moment))


def _read_sound(folder: Path, data: EditionData) -> array[int] | None:
    """The CRC-32 of every frame of the edition's MP3, if it is there as it was made."""
    for file in data.files:
        path = folder / file.path
        if PurePosixPath(file.path).suffix == ".mp3" and not file.part_of and path.is_file():
            return _read_marks(path, path.stat().st_mtime_ns, file.sha256)
    return None


@lru_cache(maxsize=1)
def _read_marks(path: Path, changed: int, sha256: str) -> array[int] | None:
    """The CRC-32 of every frame of a file; ``changed``, in ns, tells apart what a path had."""
    del changed
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            return None
        file.seek(0)
        return scan_frames(file).marks
