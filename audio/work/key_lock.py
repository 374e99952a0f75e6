"""Turns: one thread at a time for each name, so that nothing is asked for twice at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """Who has the turn for a name; the others wait for theirs."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._names: set[str] = set()

    @contextmanager
    def taken(self, name: str) -> Iterator[None]:
        """While this lasts, no other thread has the turn for ``name``."""
        with self._changed:
            self._changed.wait_for(lambda: name not in self._names)
            self._names.add(name)
        try:
            yield
        finally:
            with self._changed:
                self._names.discard(name)
                self._changed.notify_all()
