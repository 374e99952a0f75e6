"""The executor: what may be made on a cluster is sent there, what was lost is sent again.

The unit of work is a paragraph's clip: small enough that a killed worker costs seconds, large
enough that sending it costs nothing beside making it. A worker gets an order, puts the clip into
the store that all share, and sends back where it is. Voices of services on the network are spoken
here, so that they are asked as politely as from one machine.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from copy import copy
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from audio.errors import ClusterError, EditionError, MakingError
from audio.work.cluster.program import describe_difference, describe_program, find_other_worker

if TYPE_CHECKING:
    from distributed import Client

log = logging.getLogger(__name__)

_TRIES = 5
"""How often a clip is begun whose workers die."""
_WAIT = 30
"""Seconds in which a result comes that is ready."""
_SELDOM = 10.0
"""Seconds between two lines about lost workers."""
_P = ParamSpec("_P")
_Made = TypeVar("_Made")


class ClusterExecutor(Executor):
    """Submits to a cluster what may be made there, and to threads here what must not."""

    def __init__(
        self,
        client: Client,
        resources: dict[str, float],
        is_local: Callable[[object], bool],
    ) -> None:
        """``is_local`` tells of a function whether it must run in this process."""
        self._client = client
        self._resources = resources
        self._is_local = is_local
        self._here = ThreadPoolExecutor()
        self._open: set[Future[Any]] = set()
        """Promised, and neither kept nor cancelled."""
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
        with self._lock:
            if self._fault:
                raise copy(self._fault)
            self._open.add(outer)
        outer.add_done_callback(self._open.discard)
        self._begin(outer, dumps(partial(fn, *args, **kwargs)), 1)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more here; the cluster is somebody else's and stays."""
        self._here.shutdown(wait, cancel_futures=cancel_futures)
        for outer in list(self._open) if cancel_futures else ():
            outer.cancel()

    def give_up(self, fault: ClusterError) -> None:
        """Let whoever waits for something fail with ``fault``, and whoever asks from now on."""
        with self._lock:
            self._fault = fault
        for outer in list(self._open):
            self._settle(outer, partial(outer.set_exception, copy(fault)))

    def _begin(self, outer: Future[Any], call: bytes, tries: int) -> None:
        try:
            inner = self._client.submit(
                make_as_told,
                describe_program(),
                call,
                pure=False,
                resources=self._resources or None,
                retries=0,
            )
        except Exception as error:  # noqa: BLE001  the client was closed: nothing comes any more
            self.give_up(ClusterError(f"the cluster is gone: {error}", hint=_AGAIN))
            return
        inner.add_done_callback(partial(self._finish, outer, call, tries))
        outer.add_done_callback(lambda _: inner.release())

    def _finish(self, outer: Future[Any], call: bytes, tries: int, done: Any) -> None:
        if outer.done():
            return
        try:
            made = done.result(timeout=_WAIT)
        except ClusterError as error:
            self.give_up(error)
        except Exception as error:  # noqa: BLE001  all of them belong to who waits
            if _is_loss(error) and tries < _TRIES:
                self._tell_loss()
                self._begin(outer, call, tries + 1)
            else:
                self._fail(outer, error)
        else:
            self._settle(outer, partial(outer.set_result, made))

    def _fail(self, outer: Future[Any], error: Exception) -> None:
        if _is_loss(error):
            error = MakingError(
                "the cluster lost every worker that was to make a paragraph",
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
            log.info("a worker was lost; its paragraph is begun again")


_AGAIN = "run it again: what was made is kept"


def make_as_told(program: dict[str, str], call: bytes) -> Any:
    """What a pickled call returns, in a worker that is as who sent it. Raises ``ClusterError``."""
    from distributed import get_worker
    from distributed.protocol.pickle import loads

    if other := describe_difference(get_worker().address, describe_program(), program):
        raise ClusterError(other, hint="install the same on all machines")
    return loads(call)()


def _is_loss(error: Exception) -> bool:
    """Whether it was the cluster that failed, and not the making.

    A worker may die while its result is fetched, and none come in its place in time.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    lost = {"KilledWorker", "FutureCancelledError", "CommClosedError", "FutureLostError"}
    return bool(names & lost) or isinstance(error, CancelledError | TimeoutError)
