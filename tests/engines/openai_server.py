"""A server on this machine that speaks OpenAI's ``POST /v1/audio/speech``, and every way it fails.

The speech is espeak's, at the speed that is asked for, as WAV or as MP3 (LAME). ``script`` decides
which request goes wrong, and how.
"""

from __future__ import annotations

import io
import json
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import lameenc

from audio.engines.espeak import EspeakEngine
from audio.records import Line
from audio.settings import Voice
from audio.work.folder_store import FolderStore

VOICES = ("alloy", "hf_alpha")
MODELS = ("tts-1", "kokoro")

Fault = Callable[["_Handler", bytes], None]
"""Answers a request wrongly; the bytes are the sound that would have been right."""
Script = Callable[[int, str], Fault | None]
"""The number of a request, from 0, and its text → what goes wrong with it, if anything."""


@lru_cache(maxsize=1024)
def say(text: str, speed: float) -> tuple[bytes, int]:
    """What the server says, as samples between two silences, and their rate."""
    engine = EspeakEngine(Voice(speed=speed), FolderStore(Path("unused")).get_shelf("received"))
    speech = engine.speak([Line(text, ())])
    silence = bytes(2 * (speech.rate // 5))
    return silence + speech.utterances[0].pcm + silence, speech.rate


def as_wav(pcm: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(pcm)
    return file.getvalue()


def as_streamed_wav(pcm: bytes, rate: int) -> bytes:
    """As servers send it that do not know its length beforehand."""
    wav = as_wav(pcm, rate)
    return wav[:4] + b"\xff\xff\xff\xff" + wav[8:40] + b"\xff\xff\xff\xff" + wav[44:]


def as_mp3(pcm: bytes, rate: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_bit_rate(64)
    encoder.set_quality(7)
    return bytes(encoder.encode(pcm) + encoder.flush())


# --- faults ------------------------------------------------------------------------------


def status(code: int, body: Any = None, **headers: str) -> Fault:
    """An answer of that status with a JSON body; headers with ``_`` for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = json.dumps(body or {"error": {"message": "not now"}}).encode()
    return lambda handler, _: handler.answer(content, "application/json", code, named)


def drop(handler: _Handler, sound: bytes) -> None:
    """The connection is cut in the middle of the body."""
    handler.start(200, {"Content-Length": str(len(sound)), "Content-Type": "audio/wav"})
    handler.wfile.write(sound[: len(sound) // 2])
    handler.close_connection = True


def cut_wav(handler: _Handler, sound: bytes) -> None:
    """A whole answer that holds half of what its own header says."""
    handler.answer(sound[: len(sound) // 2], "audio/wav")


def first_words(handler: _Handler, sound: bytes) -> None:
    """A flawless WAV of the first words only."""
    pcm = sound[44:]
    handler.answer(as_wav(pcm[: len(pcm) // 16 * 2], 22_050), "audio/wav")


def answer_with(pcm: bytes, rate: int) -> Fault:
    """A flawless WAV of something else."""
    return lambda handler, _: handler.answer(as_wav(pcm, rate), "audio/wav")


def silent(handler: _Handler, sound: bytes) -> None:
    handler.answer(as_wav(bytes(len(sound) - 44), 22_050), "audio/wav")


def html(handler: _Handler, _: bytes) -> None:
    """A page for people in the place of sound."""
    handler.answer(b"<!doctype html><title>Log in</title>", "text/html; charset=utf-8")


def playlist(handler: _Handler, _: bytes) -> None:
    """What ffmpeg would take for a list of files to open."""
    handler.answer(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n", "audio/mpegurl")


def noise(handler: _Handler, sound: bytes) -> None:
    handler.answer(sound[::-1], "audio/wav")


def empty(handler: _Handler, _: bytes) -> None:
    handler.answer(b"", "audio/wav")


def hang(handler: _Handler, _: bytes) -> None:
    """No answer until the server is stopped."""
    handler.server.stopping.wait(30)
    handler.close_connection = True


# --- the server --------------------------------------------------------------------------


class OpenaiServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1; with a ``key``, whoever does not bring it is refused."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, key: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = key
        self.script: Script = lambda _number, _text: None
        self.encode_wav = as_wav
        self.asked: list[dict[str, Any]] = []
        """The body of every request, in the order in which they came."""
        self.authorizations: list[str | None] = []
        self.times: list[float] = []
        """When each came, in monotonic seconds."""
        self.lock = threading.Lock()
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @contextmanager
    def running(self) -> Iterator[OpenaiServer]:
        thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.stopping.set()
            self.shutdown()
            self.server_close()
            thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: OpenaiServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        authorization = self.headers["Authorization"]
        with self.server.lock:
            number = len(self.server.asked)
            self.server.asked.append(body)
            self.server.authorizations.append(authorization)
            self.server.times.append(time.monotonic())
        if refusal := self._refusal(body, authorization):
            code, message = refusal
            error = {"message": message, "type": "invalid_request_error"}
            self.answer(json.dumps({"error": error}).encode(), "application/json", code)
            return
        pcm, rate = say(body["input"], body.get("speed", 1.0))
        fault = self.server.script(number, body["input"])
        if fault:
            fault(self, self.server.encode_wav(pcm, rate))
        elif body["response_format"] == "mp3":
            self.answer(as_mp3(pcm, rate), "audio/mpeg")
        else:
            self.answer(self.server.encode_wav(pcm, rate), "audio/wav")

    def _refusal(self, body: dict[str, Any], authorization: str | None) -> tuple[int, str] | None:
        if self.path != "/v1/audio/speech":
            return 404, "Not Found"
        if self.server.key and authorization != f"Bearer {self.server.key}":
            return 401, f"Incorrect API key provided: {authorization}"
        if body["model"] not in MODELS:
            return 404, f"The model {body['model']} does not exist"
        if body["voice"] not in VOICES:
            return 400, f"Voice {body['voice']} not found for {authorization}"
        if body["response_format"] not in ("wav", "mp3") or not 0.25 <= body.get("speed", 1) <= 4:
            return 400, "Unsupported"
        assert self.headers["Content-Type"] == "application/json"
        assert set(body) <= {"model", "input", "voice", "response_format", "speed"}
        return None

    def answer(
        self, body: bytes, kind: str, code: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        self.start(code, {"Content-Length": str(len(body)), "Content-Type": kind} | (headers or {}))
        self.wfile.write(body)

    def start(self, code: int, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the tests look at ``asked``."""
