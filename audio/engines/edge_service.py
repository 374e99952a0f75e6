"""Microsoft Edge's service for reading aloud, through edge-tts: one request in, one answer out.

What can pass by itself (a connection that drops, no sound, a sound cut off, 429, 5xx, silence)
is asked for again, each time after a longer wait with some chance in it, and only so often; then
it is one ``SpeechError``. edge-tts ends a stream whose connection is closed half way as if it
were whole; here only what ends with the service's ``turn.end`` counts.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import aiohttp
import edge_tts
from edge_tts import communicate, constants, voices
from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError
from tenacity import RetryCallState, Retrying, retry_if_exception_type
from tenacity.wait import wait_exponential, wait_random

from audio.engines.edge_answer import Answer, Boundary, Flawed
from audio.errors import SpeechError

URL = "AUDIO_EDITION_EDGE_URL"
"""Environment variable: another address of the service, ``https://…/readaloud``."""
CONNECTIONS = 4
"""At once in one process, whatever the number of jobs."""

Checked = TypeVar("Checked")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often the service is waited for; all in seconds but ``attempts``."""

    attempts: int = 6
    first_wait: float = 1.0
    """Before the second attempt; doubled before each further one."""
    longest_wait: float = 30.0
    """Between two attempts at most, even if the service asks for more."""
    chance: float = 1.0
    """What a wait is lengthened by at most, at random, so that threads do not ask in step."""
    silence: float = 20.0
    """Without a message from the service."""
    connect: int = 3
    """Until a connection stands, its name looked up."""


PATIENCE = Patience()


class Request(NamedTuple):
    """One text in one voice; what is asked for depends on nothing else."""

    voice: str
    rate: str
    """``+20%``."""
    pitch: str
    """``-5Hz``."""
    text: str


class _Passing(Exception):  # noqa: N818 (a fault of the service's that may pass)
    """Says what went wrong as a clause; worth another attempt."""

    wait: float | None = None
    """Seconds, when the service says how long."""


class _Unreachable(_Passing):
    """No connection to the service."""


class _TooMany(_Passing):
    """The service asks for fewer requests: all threads wait."""


class _NoSound(_Passing):
    """The service took the request and said nothing."""


class _Refused(Exception):  # noqa: N818 (as above)
    """The service's answer is final."""


class _Gate:
    """What all threads go through: few at once, and none while the service asks for rest."""

    def __init__(self) -> None:
        self.places = threading.BoundedSemaphore(CONNECTIONS)
        self._opens = 0.0

    def close_for(self, seconds: float) -> None:
        """Let no one begin for so long."""
        self._opens = max(self._opens, time.monotonic() + seconds)

    @property
    def closed(self) -> bool:
        """Whether the service's rest is not over."""
        return time.monotonic() < self._opens

    def wait(self) -> None:
        """Until it is open."""
        while (left := self._opens - time.monotonic()) > 0:
            time.sleep(left)


_GATE = _Gate()


def receive(request: Request, check: Callable[[Answer], Checked]) -> tuple[Answer, Checked]:
    """The answer to ``request`` and what ``check`` makes of it.

    ``check`` raises ``Flawed`` for an answer that cannot be right: it is asked for again.
    Raises ``SpeechError`` when the service does not give one, however often it is asked.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(_Passing), stop=_enough, wait=_pause, reraise=True
    )
    try:
        return retrying(_attempt, request, check)
    except _Unreachable as fault:
        raise SpeechError(
            f"edge cannot be reached ({fault})", hint="go online, or use --voice espeak"
        ) from fault
    except _NoSound as fault:
        raise SpeechError(
            f"edge sends no sound in the voice {request.voice} for: {_short(request.text)}",
            hint=_other_voices(request.voice),
        ) from fault
    except _Passing as fault:
        raise SpeechError(
            f"edge failed {PATIENCE.attempts} times ({fault}) at: {_short(request.text)}",
            hint="run it again, what was received is kept; or use --voice espeak",
        ) from fault
    except _Refused as fault:
        raise SpeechError(
            f"edge refuses to speak ({fault})",
            hint="type: pip install -U edge-tts, or use --voice espeak",
        ) from fault


def listed() -> list[str]:
    """Every voice the service has, as it says now. Raises ``OSError`` when it does not."""
    _point()
    try:
        return sorted(asyncio.run(_listed()))
    except (aiohttp.ClientError, EdgeTTSException, ValueError, LookupError) as fault:
        raise OSError(f"edge does not list its voices ({_said(fault)})") from fault


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
    """One connection, one answer. Raises ``_Passing`` or ``_Refused``."""
    _GATE.wait()
    with _GATE.places:
        _point()
        try:
            answer = asyncio.run(_turn(request))
            return answer, check(answer)
        except aiohttp.ClientConnectorError as fault:
            raise _Unreachable(_said(fault)) from fault
        except aiohttp.ClientResponseError as fault:
            raise _from_status(fault) from fault
        except SkewAdjustmentError as fault:
            raise _Refused("403, without the time of day") from fault
        except NoAudioReceived as fault:
            raise _NoSound("no sound came") from fault
        except TimeoutError as fault:
            raise _Passing(f"not a word for {PATIENCE.silence:g} s") from fault
        except (aiohttp.ClientError, OSError) as fault:
            raise _Passing(_said(fault)) from fault
        except (EdgeTTSException, ValueError, LookupError) as fault:
            # edge-tts parses the service's messages without guarding against nonsense.
            raise _Passing(f"it sent what cannot be understood: {_said(fault)}") from fault
        except Flawed as fault:
            raise _Passing(str(fault)) from fault


async def _turn(request: Request) -> Answer:
    """What the service sends until its ``turn.end``. Raises ``_Passing`` without one."""
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
        raise _Passing("the connection was closed half way")
    return Answer(bytes(mp3), tuple(boundaries))


def _from_status(fault: aiohttp.ClientResponseError) -> Exception:
    """What an HTTP status in place of a websocket means."""
    said = f"HTTP {fault.status}"
    if fault.status != 429 and fault.status < 500:
        return _Refused(said)
    kind = _TooMany if fault.status == 429 else _Passing
    passing = kind(said)
    if fault.headers and (seconds := fault.headers.get("Retry-After", "")).isdecimal():
        passing.wait = float(seconds)  # or a date, for which our own waits do
    return passing


def _enough(state: RetryCallState) -> bool:
    """Whether to give up: offline, within seconds."""
    fault = state.outcome and state.outcome.exception()
    if isinstance(fault, _Unreachable):
        return state.attempt_number > 1 or (state.seconds_since_start or 0) > 1
    return state.attempt_number >= PATIENCE.attempts


def _pause(state: RetryCallState) -> float:
    """Seconds before the next attempt; for 429, before anyone's."""
    growing = wait_exponential(PATIENCE.first_wait, PATIENCE.longest_wait)
    own = growing(state) + wait_random(0, PATIENCE.chance)(state)
    fault = state.outcome and state.outcome.exception()
    if not isinstance(fault, _Passing):
        return own
    seconds = min(max(own, fault.wait or 0), PATIENCE.longest_wait)
    if isinstance(fault, _TooMany):
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


def _said(fault: BaseException) -> str:
    """The first line of what an exception says, or its name."""
    return (str(fault).splitlines() or [""])[0] or type(fault).__name__


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
