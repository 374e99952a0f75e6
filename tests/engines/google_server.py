"""Google Translate's voice on this machine: the real protocol, and every way it can fail.

Requests must be what gTTS sends. Answers carry real MP3 (LAME, 24 kHz mono) of real speech
(espeak) of the text that was asked for, so that lengths are what a voice would take. ``script``
decides which request goes wrong, and how.
"""

from __future__ import annotations

import base64
import json
import ssl
import time
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

import lameenc
import numpy as np
import soxr

from audio.engines.espeak import EspeakEngine
from audio.records import Line
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.engines.faulty_server import Fault, FaultyHandler, FaultyServer, hang, name_headers

PATH = "/_/TranslateWebserverUi/data/batchexecute"
RATE = 24_000


@lru_cache(maxsize=4096)
def mp3_of(text: str) -> bytes:
    """What the server says for ``text``, between two silences as Google's voice leaves them."""
    engine = EspeakEngine(Voice(), FolderStore(Path("unused")).get_shelf("received"))
    speech = engine.speak([Line(text, ())])
    samples = np.frombuffer(speech.utterances[0].pcm, np.int16)
    silence = np.zeros(speech.rate // 5, np.int16)
    return encode(np.concatenate([silence, samples, silence]), speech.rate)


def encode(samples: np.ndarray, rate: int) -> bytes:
    """An MP3 as Google sends it."""
    spoken = soxr.resample(samples, rate, RATE)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_bit_rate(32)
    encoder.set_quality(7)
    return bytes(encoder.encode(spoken.tobytes()) + encoder.flush())


def frames_of(mp3: bytes, share: float) -> bytes:
    """The first ``share`` of ``mp3`` in whole frames: 32 kbit/s at 24 kHz is 96 bytes each."""
    return mp3[: int(len(mp3) * share) // 96 * 96]


def body_with(encoded: str | None) -> bytes:
    """The body of an answer, with ``encoded`` where the base64 belongs; ``None`` for no audio."""
    payload = None if encoded is None else json.dumps([encoded])
    call = json.dumps(["wrb.fr", "jQ1olc", payload, None, None, None, "generic"])
    call = call.replace('", "', '","').replace('", null', '",null').replace("null, ", "null,")
    return f')]}}\'\n\n[{call}\n,["di",85]\n,["af.httprm",85,"-4478",20]\n]'.encode()


def body_of(mp3: bytes) -> bytes:
    return body_with(base64.b64encode(mp3).decode())


# --- faults ------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Fault:
    """An answer of that status; headers with ``_`` for ``-``."""
    named = name_headers(headers)
    return lambda handler, _: handler.answer(b"<html>sorry</html>", code, named)


def html(handler: _Handler, _: bytes) -> None:
    """A page for people in the place of an answer."""
    handler.answer(b"<!doctype html><title>Before you continue</title>")


def no_audio(handler: _Handler, _: bytes) -> None:
    """The right answer without its audio, as for a language Google does not speak."""
    handler.answer(body_with(None))


def empty_audio(handler: _Handler, _: bytes) -> None:
    handler.answer(body_with(""))


def bad_base64(handler: _Handler, mp3: bytes) -> None:
    handler.answer(body_with(base64.b64encode(mp3).decode()[:-7] + "*"))


def cut_mp3(handler: _Handler, mp3: bytes) -> None:
    """An MP3 that ends in the middle of a frame."""
    handler.answer(body_of(mp3[:-50]))


def short_mp3(handler: _Handler, mp3: bytes) -> None:
    """A flawless MP3 of the first words only."""
    handler.answer(body_of(frames_of(mp3, 0.25)))


def silent_mp3(handler: _Handler, mp3: bytes) -> None:
    handler.answer(body_of(frames_of(mp3, 0.02)))


def noise(handler: _Handler, mp3: bytes) -> None:
    """Base64 of something that is no MP3."""
    handler.answer(body_of(mp3[::-1]))


def drop(handler: _Handler, mp3: bytes) -> None:
    """The connection is cut in the middle of the body."""
    body = body_of(mp3)
    handler.start(200, {"Content-Length": str(len(body))})
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def drip(handler: _Handler, mp3: bytes) -> None:
    """A byte now and then, never long enough after the last to be a time-out."""
    handler.start(200, {"Content-Length": str(len(body_of(mp3)))})
    for byte in body_of(mp3):
        handler.wfile.write(bytes([byte]))
        if handler.server.stopping.wait(0.02):
            break
    handler.close_connection = True


def slow(handler: _Handler, mp3: bytes) -> None:
    """Right, but late and in small parts."""
    body = body_of(mp3)
    time.sleep(0.1)
    handler.start(200, {"Content-Length": str(len(body))})
    for at in range(0, len(body), 4096):
        handler.wfile.write(body[at : at + 4096])
        time.sleep(0.002)


# --- the server --------------------------------------------------------------------------


class GoogleServer(FaultyServer):
    """Listens on 127.0.0.1; ``certificate`` makes it speak TLS."""

    asked: list[str]

    def __init__(self, port: int = 0, certificate: ssl.SSLContext | None = None) -> None:
        super().__init__(_Handler, port)
        self.connections = 0
        self.at_once = 0
        """Most requests that were being answered at one time."""
        self.under_way = 0
        self._scheme = "https" if certificate else "http"
        if certificate:
            self.socket = certificate.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    @property
    def url(self) -> str:
        return f"{self._scheme}://localhost:{self.server_port}"

    def vanish(self) -> Fault:
        """Stop while a request is being answered, which then gets no answer."""
        if not self.stopping.is_set():
            self.stop()
        return hang


class _Handler(FaultyHandler):
    server: GoogleServer

    def setup(self) -> None:
        super().setup()
        with self.server.lock:
            self.server.connections += 1

    def do_POST(self) -> None:  # noqa: N802 - the name that http.server calls
        text = self._text()
        with self.server.lock:
            number = self.server.note(text)
            self.server.under_way += 1
            self.server.at_once = max(self.server.at_once, self.server.under_way)
        try:
            if self.server.stopping.is_set():
                self.close_connection = True
                return
            fault = self.server.script(number, text)
            mp3 = mp3_of(text)
            if fault:
                fault(self, mp3)
            else:
                self.answer(body_of(mp3))
        finally:
            with self.server.lock:
                self.server.under_way -= 1

    def _text(self) -> str:
        """What is asked for; the request must be gTTS's own."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        assert self.path == PATH
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded;charset=utf-8"
        (((name, parameter, nothing, kind),),) = json.loads(parse_qs(body)["f.req"][0])
        text, language, speed, _ = json.loads(parameter)
        assert (name, nothing, kind, language, speed) == ("jQ1olc", None, "generic", "hi", None)
        assert len(text) <= 100
        return text

    def answer(self, body: bytes, code: int = 200, headers: dict[str, str] | None = None) -> None:
        self.start(code, {"Content-Length": str(len(body))} | (headers or {}))
        self.wfile.write(body)
