"""A server on this machine that speaks OpenAI's ``POST /v1/audio/speech``, and every way it fails.

The speech is espeak's, at the speed that is asked for, as WAV or as MP3 (LAME). ``script`` decides
which request goes wrong, and how.
"""

from __future__ import annotations

import io
import json
import wave
from functools import lru_cache
from pathlib import Path
from typing import Any

import lameenc

from audio.engines.espeak import EspeakEngine
from audio.records import Line
from audio.settings import Voice
from audio.work.folder_store import FolderStore
from tests.engines.faulty_server import Fault, FaultyHandler, FaultyServer, name_headers

VOICES = ("alloy", "hf_alpha")
MODELS = ("tts-1", "kokoro")


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
    content = json.dumps(body or {"error": {"message": "not now"}}).encode()
    return lambda handler, _: handler.answer(
        content, "application/json", code, name_headers(headers)
    )


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


# --- the server --------------------------------------------------------------------------


class OpenaiServer(FaultyServer):
    """Listens on 127.0.0.1; with a ``key``, whoever does not bring it is refused."""

    asked: list[dict[str, Any]]

    def __init__(self, key: str = "") -> None:
        super().__init__(_Handler)
        self.key = key
        self.encode_wav = as_wav
        self.authorizations: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(FaultyHandler):
    server: OpenaiServer

    def do_POST(self) -> None:  # noqa: N802 - the name that http.server calls
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        authorization = self.headers["Authorization"]
        with self.server.lock:
            number = self.server.note(body)
            self.server.authorizations.append(authorization)
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
