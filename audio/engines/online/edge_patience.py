"""How long and how often Edge's service is asked, and what all threads know of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from audio.engines.online.outage import Hope


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often the service is waited for; all in seconds but ``attempts``."""

    attempts: int = 6
    first_wait: float = 1.0
    """Before the second attempt; doubled before each further one."""
    longest_wait: float = 30.0
    """Between two attempts, even if the service asks for more."""
    chance: float = 1.0
    """What a wait is lengthened by at most, at random, so that threads do not ask in step."""
    silence: float = 20.0
    """Without a message from the service."""
    connect: int = 3
    """Until the name is found, and again until a connection stands."""


_LOST = 3.0
"""Seconds for which a service out of reach is not tried again."""


class Gate(Hope):
    """What every request of the process goes through.

    Few pass at once, and none while the service asks for rest.
    """

    def __init__(self, places: int) -> None:
        super().__init__()
        self._places = BoundedSemaphore(places)
        self._opens = 0.0  # monotonic seconds
        self._lost_at = -_LOST
        self._reason = ""

    @property
    def lost(self) -> str:
        """Why the service could not be reached a moment ago, or nothing."""
        return self._reason if time.monotonic() < self._lost_at + _LOST else ""

    @property
    def closed(self) -> bool:
        """Whether the service's rest is not over."""
        return time.monotonic() < self._opens

    @contextmanager
    def passed(self) -> Iterator[None]:
        """While this lasts, one place is taken; first it waits for the gate and for a place."""
        with self._changed:
            while (left := self._opens - time.monotonic()) > 0:
                self._changed.wait(left)
        with self._places:
            yield

    def close_for(self, seconds: float) -> None:
        """Let no one begin for so long."""
        with self._changed:
            self._opens = max(self._opens, time.monotonic() + seconds)

    def give_up(self) -> None:
        """The service is not well: its rest, too, is waited for no longer."""
        with self._changed:
            self._opens = 0.0
        super().give_up()

    def lose(self, reason: str) -> None:
        """The service cannot be reached; who asks within the next moment need not try."""
        self._reason, self._lost_at = reason, time.monotonic()
        self.give_up()
