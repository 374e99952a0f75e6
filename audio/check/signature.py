"""The check of a sound file's signature, where it has one and the extra ``sign`` can read it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from audio.check.edition_data import EditionData
from audio.check.fault import Fault, contrast
from audio.check.listing import TYPES


def check_signature(path: Path, where: str, data: EditionData | None) -> Iterator[Fault]:
    """Yield what is wrong with the signature in a file. Raises ``OSError``."""
    if not find_spec("c2pa"):
        return
    from audio.provenance.manifest import MEDIA_TYPES, read_signature

    media_type = TYPES.get(path.suffix.lower(), "")
    if media_type not in MEDIA_TYPES:
        return
    with path.open("rb") as file:
        signature = read_signature(file, media_type)
    if signature is None:
        return
    if not signature.is_valid:
        yield Fault(where, "was changed after it was signed")
    elif data and signature.voice != data.voice:
        yield Fault(where, contrast("is signed for another voice", data.voice, signature.voice))
