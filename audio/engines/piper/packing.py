"""What piper said, as it is kept: one line of JSON (rate, lengths), then FLAC.

Lossless, so that what is kept and what was just spoken are the same to the sample.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO

import av
import numpy as np

from audio.engines.piper.voice_model import Sounded

FAULTS = (ValueError, TypeError, av.FFmpegError)
"""What ``unpack`` raises for anything but what was packed."""
_CHUNK = 4096
"""Samples: a frame of FLAC."""


def pack(sounded: Sequence[Sounded], rate: int) -> bytes:
    """The sentences of one line, in order."""
    head = [[len(one.samples), one.widths] for one in sounded]
    file = BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=rate, layout="mono")
        stream.format = "s16"
        samples = np.concatenate([one.samples for one in sounded])
        for start in range(0, len(samples), _CHUNK):
            part = samples[start : start + _CHUNK].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + file.getvalue()


def unpack(kept: bytes) -> list[Sounded]:
    """The sentences again. Raises one of ``FAULTS``."""
    head, _, sound = kept.partition(b"\n")
    with av.open(BytesIO(sound), "r", format="flac") as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    samples = np.concatenate(frames).astype(np.int16, copy=False)
    sentences = json.loads(head)
    lengths = [length for length, _ in sentences]
    if sum(lengths) != len(samples):
        raise ValueError("its sound is not as long as it says")
    ends = np.cumsum(lengths)[:-1]
    parts = np.split(samples, ends)
    return [
        Sounded(part, tuple(widths)) for part, (_, widths) in zip(parts, sentences, strict=True)
    ]
