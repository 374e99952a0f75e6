"""What edge-tts and aiohttp raise, as the faults that all services share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError

from audio.engines.online.faults import (
    BusyError,
    GarbledError,
    OutageError,
    RefusalError,
    ServiceError,
    UnreachableError,
)
from audio.work.retry_after import parse_retry_after


class NoSoundError(GarbledError):
    """The service took the request and said nothing."""

    voice = ""
    """The voice that was asked for."""


@contextmanager
def translate_faults() -> Iterator[None]:
    """What is raised inside is raised as a ``ServiceError``."""
    try:
        yield
    except aiohttp.ClientSSLError as fault:
        raise UnreachableError("no secure connection") from fault
    except aiohttp.ClientConnectorError as fault:
        raise UnreachableError(fault.os_error.strerror) from fault
    except aiohttp.ConnectionTimeoutError as fault:
        raise UnreachableError("no connection in time") from fault
    except aiohttp.ClientResponseError as fault:
        raise _translate_status(fault) from fault
    except TimeoutError as fault:
        raise OutageError("no answer in time") from fault
    except (aiohttp.ClientError, OSError) as fault:
        raise OutageError(describe(fault)) from fault
    except EdgeTTSException as fault:
        raise _translate_edge_tts(fault) from fault
    except (ValueError, LookupError) as fault:
        # edge-tts parses the service's messages without guarding against nonsense.
        raise GarbledError(f"it sent what cannot be understood: {describe(fault)}") from fault


def _translate_edge_tts(fault: EdgeTTSException) -> ServiceError:
    """What the client itself found wrong."""
    if isinstance(fault, SkewAdjustmentError):
        return RefusalError("HTTP 403, without the time of day", 403)
    if isinstance(fault, NoAudioReceived):
        return NoSoundError("no sound came")
    return GarbledError(f"it sent what it should not: {describe(fault)}")


def _translate_status(fault: aiohttp.ClientResponseError) -> ServiceError:
    """What an HTTP status in place of a websocket means."""
    answer = f"HTTP {fault.status}"
    if fault.status == 429:
        retry_after = fault.headers.get("Retry-After", "") if fault.headers else ""
        return BusyError(answer, parse_retry_after(retry_after))
    return OutageError(answer) if fault.status >= 500 else RefusalError(answer, fault.status)


def describe(fault: BaseException) -> str:
    """The first line of what an exception says, or its name."""
    return (str(fault).splitlines() or [""])[0] or type(fault).__name__
