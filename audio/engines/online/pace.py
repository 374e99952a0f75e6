"""When the next request to a service may start."""

from __future__ import annotations

import logging
import time

from audio.engines.online.faults import BusyError, UnreachableError
from audio.engines.online.outage import Outage
from audio.engines.online.patience import Patience

log = logging.getLogger(__name__)

_NOTED = 3.0
"""Seconds of cool-down after which the user is told of it."""
_LOST = 3.0
"""Seconds for which a service out of reach is not tried again."""


class Pace(Outage):
    """What all threads that talk to one service know of it."""

    def __init__(self, engine: str, patience: Patience) -> None:
        """``engine``: what the service is called in warnings."""
        super().__init__()
        self._engine = engine
        self._patience = patience
        self._next = 0.0  # monotonic seconds: no request starts earlier
        self._lost_until = 0.0
        self._reason = ""
        self._cooled_at = 0.0
        self._cool_downs = 0
        self._waited = 0.0  # seconds of cool-down since the last success
        self._told = False
        self.reached = False
        """Whether there has been a connection at all."""

    def start(self) -> float:
        """Wait until a request may start; the moment, in monotonic seconds.

        Raises ``BusyError`` in an outage in which the service has asked for quiet, and
        ``UnreachableError`` when it was out of reach a moment ago.
        """
        with self._changed:
            while (wait := self._next - time.monotonic()) > 0:
                if self.is_on and wait > self._patience.interval:
                    raise BusyError("has asked for quiet after too many requests")
                self._changed.wait(wait)
            now = time.monotonic()
            if now < self._lost_until:
                raise UnreachableError(self._reason)
            self._next = max(self._next, now + self._patience.interval)
            return now

    def count_seconds(self) -> float:
        """Seconds until a request may start."""
        return max(0.0, self._next - time.monotonic())

    def note_unreachable(self, reason: str) -> None:
        """The service was not reached: who asks within the next moment need not try."""
        with self._changed:
            if time.monotonic() >= self._lost_until:
                self._reason, self._lost_until = reason, time.monotonic() + _LOST

    def cool_down(self, began: float, asked: float | None) -> float:
        """Let no thread start for a while, since a request begun at ``began`` met a 429.

        Returns the seconds of cool-down, at least ``asked``. Several requests that were under
        way together meet one and the same 429: only the first makes the cool-down longer.
        """
        with self._changed:
            if is_new := began >= self._cooled_at:
                self._cool_downs += 1
            usual = self._patience.cool_down * 2 ** (self._cool_downs - 1)
            wait = asked if asked is not None else min(usual, self._patience.longest_cool_down)
            self._cooled_at = time.monotonic()
            self._next = max(self._next, self._cooled_at + wait)
            if wait <= self._patience.longest_cool_down:
                self._waited += wait if is_new else 0.0
                self._warn(wait)
            return wait

    def _warn(self, seconds: float) -> None:
        """Tell, once, that it is the server that is waited for."""
        if self._waited >= _NOTED and not self._told:
            self._told = True
            log.warning(
                "%s: waiting %.0f s as the server asks (429), and %.0f s in all at most",
                self._engine,
                seconds,
                self._patience.in_all,
            )

    def end(self) -> None:
        """A text was received: the service is well."""
        with self._changed:
            self._cool_downs = 0
            self._waited = 0.0
        super().end()
