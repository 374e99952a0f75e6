"""Work that flows through an executor: results in order, in bounded memory, nothing made twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from functools import partial
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 16
"""How many times as many items as are worked on may be ready and wait to be taken."""


class Task(NamedTuple, Generic[Result]):
    """A result that is there, or work on it that is under way."""

    work: Future[Result] | Result
    own: bool
    """Whether it is done for the caller: not found, nor begun by another."""


class TaskResult(NamedTuple, Generic[Item, Result]):
    """An item and what came of it."""

    item: Item
    result: Result
    own: bool
    """As of ``Task``."""


class SingleFlight(Generic[Result]):
    """Has the result of each key made once, however many threads ask for it at the same time.

    A thread that asks for what is being made for another waits for it itself: no worker of the
    executor ever waits for another worker.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._under_way: dict[str, Future[Result]] = {}
        self._lock = Lock()

    def begin(
        self, key: str, find: Callable[[], Result | None], make: Callable[[], Result]
    ) -> Task[Result]:
        """What ``find`` finds or what is being made for ``key``; else ``make``, begun.

        ``find`` is called here, ``make`` by a worker; afterwards ``find`` has to find its result.
        """
        if (found := find()) is not None:
            return Task(found, own=False)
        with self._lock:
            if other := self._under_way.get(key):
                return Task(other, own=False)
            if (found := find()) is not None:  # it was finished a moment ago
                return Task(found, own=False)
            future = self._executor.submit(make)
            self._under_way[key] = future
        future.add_done_callback(partial(self._forget, key))
        return Task(future, own=True)

    def _forget(self, key: str, _: Future[Result]) -> None:
        # Without the lock: an executor that is shut down calls this while it holds its own.
        self._under_way.pop(key, None)


def run_in(
    executor: Executor, function: Callable[[Item], Result]
) -> Callable[[Item], Task[Result]]:
    """For ``run_in_order``: every item goes through ``function`` in ``executor``."""
    return lambda item: Task(executor.submit(function, item), own=True)


def run_in_order(
    begin: Callable[[Item], Task[Result]], items: Iterable[Item], window: int
) -> Iterator[TaskResult[Item, Result]]:
    """Each item with its result, in order; at most ``window`` are under way or done and waiting.

    What is there at once does not count, up to ``_AHEAD`` times as much. Where another's work
    fails or is cancelled, ours begins. When one fails, or the caller stops listening, those not
    yet begun are cancelled.
    """
    running: deque[tuple[Item, Task[Result]]] = deque()
    at_work = 0

    def take_first() -> TaskResult[Item, Result]:
        nonlocal at_work
        item, task = running.popleft()
        at_work -= task.own
        while not task.own and _has_failed(task.work):
            task = begin(item)
        work = task.work
        return TaskResult(item, work.result() if isinstance(work, Future) else work, task.own)

    try:
        for item in items:
            task = begin(item)
            running.append((item, task))
            at_work += task.own
            while running and (
                not isinstance(running[0][1].work, Future)
                or at_work >= window
                or len(running) >= _AHEAD * window
            ):
                yield take_first()
        while running:
            yield take_first()
    finally:
        for _, (work, own) in running:
            if own and isinstance(work, Future):
                work.cancel()


def _has_failed(work: object) -> bool:
    """Whether work that was begun ends without a result; waits for its end."""
    try:
        return isinstance(work, Future) and work.exception() is not None
    except CancelledError:
        return True
