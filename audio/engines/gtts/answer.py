"""Answers: the MP3 in a body, and its sound, checked.

The protocol is Google's ``batchexecute``: guarded JSON in which the entry of the call ``jQ1olc``
carries, as a JSON text of its own, a list with the MP3 in base64.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from audio.engines.online.aligned_sound import AlignedSound, align
from audio.engines.online.faults import GarbledError
from audio.engines.online.received_sound import check_ending, check_length, decode, trim
from audio.records import Line

BAND = (0.05, 0.4)
"""Seconds an akshara of Google's Hindi voice can last, least and most."""
_MARGIN = 0.01
"""Seconds that are left around the sound."""

_ENTRY = '"jQ1olc",'
_GUARD = ")]}'"


def extract_mp3(body: bytes) -> bytes:
    """The MP3 in the body of an answer. Raises ``GarbledError``."""
    text = body.decode("utf-8", "replace")
    if not text.lstrip().startswith(_GUARD):
        raise GarbledError(f"it answered with something else: {_quote_start(text)}")
    at = text.find(_ENTRY)
    if at < 0:
        raise GarbledError("its answer is of another kind than the call's")
    payload = _parse_json(text[at + len(_ENTRY) :].lstrip())
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


def _parse_json(text: str) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except ValueError as error:
        raise GarbledError("its answer breaks off") from error


def _quote_start(text: str) -> str:
    return " ".join(text.split())[:60] or "nothing"


def examine(mp3: bytes, phrase: Line) -> AlignedSound:
    """The sound of ``mp3`` without the silence at its ends, each word timed.

    Every frame must be whole, the length must be one that the phrase can have, and each word must
    be heard once. Raises ``GarbledError``.
    """
    _check_frames(mp3)
    whole = decode(mp3, "mp3")
    sound, _ = trim(whole, _MARGIN)
    check_length(sound, phrase.text, BAND)
    check_ending(whole)
    return align(sound, phrase)


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


def _check_frames(mp3: bytes) -> None:
    """Raises ``GarbledError`` unless whole frames tile ``mp3``, its tags aside."""
    at, end = _measure_id3v2(mp3), len(mp3)
    if mp3[-_ID3V1:].startswith(b"TAG"):
        end -= _ID3V1
    if at >= end:
        raise GarbledError("its audio is empty")
    while at + _HEADER <= end:
        size = _measure_frame(int.from_bytes(mp3[at : at + _HEADER]))
        if not size:
            raise GarbledError(f"its audio is not MP3 at byte {at}")
        at += size
    if at != end:
        raise GarbledError("its audio is cut off in the middle of a frame")


def _measure_id3v2(mp3: bytes) -> int:
    """Bytes of the tag in front."""
    if not mp3.startswith(b"ID3") or len(mp3) < _ID3V2:
        return 0
    size = 0
    for byte in mp3[6:_ID3V2]:
        size = size << 7 | byte & 0x7F
    return _ID3V2 + size


def _measure_frame(word: int) -> int:
    """Bytes of the Layer III frame with this header; 0 when it is none."""
    version, layer = word >> 19 & 3, word >> 17 & 3
    bitrate, rate, padding = word >> 12 & 15, word >> 10 & 3, word >> 9 & 1
    if word >> 21 != 0x7FF or version == 0b01 or layer != 0b01:
        return 0
    if bitrate in (0, 15) or rate == 3:
        return 0
    slots = 144_000 if version == 0b11 else 72_000
    return slots * _BITRATES[version][bitrate] // _RATES[version][rate] + padding
