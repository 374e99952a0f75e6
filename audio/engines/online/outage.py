"""Whether a service is down, as all threads that use it know."""

from __future__ import annotations

from threading import Condition


class Outage:
    """Begins when a request was given up on, ends when one succeeds.

    While it lasts each request is tried once, so that an outage costs its waiting time once and
    not for every sentence.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self.is_on = False
        """Whether a request was given up on and none has succeeded since."""

    def wait(self, seconds: float) -> None:
        """Wait between two attempts, unless an outage begins meanwhile or is on already."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_on, seconds)

    def end(self) -> None:
        """A request was answered."""
        with self._changed:
            self.is_on = False

    def begin(self) -> None:
        """A request was given up on: whoever waits for the service waits no longer."""
        with self._changed:
            self.is_on = True
            self._changed.notify_all()
