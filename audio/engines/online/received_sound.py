"""The sound of an answer: decoded, trimmed, and of a length that its text can have."""

from __future__ import annotations

import io
from typing import NamedTuple

import av
import numpy as np
import soxr

from audio.engines.online.faults import GarbledError
from audio.hindi.aksharas import count_aksharas
from audio.sound.loudness import Samples, find_heard

SLACK = 0.7
"""Seconds a text may last beyond its band: a single word has a long fall, and commas pause."""
PADDING = 0.1
"""Seconds of silence that what is resampled must end in: the last 35 ms of what soxr makes of
16-bit samples can differ by 2 from call to call, by whatever lay in its memory."""

_LAST = 0.01
"""Seconds whose level tells whether a sound is cut off."""
_BROKEN = 10**-2.0
"""Of the power of loud speech: what ends louder is cut off."""


class ReceivedSound(NamedTuple):
    """Decoded speech."""

    samples: Samples
    """Mono."""
    rate: int
    """Hertz."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate


def decode(data: bytes, container: str) -> ReceivedSound:
    """The sound of a file in a ``container`` such as ``mp3``. Raises ``GarbledError``."""
    resampler = av.AudioResampler(format="s16", layout="mono")
    try:
        with av.open(io.BytesIO(data), "r", format=container) as file:
            parts = [
                part.to_ndarray()[0]
                for frame in (*file.decode(audio=0), None)
                for part in resampler.resample(frame)
                if part is not None  # what a resampler with nothing to do flushes
            ]
            rate = file.streams.audio[0].rate
    except (av.error.FFmpegError, IndexError) as error:
        raise GarbledError(f"its audio cannot be decoded ({error})") from error
    if not parts or not rate:
        raise GarbledError("its audio cannot be decoded")
    return ReceivedSound(np.concatenate(parts), rate)


def trim(sound: ReceivedSound, margin: float) -> tuple[ReceivedSound, int]:
    """The sound without the silence at its ends, and how many samples of it went before.

    ``margin``: seconds that are left around what is heard. Raises ``GarbledError`` when nothing is.
    """
    samples, rate = sound
    loud = find_heard(samples)
    if not len(loud):
        raise GarbledError("its audio is silent")
    around = round(margin * rate)
    start = max(0, int(loud[0]) - around)
    return ReceivedSound(samples[start : int(loud[-1]) + 1 + around], rate), start


def check_ending(sound: ReceivedSound) -> None:
    """Raises ``GarbledError`` when a decoded sound stops in the middle of speech.

    Speech fades away, or ends in a silence: the last 10 ms are hardly ever within 20 dB of the
    loudest tenth.
    """
    size = round(_LAST * sound.rate)
    whole = sound.samples[len(sound.samples) % size :].reshape(-1, size).astype(np.float64)
    power = (whole**2).mean(axis=1)
    if len(power) and power[-1] > np.quantile(power, 0.9) * _BROKEN:
        raise GarbledError("its audio breaks off")


def check_length(
    sound: ReceivedSound, text: str, band: tuple[float, float], speed: float = 1.0
) -> None:
    """Raises ``GarbledError`` unless ``text`` can last as long as the trimmed ``sound``.

    ``band``: seconds an akshara at speed 1, least and most. (0.05, 0.4) gives ten aksharas
    0.5 to 4 seconds, and ``SLACK``.
    """
    aksharas = count_aksharas(text)
    least, most = (aksharas * bound / speed for bound in band)
    if least <= sound.seconds <= most + SLACK:
        return
    fault = "short" if sound.seconds < least else "long"
    raise GarbledError(
        f"its {sound.seconds:.2f} s of audio are too {fault} for {aksharas} aksharas"
    )


def resample(sound: ReceivedSound, rate: int) -> Samples:
    """The samples at another rate; the same bytes every time."""
    if sound.rate == rate:
        return sound.samples
    padding = np.zeros(round(PADDING * sound.rate), np.int16)
    changed: Samples = soxr.resample(
        np.concatenate([sound.samples, padding]), sound.rate, rate, quality="HQ"
    )
    return changed[: len(sound.samples) * rate // sound.rate]
