"""Microsoft Edge's reading-aloud service on the loopback interface, as edge-tts talks to it.

It speaks the real protocol: a token in the query that must fit the server's clock (403 with a
``Date`` otherwise), ``speech.config`` and ``ssml`` in, and ``turn.start``, ``audio.metadata``
with word boundaries in ticks of 100 ns, binary frames of MP3 behind headers of their own, and
``turn.end`` out. The speech is espeak's, with espeak's word marks, at 24 kHz and 48 kbit/s by
LAME, with the silence around it that the service leaves.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import lameenc
import numpy as np
import regex
import soxr
from aiohttp import WSMsgType, web
from edge_tts import drm
from edge_tts.constants import TRUSTED_CLIENT_TOKEN

from audio import engines
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.speech import line

RATE = 24_000
TICKS = 10_000_000
BYTES_PER_SECOND = 6_000
LEAD, TAIL = 0.1, 0.8
"""Seconds of silence that the service leaves before and after what it says."""
VOICES = ("en-IN-NeerjaNeural", "hi-IN-MadhurNeural", "hi-IN-SwaraNeural")
_SPEAK = "{http://www.w3.org/2001/10/synthesis}"


class Fault(Enum):
    """What can befall one request."""

    NO_AUDIO = auto()
    NO_BOUNDARIES = auto()
    CUT_AUDIO = auto()
    """All boundaries, the sound of half of them, and a turn that ends as if it were all."""
    CUT_ANSWER = auto()
    """Half the boundaries and their sound, and a turn that ends as if they were all."""
    CLOSED = auto()
    """Closed politely half way, without a ``turn.end``."""
    DROPPED = auto()
    """The connection is gone half way."""
    BROKEN_MP3 = auto()
    """As many bytes as there should be, but zeros from half way on."""
    GARBAGE = auto()
    """Bytes that are no MP3."""
    UNKNOWN_MESSAGE = auto()
    NOT_JSON = auto()
    WEB_PAGE = auto()
    """Some portal's HTML in place of the service."""
    FORBIDDEN = auto()
    TOO_MANY = auto()
    TOO_MANY_WAIT = auto()
    """429 with ``Retry-After``."""
    UNAVAILABLE = auto()
    MUTE = auto()
    """Takes the request and never answers."""


_STATUS = {
    Fault.FORBIDDEN: 403,
    Fault.TOO_MANY: 429,
    Fault.TOO_MANY_WAIT: 429,
    Fault.UNAVAILABLE: 503,
}
_HALVED = (Fault.CUT_ANSWER, Fault.CLOSED, Fault.DROPPED)


class Request(NamedTuple):
    """What one request asked for."""

    voice: str
    rate: str
    pitch: str
    text: str


class Heard(NamedTuple):
    """One word as the service tells of it, in ticks."""

    text: str
    offset: int
    duration: int


class EdgeServer:
    """The service; ``url`` is what ``AUDIO_EDITION_EDGE_URL`` takes."""

    def __init__(self, fault: Callable[[int], Fault | None] = lambda _: None) -> None:
        """``fault`` is asked what befalls each request, counted from 0."""
        self.fault = fault
        self.clock_ahead = 0.0
        """Seconds by which the service's clock is ahead of ours."""
        self.retry_after = "0"
        self.requests: list[Request] = []
        """All that reached the service, whatever became of them."""
        self.times: list[float] = []
        """When each handshake came."""
        self.most_at_once = 0
        self.url = ""
        self._open = 0
        self._stopped: asyncio.Event
        self._loop: asyncio.AbstractEventLoop

    @property
    def handshakes(self) -> int:
        """How often a connection was asked for."""
        return len(self.times)

    @contextmanager
    def running(self) -> Iterator[EdgeServer]:
        ready = threading.Event()
        thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)))
        thread.start()
        ready.wait()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._stopped.set)
            thread.join()

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        base = "/consumer/speech/synthesize/readaloud"
        app.router.add_get(f"{base}/edge/v1", self._speak)
        app.router.add_get(f"{base}/voices/list", self._list)
        runner = web.AppRunner(app, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}{base}"
        ready.set()
        await self._stopped.wait()
        await runner.cleanup()

    def _refusal(self, request: web.Request) -> web.Response | None:
        """403 unless the token fits the server's clock, as the real one's five minutes."""
        now = time.time() + self.clock_ahead
        query = request.query
        given = query.get("TrustedClientToken") or query.get("trustedclienttoken")
        fits = {drm.generate_sec_ms_gec_v2(now + late) for late in (-300, 0, 300)}
        known = given == TRUSTED_CLIENT_TOKEN and "Sec-MS-GEC-Version" in query
        if known and query.get("Sec-MS-GEC") in fits:
            return None
        return web.Response(status=403, headers={"Date": formatdate(now, usegmt=True)})

    async def _list(self, request: web.Request) -> web.StreamResponse:
        return self._refusal(request) or web.json_response(
            [{"ShortName": name, "Locale": name[:5], "Gender": "Female"} for name in VOICES]
        )

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        fault = self.fault(self.handshakes)
        self.times.append(time.monotonic())
        if fault in _STATUS:
            headers = {"Retry-After": self.retry_after} if fault is Fault.TOO_MANY_WAIT else {}
            return web.Response(status=_STATUS[fault], headers=headers)
        if fault is Fault.WEB_PAGE:
            return web.Response(text="<html>Please log in</html>", content_type="text/html")
        if refusal := self._refusal(request):
            return refusal
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._open += 1
        self.most_at_once = max(self.most_at_once, self._open)
        try:
            await self._turn(socket, request, fault)
        except ConnectionResetError:
            pass  # the client has heard enough
        finally:
            self._open -= 1
        return socket

    async def _turn(
        self, socket: web.WebSocketResponse, request: web.Request, fault: Fault | None
    ) -> None:
        config, ssml = await socket.receive(), await socket.receive()
        if not config.type == ssml.type == WSMsgType.TEXT:
            return
        options = json.loads(config.data.partition("\r\n\r\n")[2])
        synthesis = options["context"]["synthesis"]["audio"]
        assert synthesis["outputFormat"] == "audio-24khz-48kbitrate-mono-mp3"
        assert synthesis["metadataoptions"]["wordBoundaryEnabled"] == "true"
        asked = _request(ssml.data)
        self.requests.append(asked)
        if fault is Fault.MUTE:
            # Until the client has had enough, or the test.
            await self._stopped.wait()
            return
        await socket.send_str(_message("turn.start", "{}"))
        known = asked.voice in VOICES
        mp3, words = (
            await asyncio.to_thread(say, asked.text, asked.rate, asked.pitch)
            if known
            else (b"", ())
        )
        await self._answer(socket, request, fault, mp3, words)

    async def _answer(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        fault: Fault | None,
        mp3: bytes,
        words: tuple[Heard, ...],
    ) -> None:
        mp3, words = _befallen(fault, mp3, words)
        for word in words:
            await socket.send_str(_message("audio.metadata", _metadata(word)))
        if fault is Fault.UNKNOWN_MESSAGE:
            await socket.send_str(_message("surprise", "{}"))
        if fault is Fault.NOT_JSON:
            await socket.send_str(_message("audio.metadata", "<html>"))
        for at in range(0, len(mp3), 4096):
            await socket.send_bytes(_audio(mp3[at : at + 4096]))
        if fault is Fault.DROPPED:
            assert request.transport is not None
            request.transport.abort()
        elif fault is not Fault.CLOSED:
            await socket.send_str(_message("turn.end", "{}"))
            # The client closes.
            await socket.receive()
        await socket.close()


