"""Tempo: sound made faster or slower at the same pitch, by ffmpeg's ``atempo`` (WSOLA)."""

from __future__ import annotations

import av
import numpy as np

from audio.sound.loudness import Samples


def stretch(samples: Samples, rate: int, speed: float) -> Samples:
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
