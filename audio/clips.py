"""The clip store: encoded paragraphs, kept by everything that shapes them.

A clip's key covers what is said and how, and nothing else: not its place in an article, its ids
or the pauses around it. So an edit re-speaks one paragraph, and every edition that holds the
same paragraph shares its clip.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path

from audio.publication import Publication, sweep
from audio.records import Clip, Mark, Timing
from audio.store import Store

log = logging.getLogger(__name__)


class ClipStore:
    """A folder of clips by key. Several threads and processes may use one at once.

    A file is one JSON line (timings, measurements, the frames' SHA-256) and then the frames.
    It appears whole, by rename; what cannot be read back whole counts as missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.received = Store(folder).shelf("received")
        for shelf in folder.iterdir() if folder.is_dir() else ():
            if shelf.is_dir():
                sweep(shelf)

    def get(self, key: str) -> Clip | None:
        """The clip, or ``None`` when it is not there or is damaged (which is logged)."""
        path = self._path(key)
        try:
            head, _, frames = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        try:
            return _unpacked(head, frames)
        except (ValueError, KeyError, TypeError) as fault:
            log.warning("%s: a damaged clip is made again (%s)", path, fault)
            return None

    def put(self, key: str, clip: Clip) -> None:
        """Keep a clip. Raises ``OSError`` or ``OutputError`` when it cannot be written."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with Publication() as publication:
            publication.stage(path).write_bytes(_packed(clip))
            publication.release()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.clip"


def _packed(clip: Clip) -> bytes:
    head = {
        "rate": clip.rate,
        "samples": clip.samples,
        "timings": clip.timings,
        "powers": clip.powers,
        "true_peak": clip.true_peak,
        "sha256": hashlib.sha256(clip.frames).hexdigest(),
    }
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + clip.frames


def _unpacked(head: bytes, frames: bytes) -> Clip:
    """Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything but a whole clip."""
    data = json.loads(head)
    if hashlib.sha256(frames).hexdigest() != data["sha256"]:
        raise ValueError("its frames do not match their hash")
    return Clip(
        frames=frames,
        rate=data["rate"],
        samples=data["samples"],
        timings=tuple(
            Timing(start, end, tuple(Mark(*mark) for mark in words))
            for start, end, words in data["timings"]
        ),
        powers=tuple(data["powers"]),
        true_peak=data["true_peak"],
    )
