"""A lock for each of any number of names, so that nothing is asked for twice at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class KeyLock:
    """Locks by name: one thread at a time holds a name, and other names stay free."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._names: set[str] = set()

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        """While this lasts, every other thread that asks for ``name`` waits."""
        with self._changed:
            self._changed.wait_for(lambda: name not in self._names)
            self._names.add(name)
        try:
            yield
        finally:
            with self._changed:
                self._names.discard(name)
                self._changed.notify_all()
