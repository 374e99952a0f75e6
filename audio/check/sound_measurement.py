"""The sound of a file, measured: it is decoded once, frame by frame.

Kept are the peak of every 10 ms and the loudness of every 100 ms: twelve megabytes for ten hours.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, cast

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from audio.sound.mpeg import SAMPLES

GRAINS = 100
"""Peaks a second."""
POWERS = 10
"""Loudness values a second."""
FULL_SCALE = 32_767
"""The largest sample; a peak of that size or more is clipped to it."""
_BATCH = 64
"""Frames that are measured together: one by one costs more than decoding."""


class DecodingGap(NamedTuple):
    """A frame that could not be decoded; it is measured as silence."""

    sample: int
    """How many samples come before it."""
    why: str


class SoundMeasurement(NamedTuple):
    """The length, peaks and loudness of decoded sound."""

    rate: int
    """Hertz."""
    samples: int
    """How many there are."""
    peaks: NDArray[np.int16]
    """Shape (n,): the largest sample of every 10 ms; 32,767 is full scale or more."""
    powers: NDArray[np.float32]
    """Shape (n,): momentary loudness (of 400 ms) at the end of every 100 ms, LUFS as heard."""
    integrated: float
    """LUFS as heard; below −70 for silence."""
    true_peak: float
    """dBTP; −inf for silence."""
    gaps: tuple[DecodingGap, ...]


def measure_sound(path: Path, form: str = "mp3") -> SoundMeasurement:
    """Decode and measure the sound at ``path``, in the format that ffmpeg calls ``form``.

    Raises ``OSError``, and ``ValueError`` when it holds no sound.
    """
    meter = _SoundMeter()
    with open_sound(path, form) as container:
        for packet in container.demux(container.streams.audio[0]):
            try:
                frames = packet.decode()
            except av.FFmpegError as error:
                meter.add_gap(error.strerror or type(error).__name__)
                continue
            for frame in frames:
                meter.add_frame(frame)
        return meter.finish()


@contextmanager
def open_sound(path: Path, form: str) -> Iterator[InputContainer]:
    """Open the sound at ``path``, in the format that ffmpeg calls ``form``.

    Raises ``OSError``, and ``ValueError`` when it holds no sound or breaks off: PyAV's errors are
    of many kinds, the end of a file among them, which a command line takes for an interrupt.
    """
    path.stat()
    try:
        with av.open(str(path), "r", format=form) as container:
            if not container.streams.audio:
                raise ValueError("holds no sound")
            yield container
    except av.FFmpegError as error:
        raise ValueError(f"holds no sound that can be read: {error.strerror}") from error


class _SoundMeter:
    """Collects decoded frames and measures them, a second or two at a time."""

    def __init__(self) -> None:
        self._rate = 0
        self._samples = 0
        self._batch: list[NDArray[np.float32]] = []
        self._rest = np.zeros(0, np.float32)
        """Samples at the end that do not fill 10 ms yet."""
        self._peaks = array("h")
        self._gaps: list[DecodingGap] = []
        self._meter: _Meter | None = None

    def add_frame(self, frame: av.AudioFrame) -> None:
        """Add the next frame; of several channels the loudest is measured."""
        data = frame.to_ndarray()
        if data.dtype != np.float32:
            data = (data / 32_768).astype(np.float32)
        mono = data[0] if len(data) == 1 else data[np.abs(data).sum(axis=1).argmax()]
        if self._meter is None:
            self._rate = frame.sample_rate
            self._meter = _Meter(self._rate)
        elif frame.sample_rate != self._rate:
            self.add_gap(f"its rate changes to {frame.sample_rate} Hz")
            return
        self._put(mono.reshape(-1))

    def add_gap(self, why: str) -> None:
        """Add silence for a frame that could not be decoded, so that later times stay right."""
        self._gaps.append(DecodingGap(self._samples, why))
        if self._rate:
            self._put(np.zeros(SAMPLES, np.float32))

    def finish(self) -> SoundMeasurement:
        """The measurement of all frames. Raises ``ValueError`` when there was none."""
        if self._meter is None:
            raise ValueError("holds no sound that can be decoded")
        self._measure()
        self._meter.close()
        return SoundMeasurement(
            self._rate,
            self._samples,
            np.frombuffer(self._peaks, np.int16),
            np.frombuffer(self._meter.powers, np.float32),
            self._meter.integrated,
            20 * math.log10(self._meter.peak) if self._meter.peak > 0 else -math.inf,
            tuple(self._gaps),
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
    """ffmpeg's EBU R128 loudness meter, fed piece by piece."""

    def __init__(self, rate: int) -> None:
        self.powers = array("f")
        self.integrated = -math.inf
        self.peak = 0.0
        """The true peak so far; 1.0 is full scale."""
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
        """Measure the next samples, shape (n,), full scale 1.0."""
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
        """End the sound, so that the meter gives its last values."""
        self._graph.push(None)
        self._pull()

    def _pull(self) -> None:
        for frame in self._pull_frames():
            data = frame.metadata
            if "lavfi.r128.M" in data:
                self.powers.append(float(data["lavfi.r128.M"]))
                self.integrated = float(data["lavfi.r128.I"])
            self.peak = max(self.peak, float(data.get("lavfi.r128.true_peak", 0.0)))

    def _pull_frames(self) -> Iterator[av.AudioFrame]:
        while True:
            try:
                yield cast("av.AudioFrame", self._graph.pull())
            except (av.error.BlockingIOError, av.error.EOFError):
                return