def _befallen(
    fault: Fault | None, mp3: bytes, words: tuple[Heard, ...]
) -> tuple[bytes, tuple[Heard, ...]]:
    """What is left of an answer."""
    if fault is Fault.NO_AUDIO:
        return b"", ()
    if fault is Fault.NO_BOUNDARIES:
        return mp3, ()
    if fault is Fault.GARBAGE:
        return bytes(range(256)) * (len(mp3) // 256), words
    heard = words[: (len(words) + 1) // 2]
    end = BYTES_PER_SECOND * (heard[-1].offset + heard[-1].duration) // TICKS
    if fault is Fault.BROKEN_MP3:
        return mp3[:end] + bytes(len(mp3) - end), words
    if fault is Fault.CUT_AUDIO:
        return mp3[:end], words
    return (mp3[:end], heard) if fault in _HALVED else (mp3, words)


def _request(message: str) -> Request:
    head, _, ssml = message.partition("\r\n\r\n")
    assert "Path:ssml" in head
    voice = ET.fromstring(ssml).find(f"{_SPEAK}voice")
    assert voice is not None
    prosody = voice.find(f"{_SPEAK}prosody")
    assert prosody is not None
    found = regex.fullmatch(r".* Voice \((\S+), (\w+)\)", voice.get("name", ""))
    assert found
    text = prosody.text or ""
    assert len(escape(text).encode()) <= 4096
    return Request(
        f"{found[1]}-{found[2]}", prosody.get("rate", ""), prosody.get("pitch", ""), text
    )


@cache
def say(text: str, rate: str, pitch: str) -> tuple[bytes, tuple[Heard, ...]]:
    """espeak's speech of ``text`` as MP3, and its words."""
    spoken = line(text)
    voice = Voice(
        speed=1 + int(rate.removesuffix("%")) / 100, pitch=50 + int(pitch.removesuffix("Hz"))
    )
    speech = engines.make_engine(voice, FolderStore(Path("unused")).get_shelf("received")).speak(
        [spoken]
    )
    (utterance,) = speech.utterances
    pcm = soxr.resample(np.frombuffer(utterance.pcm, np.int16), speech.rate, RATE)
    lead, tail = (np.zeros(round(RATE * seconds), np.int16) for seconds in (LEAD, TAIL))
    words = tuple(
        Heard(
            span.of(spoken.text),
            round(LEAD * TICKS) + mark.start * TICKS // speech.rate,
            (mark.end - mark.start) * TICKS // speech.rate,
        )
        for span, mark in zip(spoken.words, utterance.marks, strict=True)
    )
    return _mp3(np.concatenate([lead, pcm, tail])), words


def _mp3(samples: Any) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_bit_rate(48)
    encoder.set_quality(7)  # the fastest that is heard as speech
    return bytes(encoder.encode(samples.tobytes()) + encoder.flush())


def _message(path: str, body: str) -> str:
    kind = "application/json; charset=utf-8"
    return f"X-RequestId:{'0' * 32}\r\nContent-Type:{kind}\r\nPath:{path}\r\n\r\n{body}"


def _metadata(word: Heard) -> str:
    text = {"Text": escape(word.text), "Length": len(word.text), "BoundaryType": "WordBoundary"}
    data = {"Offset": word.offset, "Duration": word.duration, "text": text}
    return json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": data}]})


def _audio(data: bytes) -> bytes:
    head = f"X-RequestId:{'0' * 32}\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n".encode()
    return len(head).to_bytes(2) + head + data
