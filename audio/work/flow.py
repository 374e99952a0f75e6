"""Work that flows through an executor: results in order, in bounded memory, nothing made twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from functools import partial
from threading import Lock
from typing import Generic, NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

_AHEAD = 16
"""How many times as much as is worked on may be ready and wait for it."""


class Begun(NamedTuple, Generic[Result]):
    """Work that is done, or under way."""

    work: Future[Result] | Result
    own: bool
    """Whether it is done for who began it: not found, nor begun by another."""


class Done(NamedTuple, Generic[Item, Result]):
    """An item and what came of it."""

    item: Item
    result: Result
    own: bool
    """As of ``Begun``."""


class Wanted(Protocol[Result_co]):
    """Something that is kept somewhere, or can be made."""

    @property
    def key(self) -> str:
        """The same for what is the same."""

    def kept(self) -> Result_co | None:
        """It, if it is kept."""

    def made(self) -> Result_co:
        """It, newly made, and kept from now on."""


class Workshop(Generic[Result]):
    """Has each thing made once, however many threads want it at the same time.

    Who wants what another is having made waits for that, in its own thread: no worker ever waits
    for another.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._under_way: dict[str, Future[Result]] = {}
        self._lock = Lock()

    def begin(self, wanted: Wanted[Result]) -> Begun[Result]:
        """What is kept or under way, or else its making, begun."""
        if (kept := wanted.kept()) is not None:
            return Begun(kept, own=False)
        with self._lock:
            if other := self._under_way.get(wanted.key):
                return Begun(other, own=False)
            if (kept := wanted.kept()) is not None:  # it was finished a moment ago
                return Begun(kept, own=False)
            future = self._executor.submit(wanted.made)
            self._under_way[wanted.key] = future
        future.add_done_callback(partial(self._forget, wanted.key))
        return Begun(future, own=True)

    def _forget(self, key: str, _: Future[Result]) -> None:
        # Without the lock: an executor that is shut down calls this while it holds its own.
        self._under_way.pop(key, None)


def worked_on(
    executor: Executor, function: Callable[[Item], Result]
) -> Callable[[Item], Begun[Result]]:
    """For ``in_order``: every item goes through ``function`` in ``executor``."""
    return lambda item: Begun(executor.submit(function, item), own=True)


def in_order(
    begin: Callable[[Item], Begun[Result]], items: Iterable[Item], window: int
) -> Iterator[Done[Item, Result]]:
    """Each item with its result, in order; at most ``window`` are under way or done and waiting.

    What is there at once does not count, up to ``_AHEAD`` times as much. Where another's work
    fails or is cancelled, ours begins. When one fails, or the caller stops listening, those not
    yet begun are cancelled.
    """
    running: deque[tuple[Item, Begun[Result]]] = deque()
    at_work = 0

    def first() -> Done[Item, Result]:
        nonlocal at_work
        item, begun = running.popleft()
        at_work -= begun.own
        while not begun.own and _has_failed(begun.work):
            begun = begin(item)
        work = begun.work
        return Done(item, work.result() if isinstance(work, Future) else work, begun.own)

    try:
        for item in items:
            begun = begin(item)
            running.append((item, begun))
            at_work += begun.own
            while running and (
                not isinstance(running[0][1].work, Future)
                or at_work >= window
                or len(running) >= _AHEAD * window
            ):
                yield first()
        while running:
            yield first()
    finally:
        for _, (work, own) in running:
            if own and isinstance(work, Future):
                work.cancel()


def _has_failed(work: object) -> bool:
    """Waits for it to end."""
    try:
        return isinstance(work, Future) and work.exception() is not None
    except CancelledError:
        return True
