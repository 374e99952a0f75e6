"""Looking up a host's name, with a limit of time."""

from __future__ import annotations

import socket
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies

from audio.engines.online.faults import UnreachableError

_found: set[str] = set()
"""Hosts whose names have been looked up."""


def look_up(url: str, seconds: float) -> None:
    """Look up the host of ``url``. Raises ``UnreachableError`` after ``seconds``, or without it.

    A resolver without a network may take half a minute, which can be neither shortened nor
    interrupted, and which the request and even the end of the process would wait for. What is
    found is found again at once by the request.
    """
    host = urlsplit(url).hostname or ""
    if host in _found or get_environ_proxies(url):
        return  # a proxy looks names up itself
    faults: Queue[OSError | None] = Queue()

    def ask_resolver() -> None:
        try:
            socket.getaddrinfo(host, None)
            faults.put(None)
        except OSError as fault:
            faults.put(fault)

    Thread(target=ask_resolver, daemon=True).start()
    try:
        fault = faults.get(timeout=seconds)
    except Empty:
        raise UnreachableError(f"its name is not found within {seconds:g} s") from None
    if fault:
        raise UnreachableError("its name cannot be resolved") from fault
    _found.add(host)
