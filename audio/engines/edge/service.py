"""Microsoft Edge's service for reading aloud, through edge-tts: one request in, one answer out.

What can pass by itself (a connection that drops, no sound, a sound cut off, 429, 5xx, silence)
is asked for again, each time after a longer wait with some chance in it, and only so often; then
it is one ``SpeechError``. edge-tts ends a stream whose connection is closed half way as if it
were whole; here only what ends with the service's ``turn.end`` counts.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import aclosing, suppress
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp
import edge_tts
from edge_tts import communicate, constants, voices
from edge_tts.exceptions import EdgeTTSException
from tenacity import RetryCallState, Retrying, retry_if_exception_type
from tenacity.wait import wait_exponential, wait_random

from audio.engines.edge.answer import Answer, Boundary
from audio.engines.edge.faults import (
    BusyError,
    GarbledError,
    NoSoundError,
    PassingError,
    RefusedError,
    UnreachableError,
    named,
    said,
)
from audio.engines.online.edge_patience import Gate, Patience
from audio.errors import SpeechError

URL = "AUDIO_EDITION_EDGE_URL"
"""Environment variable: another address of the service, ``https://…/readaloud``."""
CONNECTIONS = 4
"""At once in one process, whatever the number of jobs."""

PATIENCE = Patience()
_GATE = Gate(CONNECTIONS)

Checked = TypeVar("Checked")


class Request(NamedTuple):
    """One text in one voice; what is asked for depends on nothing else."""

    voice: str
    rate: str
    """``+20%``."""
    pitch: str
    """``-5Hz``."""
    text: str


