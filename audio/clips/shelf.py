"""The clips of a store: encoded paragraphs, kept by everything that shapes them.

A clip's key covers what is said and how, and nothing else: not its place in an article, its ids
or the pauses around it. So an edit re-speaks one paragraph, and every edition that holds the
same paragraph shares its clip.
"""

from __future__ import annotations

import json
from typing import Any

from audio.records import Clip, Frames, Mark, Timing
from audio.work.store import Kept, Store


class ClipStore:
    """Clips by key. What is kept is one JSON line (timings, measurements), then the frames."""

    def __init__(self, store: Store) -> None:
        self._shelf = store.shelf("clip")

    def get(self, key: str) -> Clip | None:
        """The clip, or ``None`` when it is not there or is damaged (which is logged)."""
        kept = self._shelf.read(key)
        if kept is None:
            return None
        try:
            return _unpacked(kept)
        except (ValueError, KeyError, TypeError) as fault:
            self._shelf.doubt(key, f"is no clip ({fault})")
            return None

    def put(self, key: str, clip: Clip, frames: bytes) -> Clip:
        """Keep a clip; returns it with its frames where they now lie.

        Raises ``OSError`` or ``OutputError`` when it cannot be written.
        """
        head = {
            "rate": clip.rate,
            "samples": clip.samples,
            "timings": [_flat(timing) for timing in clip.timings],
            "levels": clip.levels,
            "true_peak": clip.true_peak,
        }
        packed = json.dumps(head, separators=(",", ":")).encode() + b"\n" + frames
        return _unpacked(self._shelf.put(key, packed))


def _flat(timing: Timing) -> list[Any]:
    marks = [sample for mark in timing.words for sample in mark]
    return [timing.start, timing.end, timing.estimated, marks]


def _unpacked(kept: Kept) -> Clip:
    """Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything but a clip."""
    start = kept.content.index(b"\n", kept.start) + 1
    data = json.loads(kept.content[kept.start : start])
    return Clip(
        frames=Frames(kept.path, start, len(kept.content) - start),
        rate=data["rate"],
        samples=data["samples"],
        timings=tuple(
            Timing(start, end, tuple(map(Mark, marks[::2], marks[1::2])), estimated)
            for start, end, estimated, marks in data["timings"]
        ),
        levels=tuple((step, count) for step, count in data["levels"]),
        true_peak=data["true_peak"],
    )
