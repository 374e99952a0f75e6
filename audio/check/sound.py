"""The MP3 as it is heard: decoded once, in a stream, and measured.

What is kept of ten hours are the peaks of every ten milliseconds and the loudness of every
hundred: twelve megabytes.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, cast

import av
import numpy as np
from numpy.typing import NDArray

from audio.sound.mpeg import SAMPLES

GRAINS = 100
"""Peaks a second."""
POWERS = 10
"""Loudness values a second."""
FULL_SCALE = 32_767
_BATCH = 64
"""Frames that are measured together: one by one costs more than decoding."""


class Unheard(NamedTuple):
    """A place that could not be decoded; silence stands for it."""

    sample: int
    why: str


class Heard(NamedTuple):
    """What a listener gets."""

    rate: int
    """Hertz."""
    samples: int
    """Decoded."""
    peaks: NDArray[np.int16]
    """Shape (n,): the largest sample of every 10 ms; 32,767 is full scale or more."""
    powers: NDArray[np.float32]
    """Shape (n,): momentary loudness (of 400 ms) at the end of every 100 ms, LUFS as heard."""
    integrated: float
    """LUFS as heard; below −70 for silence."""
    true_peak: float
    """dBTP; −inf for silence."""
    unheard: tuple[Unheard, ...]


def listen(path: Path) -> Heard:
    """Decode and measure the MP3 at ``path``. Raises ``OSError``, of which PyAV's errors are
    some, and ``ValueError`` when it holds no sound."""
    with av.open(str(path), "r", format="mp3") as container:
        if not container.streams.audio:
            raise ValueError("holds no sound")
        ear = _Ear()
        for packet in container.demux(container.streams.audio[0]):
            try:
                frames = packet.decode()
            except av.FFmpegError as error:
                ear.miss(error.strerror or type(error).__name__)
                continue
            for frame in frames:
                ear.take(frame)
        return ear.heard()


class _Ear:
    """Takes frames and measures them, a second or two at a time."""

    def __init__(self) -> None:
        self._rate = 0
        self._samples = 0
        self._batch: list[NDArray[np.float32]] = []
        self._rest = np.zeros(0, np.float32)
        """What did not fill ten milliseconds."""
        self._peaks = array("h")
        self._unheard: list[Unheard] = []
        self._meter: _Meter | None = None

    def take(self, frame: av.AudioFrame) -> None:
        """The next frame; of several channels the loudest is measured."""
        data = frame.to_ndarray()
        if data.dtype != np.float32:
            data = (data / 32_768).astype(np.float32)
        mono = data[0] if len(data) == 1 else data[np.abs(data).sum(axis=1).argmax()]
        if self._meter is None:
            self._rate = frame.sample_rate
            self._meter = _Meter(self._rate)
        elif frame.sample_rate != self._rate:
            self.miss(f"its rate changes to {frame.sample_rate} Hz")
            return
        self._put(mono.reshape(-1))

    def miss(self, why: str) -> None:
        """A frame could not be decoded: the clock goes on."""
        self._unheard.append(Unheard(self._samples, why))
        if self._rate:
            self._put(np.zeros(SAMPLES, np.float32))

    def heard(self) -> Heard:
        """All of it."""
        if self._meter is None:
            raise ValueError("holds no sound that can be decoded")
        self._measure()
        self._meter.close()
        return Heard(
            self._rate,
            self._samples,
            np.frombuffer(self._peaks, np.int16),
            np.frombuffer(self._meter.powers, np.float32),
            self._meter.integrated,
            20 * math.log10(self._meter.peak) if self._meter.peak > 0 else -math.inf,
            tuple(self._unheard),
        )

    def _put(self, mono: NDArray[np.float32]) -> None:
        self._samples += len(mono)
        self._batch.append(mono)
        if len(self._batch) >= _BATCH:
            self._measure()

    def _measure(self) -> None:
        if not self._batch or self._meter is None:
            return
        data = np.nan_to_num(np.concatenate(self._batch), nan=0.0, posinf=2.0, neginf=-2.0)
        self._batch.clear()
        self._meter.push(data)
        grain = self._rate // GRAINS
        data = np.concatenate([self._rest, data])
        whole = len(data) // grain * grain
        self._rest = data[whole:]
        loudest = np.abs(data[:whole].reshape(-1, grain)).max(axis=1, initial=0.0)
        self._peaks.frombytes(np.minimum(loudest * 32_768, FULL_SCALE).astype(np.int16).tobytes())


class _Meter:
    """ffmpeg's EBU R128 meter, fed as it comes."""

    def __init__(self, rate: int) -> None:
        self.powers = array("f")
        self.integrated = -math.inf
        self.peak = 0.0
        """Linear, oversampled."""
        self._rate = rate
        self._at = 0
        self._graph = av.filter.Graph()
        source = self._graph.add_abuffer(sample_rate=rate, format="flt", layout="mono")
        meter = self._graph.add("ebur128", "metadata=1:dualmono=true:peak=true")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()

    def push(self, data: NDArray[np.float32]) -> None:
        """Shape (n,)."""
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(data[None, :]), format="flt", layout="mono"
        )
        frame.sample_rate = self._rate
        frame.pts = self._at
        frame.time_base = Fraction(1, self._rate)
        self._at += len(data)
        self._graph.push(frame)
        self._pull()

    def close(self) -> None:
        """No more will come."""
        self._graph.push(None)
        self._pull()

    def _pull(self) -> None:
        for frame in self._measured():
            data = frame.metadata
            if "lavfi.r128.M" in data:
                self.powers.append(float(data["lavfi.r128.M"]))
                self.integrated = float(data["lavfi.r128.I"])
            self.peak = max(self.peak, float(data.get("lavfi.r128.true_peak", 0.0)))

    def _measured(self) -> Iterator[av.AudioFrame]:
        while True:
            try:
                yield cast("av.AudioFrame", self._graph.pull())
            except (av.error.BlockingIOError, av.error.EOFError):
                return
