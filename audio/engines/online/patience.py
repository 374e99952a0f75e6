"""How long and how often Google is asked, and when the next request may start."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass, fields, replace

from audio.engines.online.faults import BusyError
from audio.engines.online.outage import Hope
from audio.errors import Place, SettingsError

log = logging.getLogger(__name__)

FACTOR = "AUDIO_EDITION_GTTS_PATIENCE"
"""Environment variable: a factor for every waiting time; 2 for a slow line."""


_NOTED = 3.0
"""Seconds of silence after which the user is told of it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Waiting times in seconds, and counts.

    What is asked again: 429, 5xx, time-outs, dropped connections, and answers that are not what
    was asked for (no audio, broken audio, far too short). What is not: an address that was never
    reached, a certificate that cannot be verified, and every other refusal.
    """

    connect: float = 4.0
    """Until a connection stands, the look-up of the name included."""
    read: float = 15.0
    """Between two packets of an answer."""
    answer: float = 40.0
    """For one whole answer, however steadily it drips."""
    backoff: float = 0.5
    """Before the second try; doubled for each further one, and as much again at random."""
    longest_backoff: float = 20.0
    cool_down: float = 10.0
    """For all threads, after a 429 that does not say how long; doubled while they go on."""
    longest_cool_down: float = 120.0
    """Whoever asks for more is not waited for: the edition can be continued later."""
    in_all: float = 180.0
    """For one piece, all tries and silences together; a try under way is finished."""
    interval: float = 0.2
    """Between the starts of two requests."""
    attempts: int = 6
    """For one piece."""
    at_once: int = 4
    """Requests under way, in the whole process."""

    def times(self, factor: float) -> Patience:
        """Every waiting time multiplied by ``factor``."""
        scaled = {
            field.name: getattr(self, field.name) * factor
            for field in fields(self)
            if field.type == "float"
        }
        return replace(self, **scaled)

    @classmethod
    def from_environment(cls) -> Patience:
        """The usual patience, times ``FACTOR``. Raises ``SettingsError``."""
        text = os.environ.get(FACTOR, "1")
        try:
            factor = float(text)
        except ValueError:
            factor = 0.0
        if not 0 < factor < 1000:
            raise SettingsError(f"{text!r} is not a factor above 0", where=Place(option=FACTOR))
        return cls().times(factor)


class Pace(Hope):
    """What all threads that talk to one service know of it."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience
        self._next = 0.0  # monotonic seconds: no request starts earlier
        self._cooled_at = 0.0
        self._cool_downs = 0
        self._silence = 0.0  # seconds, since the last success
        self._told = False
        self.reached = False
        """Whether the service has answered anything at all."""

    def start(self) -> float:
        """Wait until it is one's turn; the moment, in monotonic seconds.

        Raises ``BusyError`` when all hope is lost and the service has asked for quiet.
        """
        with self._changed:
            while (wait := self._next - time.monotonic()) > 0:
                if self.hopeless and wait > self._patience.interval:
                    raise BusyError("has asked for quiet after too many requests")
                self._changed.wait(wait)
            now = time.monotonic()
            self._next = max(self._next, now + self._patience.interval)
            return now

    def silence(self) -> float:
        """Seconds until a request may start."""
        return max(0.0, self._next - time.monotonic())

    def cool_down(self, began: float, asked: float | None) -> float:
        """Let no thread start for a while, since a request begun at ``began`` met a 429.

        Returns the seconds of silence, at least ``asked``. Several requests that were under way
        together meet one and the same 429: only the first makes the silence longer.
        """
        with self._changed:
            if is_new := began >= self._cooled_at:
                self._cool_downs += 1
            usual = self._patience.cool_down * 2 ** (self._cool_downs - 1)
            wait = asked if asked is not None else min(usual, self._patience.longest_cool_down)
            self._cooled_at = time.monotonic()
            self._next = max(self._next, self._cooled_at + wait)
            if wait <= self._patience.longest_cool_down:
                self._silence += wait if is_new else 0.0
                self._tell(wait)
            return wait

    def _tell(self, seconds: float) -> None:
        """Tell, once, that it is the server that is waited for."""
        if self._silence >= _NOTED and not self._told:
            self._told = True
            log.warning(
                "gtts: waiting %.0f s as the server asks (429), and %.0f s in all at most",
                seconds,
                self._patience.in_all,
            )

    def succeed(self) -> None:
        """A piece was received: the service is well."""
        with self._changed:
            self._cool_downs = 0
            self._silence = 0.0
        super().succeed()
