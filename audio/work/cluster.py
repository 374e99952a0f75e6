"""A cluster of machines as an executor: Dask's workers make clips, this process does the rest.

The unit of work is a paragraph's clip: small enough that a killed worker costs seconds, large
enough that sending it costs nothing beside making it. A worker gets an order, puts the clip into
the store that all share, and sends back where it is. Voices of services on the network are spoken
here, so that they are asked as politely as from one machine.

Library: distributed, of the extra ``cluster``; nothing of it is imported without one. TLS and the
like are taken from Dask's own configuration.
"""

from __future__ import annotations

import hashlib
import logging
import platform
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import parse_qsl

from audio.errors import InputError, MakingError, Place

if TYPE_CHECKING:
    from distributed import Client

log = logging.getLogger(__name__)

_TRIES = 5
"""How often a clip is begun whose workers die."""
_WAIT = 30
"""Seconds for the scheduler to answer."""
_PACKAGES = ("av", "lameenc", "numpy", "onnxruntime", "pydub", "soxr")
"""What else shapes a clip."""
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

    def submit(
        self, fn: Callable[_P, _Made], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> Future[_Made]:
        """As ``Executor.submit``; a worker that dies is replaced by another."""
        if self._is_local(fn):
            return self._here.submit(fn, *args, **kwargs)
        outer: Future[_Made] = Future()
        outer.set_running_or_notify_cancel()
        self._begin(outer, partial(fn, *args, **kwargs), 1)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more here; the cluster is somebody else's and stays."""
        self._here.shutdown(wait, cancel_futures=cancel_futures)

    def _begin(self, outer: Future[_Made], call: Callable[[], _Made], tries: int) -> None:
        wanted = self._resources or None
        inner = self._client.submit(call, pure=False, resources=wanted, retries=0)

        def finish(done: Any) -> None:
            try:
                outer.set_result(done.result(timeout=_WAIT))
            except Exception as error:  # noqa: BLE001  all of them belong to who waits
                if _is_loss(error) and tries < _TRIES:
                    log.info("a worker was lost; its paragraph is begun again")
                    self._begin(outer, call, tries + 1)
                else:
                    outer.set_exception(_explain(error))

        inner.add_done_callback(finish)


def _is_loss(error: Exception) -> bool:
    """Whether it was the cluster that failed, and not the making.

    A worker may die while its result is fetched, and none come in its place in time.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    lost = {"KilledWorker", "FutureCancelledError", "CommClosedError", "FutureLostError"}
    return bool(names & lost) or isinstance(error, CancelledError | TimeoutError)


def _explain(error: Exception) -> Exception:
    if not _is_loss(error):
        return error
    return MakingError(
        "the cluster lost every worker that was to make a paragraph",
        hint="look at its workers' memory, then run it again: what was made is kept",
    )


@contextmanager
def open_cluster(
    address: str, is_local: Callable[[object], bool]
) -> Iterator[tuple[ClusterExecutor, int]]:
    """The executor of the cluster at ``address``, and how many threads its workers have.

    ``address`` is that of a scheduler, ``tcp://host:8786``, or the path of its scheduler file; a
    query names what workers must have, ``tcp://host:8786?GPU=1``. Raises ``InputError`` when there
    is no such cluster, or workers run another version than this process.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError(
            "clusters are not installed",
            where=Place(option="--cluster"),
            hint="pip install 'audio-edition[cluster]'",
        ) from error
    place, _, query = address.partition("?")
    resources = {name: float(amount) for name, amount in parse_qsl(query)}
    is_file = "://" not in place and Path(place).is_file()
    where = {"scheduler_file": place} if is_file else {"address": place}
    try:
        client = Client(**where, timeout=_WAIT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            "no scheduler answers there",
            where=Place(option=f"--cluster {place}"),
            hint="start one with: dask scheduler",
        ) from error
    with client:
        threads = _check_workers(client, place)
        if client.dashboard_link:
            log.info("the cluster's dashboard: %s", client.dashboard_link)
        executor = ClusterExecutor(client, resources, is_local)
        try:
            yield executor, threads
        finally:
            executor.shutdown(cancel_futures=True)


def _check_workers(client: Client, place: str) -> int:
    """How many threads they have. Raises ``InputError`` for none, or for other versions."""
    where = Place(option=f"--cluster {place}")
    client.wait_for_workers(1, timeout=_WAIT)
    threads = int(sum(client.nthreads().values()))
    own = describe_program()
    for worker, told in client.run(describe_program).items():
        if told != own:
            other = next(name for name in own if told.get(name) != own[name])
            raise InputError(
                f"worker {worker} has another {other} ({told.get(other)}) than this process "
                f"({own[other]})",
                where=where,
                hint="install the same on all machines",
            )
    return threads


def describe_program() -> dict[str, str]:
    """What must be the same wherever clips are made: this program, Python, what shapes sound."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    found = {"audio-edition": digest.hexdigest()[:12], "Python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found
