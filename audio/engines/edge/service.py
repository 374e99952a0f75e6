"""Microsoft Edge's service for reading aloud, through edge-tts: one request in, one answer out.

edge-tts ends a stream whose connection is closed half way as if it were whole; here only what
ends with the service's ``turn.end`` counts.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing, suppress
from typing import NamedTuple
from urllib.parse import urlsplit

import aiohttp
import edge_tts
from edge_tts import communicate, constants, voices
from edge_tts.exceptions import EdgeTTSException

from audio.engines.edge.answer import Boundary, EdgeAnswer
from audio.engines.edge.faults import NoSoundError, describe, translate_faults
from audio.engines.online.faults import (
    OutageError,
    RefusalError,
    ServiceError,
    UnreachableError,
)
from audio.engines.online.look_up import look_up
from audio.engines.online.patience import Patience
from audio.engines.online.service import Service, share_service
from audio.errors import SpeechError

URL = "AUDIO_EDITION_EDGE_URL"
"""Environment variable: another address of the service, ``https://…/readaloud``."""
PATIENCE = Patience(connect=3, read=20, answer=120, backoff=0.7, cool_down=1)


class EdgeRequest(NamedTuple):
    """One text in one voice; what is asked for depends on nothing else."""

    voice: str
    rate: str
    """``+20%``."""
    pitch: str
    """``-5Hz``."""
    text: str


class EdgeService(Service):
    """The service at one address."""

    def __init__(self, base: str, patience: Patience) -> None:
        """``base``: the address in place of Microsoft's, or empty."""
        speak, list_voices = constants.WSS_URL, constants.VOICE_LIST
        if base:
            speak = speak.replace(f"wss://{constants.BASE_URL}", base)
            list_voices = list_voices.replace(f"https://{constants.BASE_URL}", base)
        super().__init__("edge", urlsplit(speak).hostname or "", patience)
        self._speak = speak
        self._list = list_voices

    def send(self, request: EdgeRequest) -> bytes:
        """The packed answer over one connection. Raises ``ServiceError``."""
        look_up(self._speak, self.patience.connect)
        self._direct()
        try:
            with translate_faults():
                return asyncio.run(self._converse(request)).pack()
        except NoSoundError as fault:
            fault.voice = request.voice
            raise

    def list_names(self) -> list[str]:
        """Every voice the service has, as it says now. Raises ``OSError`` when it does not."""
        self._direct()
        try:
            return sorted(asyncio.run(self._read_names()))
        except (aiohttp.ClientError, EdgeTTSException, ValueError, LookupError) as fault:
            raise OSError(f"edge does not list its voices ({describe(fault)})") from fault

    def explain(self, fault: ServiceError, text: str, tries: int) -> SpeechError:
        """What the user is told of ``fault`` after so many tries."""
        again = "run it again, what was received is kept; or use --voice espeak"
        text = text if len(text) <= 80 else f"{text[:80]}…"
        match fault:
            case UnreachableError():
                what = f"edge cannot be reached ({self.host}: {fault})"
                return SpeechError(what, hint="go online, or use --voice espeak")
            case RefusalError():
                update = "type: pip install -U edge-tts, or use --voice espeak"
                hint = update if fault.status else again
                return SpeechError(f"edge refuses to speak ({fault})", hint=hint)
            case NoSoundError():
                what = f"edge sends no sound in the voice {fault.voice} for: {text}"
                return SpeechError(what, hint=self._suggest_voices(fault.voice))
            case _:
                times = f"{tries} times" if tries > 1 else "again"
                return SpeechError(f"edge failed {times} ({fault}) at: {text}", hint=again)

    def _suggest_voices(self, voice: str) -> str:
        """What to do about a voice that says nothing: perhaps there is none of that name."""
        with suppress(OSError):
            known = self.list_names()
            if voice not in known:
                alike = [name for name in known if name.startswith(voice[:2])] or known[:5]
                return f"it has no such voice; there are {', '.join(alike)}"
        return "run it again, what was received is kept; or use another voice"

    def _direct(self) -> None:
        """Point edge-tts at this address: the modules that use it have each a copy."""
        vars(communicate).update(WSS_URL=self._speak)
        vars(voices).update(VOICE_LIST=self._list)

    async def _read_names(self) -> list[str]:
        async with asyncio.timeout(self.patience.connect):
            return [voice["ShortName"] for voice in await voices.list_voices()]

    async def _converse(self, request: EdgeRequest) -> EdgeAnswer:
        """What the service sends until its ``turn.end``. Raises ``OutageError`` without one."""
        conversation = edge_tts.Communicate(
            request.text,
            request.voice,
            rate=request.rate,
            pitch=request.pitch,
            boundary="WordBoundary",
            connect_timeout=int(self.patience.connect),
        )
        mp3 = bytearray()
        boundaries: list[Boundary] = []
        async with asyncio.timeout(self.patience.answer), aclosing(conversation.stream()) as chunks:
            while True:
                try:
                    async with asyncio.timeout(self.patience.read):
                        chunk = await anext(chunks)
                except StopAsyncIteration:
                    break
                if chunk["type"] == "audio":
                    mp3 += chunk["data"]
                else:
                    boundaries.append(
                        Boundary(chunk["text"], int(chunk["offset"]), int(chunk["duration"]))
                    )
        # edge-tts adds up the sound of a turn when its end comes, and not before.
        if conversation.state["cumulative_audio_bytes"] != len(mp3):
            raise OutageError("the connection was closed half way")
        return EdgeAnswer(bytes(mp3), tuple(boundaries))


def find_service() -> EdgeService:
    """The process's service, or where ``AUDIO_EDITION_EDGE_URL`` says it is."""
    return share_service(EdgeService, os.environ.get(URL, "").rstrip("/"), PATIENCE)
