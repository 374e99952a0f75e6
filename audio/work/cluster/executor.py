"""The executor: what may be made on a cluster is sent there, what was lost is sent again.

What is sent is a bundle of calls that take about a second together: of a neural voice one
paragraph, of a quick one most of an article, since each bundle costs client, scheduler and worker
10 ms. So a killed worker costs seconds. A worker gets orders, puts the clips into the store that
all share, and sends back where they are. Voices of services on the network are spoken here, so that
they are asked as politely as from one machine.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from copy import copy
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from audio.errors import ClusterError, EditionError, MakingError
from audio.work.cluster.program import describe_difference, describe_program, find_other_worker

if TYPE_CHECKING:
    from distributed import Client, Worker

log = logging.getLogger(__name__)

_TRIES = 5
"""How often a call is begun whose workers die."""
_WAIT = 30
"""Seconds in which a result comes that is ready."""
_SELDOM = 10.0
"""Seconds between two lines about lost workers."""
_SPAN = 1.0
"""Seconds that a bundle is to take."""
_MOST = 32
"""Calls in a bundle."""
_AHEAD = 2
"""Bundles under way for each thread of the cluster: one is made, one waits there."""
_P = ParamSpec("_P")
_Made = TypeVar("_Made")


class Results(NamedTuple):
    """What a bundle's calls returned, up to the first that failed, and how long that took."""

    values: list[Any]
    seconds: float


class _Call(NamedTuple):
    outer: Future[Any]
    """Whoever asked waits for it."""
    pickled: bytes
    tries: int


