"""What can go wrong between edge-tts and its service, and which of it may pass."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError

from audio.engines.edge.answer import FlawedError


class PassingError(Exception):
    """Says what went wrong as a clause; worth another attempt."""

    wait: float | None = None
    """Seconds, when the service says how long."""


class UnreachableError(PassingError):
    """No connection to the service."""


class BusyError(PassingError):
    """The service asks for fewer requests: all threads wait."""


class GarbledError(PassingError):
    """The service is there, but what it sent cannot be what was asked for."""


class NoSoundError(GarbledError):
    """The service took the request and said nothing."""


class RefusedError(Exception):
    """The service's answer is final."""


@contextmanager
def named() -> Iterator[None]:
    """What aiohttp and edge-tts raise, as one of these."""
    try:
        yield
    except aiohttp.ClientSSLError as fault:
        raise UnreachableError(f"{fault.host}: no secure connection") from fault
    except aiohttp.ClientConnectorError as fault:
        raise UnreachableError(f"{fault.host}: {fault.os_error.strerror}") from fault
    except aiohttp.ConnectionTimeoutError as fault:
        raise UnreachableError("no connection in time") from fault
    except aiohttp.ClientResponseError as fault:
        raise _from_status(fault) from fault
    except FlawedError as fault:
        raise GarbledError(str(fault)) from fault
    except TimeoutError as fault:
        raise PassingError("no answer in time") from fault
    except (aiohttp.ClientError, OSError) as fault:
        raise PassingError(said(fault)) from fault
    except EdgeTTSException as fault:
        raise _from_edge_tts(fault) from fault
    except (ValueError, LookupError) as fault:
        # edge-tts parses the service's messages without guarding against nonsense.
        raise GarbledError(f"it sent what cannot be understood: {said(fault)}") from fault


def _from_edge_tts(fault: EdgeTTSException) -> Exception:
    """What the client itself found wrong."""
    if isinstance(fault, SkewAdjustmentError):
        return RefusedError("HTTP 403, without the time of day")
    if isinstance(fault, NoAudioReceived):
        return NoSoundError("no sound came")
    return GarbledError(f"it sent what it should not: {said(fault)}")


def _from_status(fault: aiohttp.ClientResponseError) -> Exception:
    """What an HTTP status in place of a websocket means."""
    answer = f"HTTP {fault.status}"
    if fault.status != 429 and fault.status < 500:
        return RefusedError(answer)
    passing = BusyError(answer) if fault.status == 429 else PassingError(answer)
    if fault.headers and (seconds := fault.headers.get("Retry-After", "")).isdecimal():
        passing.wait = float(seconds)  # or a date, for which our own waits do
    return passing


def said(fault: BaseException) -> str:
    """The first line of what an exception says, or its name."""
    return (str(fault).splitlines() or [""])[0] or type(fault).__name__
