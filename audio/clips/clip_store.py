"""Clips in a store: encoded paragraphs, kept by everything that shapes them.

A clip's key covers what is said and how, and nothing else: not its place in an article, its ids
or the pauses around it. So an edit re-speaks one paragraph, and every edition that holds the
same paragraph shares its clip.

What is kept is one line of JSON (timings, measurements), then the frames.
"""

from __future__ import annotations

import json
from typing import Any

from audio.records import Clip, Frames, Mark, Timing, TimingSource
from audio.records.columns import make_rows
from audio.work.store import CLIP, Store

_SOURCES = {str(source): source for source in TimingSource}


def get_clip(key: str, store: Store) -> Clip | None:
    """The clip, or ``None`` when it is not there or is damaged (which is logged)."""
    shelf = store.get_shelf(CLIP)
    content = shelf.get(key)
    if content is None:
        return None
    try:
        return _unpack(key, content)
    except (ValueError, KeyError, TypeError) as fault:
        shelf.report_damage(key, f"is no clip ({fault})")
        return None


def put_clip(key: str, clip: Clip, frames: bytes, store: Store) -> Clip:
    """Keep a clip; returns it with the place of its frames.

    Raises ``OSError`` or ``OutputError`` when it cannot be written.
    """
    head = {
        "rate": clip.rate,
        "samples": clip.samples,
        "timings": [_flatten(timing) for timing in clip.timings],
        "levels": clip.levels,
        "true_peak": clip.true_peak,
    }
    content = json.dumps(head, separators=(",", ":")).encode() + b"\n" + frames
    store.get_shelf(CLIP).put(key, content)
    return _unpack(key, content)


def _flatten(timing: Timing) -> list[Any]:
    marks = [sample for mark in timing.words for sample in mark]
    return [timing.start, timing.end, timing.source, marks]


def _unpack(key: str, content: bytes) -> Clip:
    """Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything but a clip."""
    start = content.index(b"\n") + 1
    data = json.loads(content[:start])
    return Clip(
        frames=Frames(CLIP, key, start, len(content) - start),
        rate=data["rate"],
        samples=data["samples"],
        timings=tuple(
            Timing(start, end, make_rows(Mark, marks[::2], marks[1::2]), _SOURCES[source])
            for start, end, source, marks in data["timings"]
        ),
        levels=tuple(map(tuple, data["levels"])),
        true_peak=data["true_peak"],
    )