class ClusterExecutor(Executor):
    """Submits to a cluster what may be made there, and to threads here what must not."""

    def __init__(
        self,
        client: Client,
        resources: dict[str, float],
        is_local: Callable[[object], bool],
        threads: int,
    ) -> None:
        """``is_local`` tells of a function whether it must run in this process.

        ``threads``: how many calls the cluster makes at once.
        """
        self._client = client
        self._resources = resources
        self._is_local = is_local
        self._threads = threads
        self._here = ThreadPoolExecutor()
        self._open: set[Future[Any]] = set()
        """Promised, and neither kept nor cancelled."""
        self._waiting: deque[_Call] = deque()
        """Not yet sent."""
        self._under_way: set[object] = set()
        """The keys of bundles."""
        self._seconds = _SPAN
        """That a call takes, of late."""
        self._lock = Lock()
        self._fault: ClusterError | None = None
        self._told = float("-inf")

    @property
    def is_waiting(self) -> bool:
        """Whether anything is yet to come from the cluster."""
        return bool(self._open)

    def submit(
        self, fn: Callable[_P, _Made], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> Future[_Made]:
        """As ``Executor.submit``; a worker that dies is replaced by another.

        Raises ``ClusterError`` once the cluster was given up.
        """
        if self._is_local(fn):
            return self._here.submit(fn, *args, **kwargs)
        from distributed.protocol.pickle import dumps

        outer: Future[_Made] = Future()
        pickled = dumps(partial(fn, *args, **kwargs))
        with self._lock:
            if self._fault:
                raise copy(self._fault)
            self._open.add(outer)
            self._waiting.append(_Call(outer, pickled, 1))
        outer.add_done_callback(self._open.discard)
        self._send()
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more here; the cluster is somebody else's and stays."""
        self._here.shutdown(wait, cancel_futures=cancel_futures)
        if not cancel_futures:
            return
        with self._lock:
            self._waiting.clear()  # what is taken back makes room for nothing
        for outer in list(self._open):
            outer.cancel()

    def give_up(self, fault: ClusterError) -> None:
        """Let whoever waits for something fail with ``fault``, and whoever asks from now on."""
        with self._lock:
            self._fault = fault
            self._waiting.clear()
        for outer in list(self._open):
            self._settle(outer, partial(outer.set_exception, copy(fault)))

    def _send(self) -> None:
        """Begin what waits, as long as the workers have not enough to do."""
        while True:
            with self._lock:
                if not self._waiting or len(self._under_way) >= _AHEAD * self._threads:
                    return
                # Each thread gets its share of what waits, so that none is idle.
                share = -(-len(self._waiting) // self._threads)
                size = max(1, min(share, _MOST, int(_SPAN / self._seconds)))
                calls = [self._waiting.popleft() for _ in range(size)]
            self._begin(calls)

    def _begin(self, calls: Sequence[_Call]) -> None:
        """Send those that are still waited for."""
        calls = [call for call in calls if not call.outer.done()]
        if not calls:
            return
        try:
            inner = self._client.submit(
                make_as_told,
                describe_program(),
                [call.pickled for call in calls],
                pure=False,
                resources=self._resources or None,
                retries=0,
            )
        except Exception as error:  # noqa: BLE001  the client was closed: nothing comes any more
            self.give_up(ClusterError(f"the cluster is gone: {error}", hint=_AGAIN))
            return
        self._under_way.add(inner.key)
        inner.add_done_callback(partial(self._finish, calls))
        for call in calls:
            call.outer.add_done_callback(lambda _: self._release(calls, inner))

    def _release(self, calls: Sequence[_Call], inner: Any) -> None:
        """Take a bundle back once nobody waits for any of it."""
        if all(call.outer.done() for call in calls):
            inner.release()
            self._end(inner)

    def _end(self, inner: Any) -> None:
        self._under_way.discard(inner.key)
        self._send()

    def _finish(self, calls: Sequence[_Call], inner: Any) -> None:
        if all(call.outer.done() for call in calls):
            return
        try:
            made: Results = inner.result(timeout=_WAIT)
        except ClusterError as error:
            self.give_up(error)
        except Exception as error:  # noqa: BLE001  all of them belong to who waits
            self._try_again(calls, error)
        else:
            self._seconds = (self._seconds + made.seconds / len(made.values)) / 2
            for call, value in zip(calls, made.values, strict=False):
                self._settle(call.outer, partial(call.outer.set_result, value))
            self._begin(calls[len(made.values) :])
        self._end(inner)

    def _try_again(self, calls: Sequence[_Call], error: Exception) -> None:
        """Begin again what was lost; any other ``error`` is that of the first call alone."""
        first, *rest = calls
        if not _is_loss(error):
            self._fail(first.outer, error)
            self._begin(rest)
            return
        self._tell_loss()
        for call in calls:
            if call.tries < _TRIES:
                # Alone: one that kills its workers must not take the others with it.
                self._begin([call._replace(tries=call.tries + 1)])
            else:
                self._fail(call.outer, error)

    def _fail(self, outer: Future[Any], error: Exception) -> None:
        if _is_loss(error):
            error = MakingError(
                "the cluster lost every worker that was given this",
                hint=f"look at its workers' memory, then {_AGAIN}",
            )
        # What else fails may have come to a worker that cannot even read what it is sent.
        elif not isinstance(error, EditionError | OSError) and (other := self._find_other()):
            self.give_up(ClusterError(other, hint="install the same on all machines"))
            return
        self._settle(outer, partial(outer.set_exception, error))

    def _find_other(self) -> str:
        """How a worker differs from this process; empty where none does."""
        try:
            return find_other_worker(self._client)
        except Exception:  # noqa: BLE001  none answers: what failed tells of itself
            return ""

    def _settle(self, outer: Future[Any], tell: Callable[[], None]) -> None:
        """Let ``outer`` end, once, unless it was cancelled."""
        with self._lock:
            is_ours = outer in self._open and outer.set_running_or_notify_cancel()
            self._open.discard(outer)
        if is_ours:
            tell()

    def _tell_loss(self) -> None:
        if time.monotonic() - self._told > _SELDOM:
            self._told = time.monotonic()
            log.info("a worker was lost; what it had is begun again")


_AGAIN = "run it again: what was made is kept"


def make_as_told(program: dict[str, str], calls: Sequence[bytes]) -> Results:
    """Runs pickled calls in turn, up to one that fails, in a worker that is as who sent them.

    Raises ``ClusterError`` for another worker, and what the first call raises.
    """
    from distributed import get_worker

    worker = get_worker()
    if other := describe_difference(worker.address, describe_program(), program):
        raise ClusterError(other, hint="install the same on all machines")
    _spare(worker)
    return run_calls(calls)


def run_calls(calls: Sequence[bytes]) -> Results:
    """Run pickled calls in turn, up to one that fails. Raises what the first one raises."""
    from distributed.protocol.pickle import loads

    began = time.perf_counter()
    values: list[Any] = []
    for call in calls:
        try:
            values.append(loads(call)())
        except Exception:
            if values:
                break  # what is missing is asked for again, first of all, and raises then
            raise
    return Results(values, time.perf_counter() - began)


def _spare(worker: Worker) -> None:
    """Let ``worker`` look at its own stack and clock once a second, not 150 times.

    That costs 3 % of a core.
    """
    for name in ("profile", "tick"):
        if timer := worker.periodic_callbacks.get(name):
            timer.callback_time = max(timer.callback_time, 1000.0)


def _is_loss(error: Exception) -> bool:
    """Whether ``error`` is of the cluster, and not of the making.

    A worker may die while its result is fetched, and none come in its place in time.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    lost = {"KilledWorker", "FutureCancelledError", "CommClosedError", "FutureLostError"}
    return bool(names & lost) or isinstance(error, CancelledError | TimeoutError)
