"""What a voice made of phonemes, as it is kept: one line of JSON (lengths), then FLAC.

Lossless, so that what is kept and what was just spoken are the same to the sample.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import NamedTuple

import av
import numpy as np
import numpy.typing as npt

from audio.work.store import Shelf

_FAULTS = (ValueError, TypeError, av.FFmpegError)
"""What ``unpack`` raises for anything but what was packed."""
_CHUNK = 4096
"""Samples: a frame of FLAC."""


class SpokenRun(NamedTuple):
    """What a model made of one run of phonemes."""

    samples: npt.NDArray[np.int16]
    widths: tuple[int, ...]
    """How long each token lasts, in the model's own unit; empty when it does not tell."""


def recall(
    shelf: Shelf, key: str, rate: int, speak: Callable[[], list[SpokenRun]]
) -> list[SpokenRun]:
    """What is kept under ``key``; when nothing is, what ``speak`` makes, which then is kept."""
    with shelf.lock(key):
        kept = shelf.get(key)
        if kept is not None:
            try:
                return unpack(kept)
            except _FAULTS as fault:
                shelf.report_damage(key, f"is no speech ({fault})")
        spoken = speak()
        shelf.put(key, pack(spoken, rate))
    return spoken


def pack(spoken: Sequence[SpokenRun], rate: int) -> bytes:
    """The runs of one line, in order; ``rate`` in Hertz."""
    head = [[len(one.samples), one.widths] for one in spoken]
    file = BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=rate, layout="mono")
        stream.format = "s16"
        samples = np.concatenate([one.samples for one in spoken])
        for start in range(0, len(samples), _CHUNK):
            part = samples[start : start + _CHUNK].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + file.getvalue()


def unpack(kept: bytes) -> list[SpokenRun]:
    """The runs again. Raises ``ValueError``, ``TypeError`` or ``av.FFmpegError``."""
    head, _, sound = kept.partition(b"\n")
    with av.open(BytesIO(sound), "r", format="flac") as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    samples = np.concatenate(frames).astype(np.int16, copy=False)
    runs = json.loads(head)
    lengths = [length for length, _ in runs]
    if sum(lengths) != len(samples):
        raise ValueError("its sound is not as long as it says")
    ends = np.cumsum(lengths)[:-1]
    parts = np.split(samples, ends)
    return [SpokenRun(part, tuple(widths)) for part, (_, widths) in zip(parts, runs, strict=True)]
