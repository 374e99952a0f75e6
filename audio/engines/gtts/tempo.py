"""Another tempo at the same pitch, by ffmpeg's ``atempo`` (WSOLA), and another rate, by soxr."""

from __future__ import annotations

import av
import numpy as np
import soxr

from audio.sound.loudness import Samples


def stretched(samples: Samples, rate: int, speed: float) -> Samples:
    """Mono ``samples`` at ``rate`` Hz, ``speed`` times as fast; the same bytes every time."""
    if speed == 1 or not len(samples):
        return samples
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono")
    tempo = graph.add("atempo", f"{speed:.6f}")
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
    frame.sample_rate = rate
    source.push(frame)
    source.push(None)
    parts: list[Samples] = []
    while True:
        try:
            part = sink.pull()
            assert isinstance(part, av.AudioFrame)
            parts.append(part.to_ndarray()[0])
        except (av.error.EOFError, av.error.BlockingIOError):
            break
    return np.concatenate(parts) if parts else samples[:0]


TAIL = 0.1
"""Seconds of silence that what is resampled must end in: the last 35 ms of what soxr makes of
16-bit samples can differ by 2 from call to call, by whatever lay in its memory."""


def resampled(samples: Samples, rate: int, new_rate: int) -> Samples:
    """Mono ``samples`` at another rate; the same bytes every time."""
    if rate == new_rate:
        return samples
    padded = np.concatenate([samples, np.zeros(round(TAIL * rate), np.int16)])
    changed: Samples = soxr.resample(padded, rate, new_rate, quality="HQ")
    return changed[: len(samples) * new_rate // rate]