def receive(request: Request, check: Callable[[Answer], Checked]) -> tuple[Answer, Checked]:
    """The answer to ``request`` and what ``check`` makes of it.

    ``check`` raises ``FlawedError`` for an answer that cannot be right: it is asked for again.
    Raises ``SpeechError`` when the service does not give one, however often it is asked.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(PassingError),
        stop=_enough,
        wait=_pause,
        sleep=_GATE.sleep,
        reraise=True,
    )
    try:
        received = retrying(_attempt, request, check)
    except (PassingError, RefusedError) as fault:
        _warn_others(fault)
        raise _failure(fault, request, retrying.statistics["attempt_number"]) from fault
    _GATE.succeed()
    return received


def _warn_others(fault: PassingError | RefusedError) -> None:
    """Let the other threads know, if what was given up on may befall them too."""
    if isinstance(fault, UnreachableError):
        if not _GATE.lost:
            _GATE.lose(str(fault))
    elif not isinstance(fault, GarbledError | RefusedError):
        _GATE.give_up()


def _failure(fault: PassingError | RefusedError, request: Request, attempts: int) -> SpeechError:
    """What the user is told of ``fault`` after so many attempts."""
    match fault:
        case UnreachableError():
            what = f"edge cannot be reached ({fault})"
            hint = "go online, or use --voice espeak"
        case NoSoundError():
            what = f"edge sends no sound in the voice {request.voice} for: {_short(request.text)}"
            hint = _other_voices(request.voice)
        case RefusedError():
            what = f"edge refuses to speak ({fault})"
            hint = "type: pip install -U edge-tts, or use --voice espeak"
        case _:
            times = f"{attempts} times" if attempts > 1 else "again"
            what = f"edge failed {times} ({fault}) at: {_short(request.text)}"
            hint = "run it again, what was received is kept; or use --voice espeak"
    return SpeechError(what, hint=hint)


def listed() -> list[str]:
    """Every voice the service has, as it says now. Raises ``OSError`` when it does not."""
    _point()
    try:
        return sorted(asyncio.run(_listed()))
    except (aiohttp.ClientError, EdgeTTSException, ValueError, LookupError) as fault:
        raise OSError(f"edge does not list its voices ({said(fault)})") from fault


async def _listed() -> list[str]:
    async with asyncio.timeout(PATIENCE.connect):
        return [voice["ShortName"] for voice in await voices.list_voices()]


def _point() -> None:
    """Point edge-tts at the service, or where ``AUDIO_EDITION_EDGE_URL`` says it is."""
    base = os.environ.get(URL, "").rstrip("/")
    speak, list_voices = constants.WSS_URL, constants.VOICE_LIST
    if base:
        speak = speak.replace(f"wss://{constants.BASE_URL}", base)
        list_voices = list_voices.replace(f"https://{constants.BASE_URL}", base)
    # The modules that use these constants have each a copy.
    vars(communicate).update(WSS_URL=speak)
    vars(voices).update(VOICE_LIST=list_voices)


def _attempt(request: Request, check: Callable[[Answer], Checked]) -> tuple[Answer, Checked]:
    """One connection, one answer. Raises ``PassingError`` or ``RefusedError``."""
    with _GATE.passed(), named():
        if reason := _GATE.lost:
            raise UnreachableError(reason)
        _point()
        _find(urlsplit(vars(communicate)["WSS_URL"]).hostname or "")
        answer = asyncio.run(_turn(request))
        return answer, check(answer)


_found: set[str] = set()
"""Hosts whose names have been looked up."""


def _find(host: str) -> None:
    """Look ``host`` up, but not for long. Raises ``UnreachableError``.

    A resolver without a network may take half a minute, which can be neither shortened nor
    interrupted, and which the event loop and even the end of the process would wait for.
    """
    if host in _found or getproxies():
        return  # a proxy looks names up itself
    faults: Queue[OSError | None] = Queue()

    def look_up() -> None:
        try:
            socket.getaddrinfo(host, None)
            faults.put(None)
        except OSError as fault:
            faults.put(fault)

    Thread(target=look_up, daemon=True).start()
    try:
        fault = faults.get(timeout=PATIENCE.connect)
    except Empty:
        raise UnreachableError(f"{host}: not found within {PATIENCE.connect} s") from None
    if fault:
        raise UnreachableError(f"{host}: {fault.strerror}") from fault
    _found.add(host)


async def _turn(request: Request) -> Answer:
    """What the service sends until its ``turn.end``. Raises ``PassingError`` without one."""
    conversation = edge_tts.Communicate(
        request.text,
        request.voice,
        rate=request.rate,
        pitch=request.pitch,
        boundary="WordBoundary",
        connect_timeout=PATIENCE.connect,
    )
    mp3 = bytearray()
    boundaries: list[Boundary] = []
    async with aclosing(conversation.stream()) as chunks:
        while True:
            try:
                async with asyncio.timeout(PATIENCE.silence):
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
        raise PassingError("the connection was closed half way")
    return Answer(bytes(mp3), tuple(boundaries))


def _enough(state: RetryCallState) -> bool:
    """Whether to give up: offline, within seconds; in an outage, at once."""
    if _GATE.hopeless:
        return True
    fault = state.outcome and state.outcome.exception()
    if isinstance(fault, UnreachableError):
        return state.attempt_number > 1 or (state.seconds_since_start or 0) > 1
    return state.attempt_number >= PATIENCE.attempts


def _pause(state: RetryCallState) -> float:
    """Seconds before the next attempt; for 429, before anyone's."""
    growing = wait_exponential(PATIENCE.first_wait, PATIENCE.longest_wait)
    own = growing(state) + wait_random(0, PATIENCE.chance)(state)
    fault = state.outcome and state.outcome.exception()
    if not isinstance(fault, PassingError):
        return own
    seconds = min(max(own, fault.wait or 0), PATIENCE.longest_wait)
    if isinstance(fault, BusyError):
        _GATE.close_for(seconds)
    return seconds


def _other_voices(voice: str) -> str:
    """What to do about a voice that says nothing: perhaps the service has none of that name."""
    with suppress(OSError):
        known = listed()
        if voice not in known:
            alike = [name for name in known if name.startswith(voice[:2])] or known[:5]
            return f"it has no such voice; there are {', '.join(alike)}"
    return "run it again, what was received is kept; or use another voice"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
