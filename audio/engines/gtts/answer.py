"""From the body of an answer to checked sound.

The protocol is Google's ``batchexecute``: guarded JSON in which the entry of the call ``jQ1olc``
carries, as a JSON text of its own, a list with the MP3 in base64.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
from typing import Any, NamedTuple

import av
import numpy as np

from audio.engines.online.faults import GarbledError
from audio.hindi.aksharas import count_aksharas
from audio.sound.loudness import Samples

BAND = (0.05, 0.4)
"""Seconds an akshara of Google's Hindi voice can last, least and most."""
_SLACK = 0.7
"""Seconds a piece may last beyond that: a single word has a long fall, and commas pause."""

_ENTRY = '"jQ1olc",'
_GUARD = ")]}'"


def mp3_of(body: bytes) -> bytes:
    """The MP3 in the body of an answer. Raises ``GarbledError``."""
    text = body.decode("utf-8", "replace")
    if not text.lstrip().startswith(_GUARD):
        raise GarbledError(f"it answered with something else: {_start(text)}")
    at = text.find(_ENTRY)
    if at < 0:
        raise GarbledError("its answer is of another kind than the call's")
    payload = _json(text[at + len(_ENTRY) :].lstrip())
    if payload is None:
        raise GarbledError("its answer holds no audio")
    try:
        encoded = json.loads(payload)[0]
        mp3 = base64.b64decode(encoded, validate=True)
    except (TypeError, ValueError, LookupError, binascii.Error) as error:
        raise GarbledError(f"its audio is not base64 ({error})") from error
    if not mp3:
        raise GarbledError("its audio is empty")
    return mp3


def _json(text: str) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except ValueError as error:
        raise GarbledError("its answer breaks off") from error


def _start(text: str) -> str:
    return " ".join(text.split())[:60] or "nothing"


class Sound(NamedTuple):
    """Decoded and trimmed speech."""

    samples: Samples
    """Mono."""
    rate: int
    """Hertz."""


def checked(mp3: bytes, text: str) -> Sound:
    """The sound of ``mp3`` without the silence at its ends. Raises ``GarbledError``.

    Every frame must be whole, and the length must be one that ``text`` can have.
    """
    if cut_off := _cut_off(mp3):
        raise GarbledError(cut_off)
    sound = _trimmed(_decoded(mp3))
    seconds = len(sound.samples) / sound.rate
    aksharas = count_aksharas(text)
    least, most = (aksharas * bound for bound in BAND)
    if not len(sound.samples):
        raise GarbledError("its audio is silent")
    if seconds < least:
        raise GarbledError(f"its {seconds:.2f} s of audio are too short for {aksharas} aksharas")
    if seconds > most + _SLACK:
        raise GarbledError(f"its {seconds:.2f} s of audio are too long for {aksharas} aksharas")
    return sound


_BITRATES = {  # kbit/s of Layer III by version bits (ISO 11172-3 and 13818-3, 2.4.2.3)
    0b11: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    0b10: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0b00: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {
    0b11: (44_100, 48_000, 32_000),
    0b10: (22_050, 24_000, 16_000),
    0b00: (11_025, 12_000, 8_000),
}
_HEADER, _ID3V2, _ID3V1 = 4, 10, 128
"""Bytes of a frame's header, an ID3v2 header and an ID3v1 tag."""
_INSIDE = "its audio is cut off in the middle of a frame"


def _cut_off(mp3: bytes) -> str:
    """Why whole frames do not tile ``mp3``, its tags aside; empty when they do."""
    at, end = _id3v2(mp3), len(mp3)
    if mp3[-_ID3V1:].startswith(b"TAG"):
        end -= _ID3V1
    if at >= end:
        return "its audio is empty"
    while at < end:
        if end - at < _HEADER:
            return _INSIDE
        size = _frame_size(int.from_bytes(mp3[at : at + _HEADER]))
        if not size:
            return f"its audio is not MP3 at byte {at}"
        at += size
    return _INSIDE if at > end else ""


def _id3v2(mp3: bytes) -> int:
    if not mp3.startswith(b"ID3") or len(mp3) < _ID3V2:
        return 0
    size = 0
    for byte in mp3[6:_ID3V2]:
        size = size << 7 | byte & 0x7F
    return _ID3V2 + size


def _frame_size(word: int) -> int:
    """Bytes of the Layer III frame with this header; 0 when it is none."""
    version, layer = word >> 19 & 3, word >> 17 & 3
    bitrate, rate, padding = word >> 12 & 15, word >> 10 & 3, word >> 9 & 1
    if word >> 21 != 0x7FF or version == 0b01 or layer != 0b01:
        return 0
    if bitrate in (0, 15) or rate == 3:
        return 0
    slots = 144_000 if version == 0b11 else 72_000
    return slots * _BITRATES[version][bitrate] // _RATES[version][rate] + padding


def _decoded(mp3: bytes) -> Sound:
    try:
        with av.open(io.BytesIO(mp3), "r", format="mp3") as container:
            resampler = av.AudioResampler(format="s16", layout="mono")
            parts = [
                part.to_ndarray()[0]
                for frame in container.decode(audio=0)
                for part in resampler.resample(frame)
            ]
            rate = container.streams.audio[0].rate
    except (av.error.FFmpegError, IndexError) as error:
        raise GarbledError(f"its audio cannot be decoded ({error})") from error
    if not parts or not rate:
        raise GarbledError("its audio cannot be decoded")
    return Sound(np.concatenate(parts), rate)


_SILENT = 104
"""Of 32,768: −50 dBFS, below which an end is silence."""
_MARGIN = 0.01
"""Seconds that are left around the sound."""


def _trimmed(sound: Sound) -> Sound:
    samples, rate = sound
    loud = np.flatnonzero((samples > _SILENT) | (samples < -_SILENT))
    if not len(loud):
        return Sound(samples[:0], rate)
    margin = round(_MARGIN * rate)
    return Sound(samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + 1 + margin], rate)
