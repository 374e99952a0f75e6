"""The check of a sound file's signature, where it has one and the extra ``sign`` can read it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast

_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4"}


def check_signature(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield what is wrong with the signature in a file. Raises ``OSError``."""
    media_type = _TYPES.get(path.suffix.lower())
    if media_type is None or not find_spec("c2pa"):
        return
    from audio.provenance.manifest import read_signature

    with path.open("rb") as file:
        signature = read_signature(file, media_type)
    if signature is None:
        return
    if not signature.is_valid:
        yield Fault(where, "was changed after it was signed")
    elif data and signature.voice != data.voice:
        yield Fault(where, contrast("is signed for another voice", data.voice, signature.voice))
