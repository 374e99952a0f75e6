"""One server asked for the sound of a sentence by ``POST /v1/audio/speech``."""

from __future__ import annotations

import json
from concurrent.futures import Future
from typing import Any, NamedTuple

import requests

from audio.engines.online.aligned_sound import AlignedSound, align
from audio.engines.online.faults import GarbledError, RefusalError, ServiceError
from audio.engines.online.http_connection import HttpConnection
from audio.engines.online.patience import Patience
from audio.engines.online.received_sound import check_ending, check_length, decode, trim
from audio.engines.online.service import Query, Service, share_service
from audio.engines.openai.address import KEY, SpeechAddress
from audio.errors import SpeechError
from audio.records import Line
from audio.work.keys import make_key
from audio.work.store import Shelf

FACTOR = "AUDIO_EDITION_OPENAI_PATIENCE"
"""Environment variable: a factor for every waiting time; 2 for a slow machine."""
PATIENCE = Patience(read=120, answer=300, in_all=900, at_once=2)
"""A model on this machine may think for a minute before the first byte, and two at once do."""
BAND = (0.05, 0.4)
"""Seconds an akshara of a Hindi voice can last at speed 1, least and most."""

_MARGIN = 0.01
"""Seconds that are left around the sound."""
_LARGEST = 100_000_000
"""Bytes of an answer: half an hour of WAV at 24 kHz."""
_STREAMED = 1 << 30
"""Bytes: a WAV that says it is longer was streamed, and its length not known beforehand."""


class SpeechRequest(NamedTuple):
    """One sentence in one voice; what is asked for depends on nothing else."""

    address: SpeechAddress
    speed: float
    line: Line

    def build_body(self) -> dict[str, Any]:
        """What is posted, as JSON."""
        body: dict[str, Any] = {
            "model": self.address.model,
            "input": self.line.text,
            "voice": self.address.voice,
            "response_format": self.address.format,
        }
        # Some servers know no speed, and refuse what they do not know.
        return body if self.speed == 1 else body | {"speed": self.speed}


class OpenaiService(Service):
    """One server, as whoever holds one key."""

    def __init__(self, host: str, key: str, patience: Patience) -> None:
        super().__init__("openai", host, patience)
        self._key = key
        self._connection = HttpConnection(patience, _LARGEST)

    def ask(self, request: SpeechRequest, received: Shelf) -> Future[AlignedSound]:
        """The sound of a sentence, its words timed."""
        query = Query(
            make_key("openai", request.address.url, request.build_body()),
            request.line.text,
            lambda: self._send(request),
            lambda answer: examine(answer, request.line, request.speed),
        )
        return self.submit(query, received)

    def explain(self, fault: ServiceError, text: str, tries: int) -> SpeechError:
        """What the user is told; a key that a server repeats is not."""
        error = super().explain(fault, text, tries)
        what, hint = error.what, error.hint
        if isinstance(fault, RefusalError) and fault.status:
            told = "" if fault.status in (401, 403) else _read_message(fault.body)
            what = f"{what}: {told}" if told else what
            hint = self._advise(fault)
        return SpeechError(self._redact(what), hint=self._redact(hint))

    def _advise(self, fault: RefusalError) -> str:
        """What to do about a refusal."""
        if fault.status in (401, 403):
            return f"check the key in {KEY}" if self._key else f"put a key into {KEY}"
        if fault.location:
            return f"use the address it leads to: {fault.location}"
        if fault.status in (404, 405):
            return "check the address, which mostly ends in /v1, and the names of model and voice"
        return "check the names of model and voice"

    def _redact(self, text: str) -> str:
        return text.replace(self._key, "…") if self._key else text

    def _send(self, request: SpeechRequest) -> bytes:
        """The body of one answer. Raises ``ServiceError``."""
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        plain = requests.Request(
            "POST", request.address.url, json=request.build_body(), headers=headers
        )
        answer = self._connection.send(plain.prepare())
        kind = answer.media_type
        if kind and kind.partition("/")[0] != "audio" and kind not in _BINARY:
            raise GarbledError(f"it answers with {kind[:40]} in place of audio")
        return answer.body


_BINARY = ("application/octet-stream", "application/ogg", "binary/octet-stream")


def find_service(address: SpeechAddress, key: str) -> OpenaiService:
    """The process's service for a server and a key. Raises ``SettingsError``."""
    return share_service(OpenaiService, address.host, key, PATIENCE.scale_by(FACTOR))


def examine(answer: bytes, line: Line, speed: float) -> AlignedSound:
    """The sound of an answer without the silence at its ends, each word timed.

    Raises ``GarbledError`` unless it is the whole ``line``, once.
    """
    _check_wav(answer)
    whole = decode(answer, _recognize(answer))
    sound, _ = trim(whole, _MARGIN)
    check_length(sound, line.text, BAND, speed)
    check_ending(whole)
    return align(sound, line, speed)


def _recognize(data: bytes) -> str:
    """The container that ``data`` begins as, whatever was asked for; raises ``GarbledError``.

    ffmpeg's own guess may be a playlist, of which it would open what that names.
    """
    for start, container in _STARTS.items():
        if data.startswith(start):
            return container
    word = int.from_bytes(data[:2])
    if word >> 5 == 0x7FF:  # in both a sync word, in AAC's ADTS with a layer of 0
        return "mp3" if word >> 1 & 3 else "aac"
    raise GarbledError("its audio is of no known kind")


_STARTS = {b"RIFF": "wav", b"ID3": "mp3", b"fLaC": "flac", b"OggS": "ogg"}


def _check_wav(data: bytes) -> None:
    """Raises ``GarbledError`` when a WAV holds less sound than it says."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"data":
            if len(data) - at - 8 < size < _STREAMED:
                raise GarbledError("its audio is cut off")
            return
        at += 8 + size + size % 2  # chunks begin at even bytes


def _read_message(body: bytes) -> str:
    """What a refusal says, from the places where such servers say it; one short line."""
    try:
        content = json.loads(body)
    except ValueError:
        return ""
    for name in ("error", "detail", "message"):
        if isinstance(content, dict):
            content = content.get(name, content)
    return " ".join(content.split())[:200] if isinstance(content, str) else ""
