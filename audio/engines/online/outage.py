"""Whether a service is worth waiting for, as all threads that use it know."""

from __future__ import annotations

from threading import Condition


class Hope:
    """Lost when a request was given up on, back when one succeeds.

    Without hope each request is tried once, so that an outage costs its waiting time once and
    not for every sentence.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self.hopeless = False
        """Whether a request was given up on and none has succeeded since."""

    def sleep(self, seconds: float) -> None:
        """Wait between two attempts, unless all hope is lost meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self.hopeless, seconds)

    def succeed(self) -> None:
        """A request was answered: the service is well."""
        with self._changed:
            self.hopeless = False

    def give_up(self) -> None:
        """The service is not well: whoever waits for it waits no longer."""
        with self._changed:
            self.hopeless = True
            self._changed.notify_all()
