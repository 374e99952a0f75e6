"""A server on this machine whose ``script`` decides which request goes wrong, and how."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from audio.engines.online.patience import Patience
from tests.serving import run_server

HASTY = Patience(
    connect=4,
    read=4,
    answer=4,
    backoff=0.005,
    longest_backoff=0.02,
    cool_down=0.02,
    longest_cool_down=1.5,
    in_all=20,
)
"""A patience for tests: waits are short, counts are the usual ones."""
Fault = Callable[[Any, bytes], None]
"""Makes a handler answer wrongly; the bytes are the sound that would have been right."""
Script = Callable[[int, str], Fault | None]
"""The number of a request, from 0, and its text → what goes wrong with it, if anything."""


class FaultyServer(ThreadingHTTPServer):
    """Listens on a port of 127.0.0.1, and goes away while it answers if it is stopped."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, handler: type[FaultyHandler], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self.script: Script = lambda _number, _text: None
        self.asked: list[Any] = []
        """Every request, in the order in which they came."""
        self.times: list[float] = []
        """When each came, in monotonic seconds."""
        self.stopping = threading.Event()
        self.lock = threading.Lock()

    @contextmanager
    def running(self) -> Iterator[Self]:
        with run_server(self):
            try:
                yield self
            finally:
                self.stopping.set()

    def stop(self) -> None:
        """Answer nothing more."""
        self.stopping.set()
        self.shutdown()
        self.server_close()

    def note(self, request: Any) -> int:
        """Remember a request, whose lock is held; its number."""
        self.asked.append(request)
        self.times.append(time.monotonic())
        return len(self.asked) - 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is what some tests are about."""


class FaultyHandler(BaseHTTPRequestHandler):
    """Answers over a connection that is kept."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def start(self, code: int, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the tests look at ``asked``."""


def first(count: int, fault: Fault | None) -> Script:
    """A script in which the first ``count`` requests meet ``fault``."""
    return lambda number, _text: fault if number < count else None


def name_headers(headers: dict[str, str]) -> dict[str, str]:
    """Headers whose names have ``-`` for ``_``."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def hang(handler: Any, _: bytes) -> None:
    """No answer until the server is stopped."""
    handler.server.stopping.wait(30)
    handler.close_connection = True
