"""The connection to a cluster: found by its address, its workers looked at, watched, and left."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from audio.errors import InputError, Place
from audio.work.cluster.executor import ClusterExecutor
from audio.work.cluster.program import find_other_worker
from audio.work.cluster.watch import PATIENCE, translate_dask, watch_workers

if TYPE_CHECKING:
    from distributed import Client

log = logging.getLogger(__name__)

_WAIT = 30
"""Seconds for the scheduler to answer, and for a worker to come."""
_NOTED = 2.0
"""Seconds after which the user is told what is waited for."""


@contextmanager
def open_cluster(
    address: str, is_local: Callable[[object], bool], jobs: int | None = None
) -> Iterator[tuple[ClusterExecutor, int]]:
    """The executor of the cluster at ``address``, and how many calls that makes at once.

    Those are ``jobs``, or if not said as many as its workers have threads.

    ``address`` is that of a scheduler, ``tcp://host:8786``, or the path of its scheduler file; a
    query names what workers must have, ``tcp://host:8786?GPU=1``. Raises ``InputError`` when there
    is no such cluster, or workers run another version than this process.
    """
    place, asked, query = address.partition("?")
    resources = _read_resources(query, place) if asked else {}
    with translate_dask(), _connect(place, _WAIT) as client:
        found = _check_workers(client, resources, place)
        threads = jobs or found
        log.info("the cluster's dashboard: %s", client.dashboard_link)
    # A scheduler that answers now may be restarted later, and is waited for longer than a wrong
    # address is.
    with translate_dask(), _connect(place, PATIENCE) as client:
        executor = ClusterExecutor(client, resources, is_local, threads)
        try:
            with watch_workers(
                lambda: _count_threads(client, resources),
                lambda: executor.is_waiting,
                executor.give_up,
            ):
                yield executor, threads
        finally:
            executor.shutdown(cancel_futures=True)


def _read_resources(query: str, place: str) -> dict[str, float]:
    try:
        resources = {name: float(amount) for name, amount in parse_qsl(query, strict_parsing=True)}
    except ValueError:
        resources = {}
    if not resources or min(resources.values()) <= 0:
        raise InputError(
            f"{query!r} names no resources",
            where=Place(option=f"--cluster {place}"),
            hint="write it as ?GPU=1",
        )
    return resources


@contextmanager
def _connect(place: str, patience: float) -> Iterator[Client]:
    try:
        from dask import config
        from distributed import Client
    except ImportError as error:
        raise InputError(
            "clusters are not installed",
            where=Place(option="--cluster"),
            hint="pip install 'audio-edition[cluster]'",
        ) from error
    where = _find_address(place)
    notice = Timer(_NOTED, log.info, ("waiting for the scheduler to answer",))
    notice.daemon = True
    notice.start()
    try:
        client = Client(**where, timeout=patience, set_as_default=False)
    except TypeError as error:  # of Dask, where TLS is asked for without certificates
        raise InputError(
            f"cannot be connected to: {error}",
            where=Place(option=f"--cluster {place}"),
            hint="name the certificates in Dask's configuration, "
            "as DASK_DISTRIBUTED__COMM__TLS__CA_FILE",
        ) from error
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            "no scheduler answers there",
            where=Place(option=f"--cluster {place}"),
            hint="start one with: dask scheduler",
        ) from error
    finally:
        notice.cancel()
    # A book that is sent is no mistake, which Dask would warn of.
    with client, config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
        yield client


def _find_address(place: str) -> dict[str, str]:
    """What Dask's client is given: the address, or the file that tells it."""
    if "://" in place or not (place.endswith(".json") or Path(place).is_file()):
        return {"address": place}
    try:
        told = json.loads(Path(place).read_bytes())
        is_right = isinstance(told, dict) and isinstance(told.get("address"), str)
    except (OSError, ValueError):
        is_right = False
    if not is_right:
        raise InputError(
            "is no file of a scheduler",
            where=Place(option=f"--cluster {place}"),
            hint="let it write one: dask scheduler --scheduler-file FILE",
        )
    return {"scheduler_file": place}


def _check_workers(client: Client, resources: dict[str, float], place: str) -> int:
    """How many threads they have. Raises ``InputError`` for none, or for other versions."""
    where = Place(option=f"--cluster {place}")
    if not client.nthreads():
        log.info("the cluster has no workers yet: the first is waited for")
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        raise InputError(
            "the cluster has no workers", where=where, hint=f"start some with: dask worker {place}"
        ) from error
    if not (threads := _count_threads(client, resources)):
        wanted = ", ".join(f"{name}={amount:g}" for name, amount in resources.items())
        raise InputError(
            f"no worker has {wanted}",
            where=where,
            hint=f'start some with: dask worker {place} --resources "{wanted}"',
        )
    if other := find_other_worker(client):
        raise InputError(other, where=where, hint="install the same on all machines")
    return threads


def _count_threads(client: Client, resources: dict[str, float]) -> int:
    """The threads of workers that have the ``resources``. Raises what Dask does."""
    threads: dict[str, int] = client.nthreads()
    if resources:
        known = client.scheduler_info()["workers"]
        has = {name: known.get(name, {}).get("resources", {}) for name in threads}
        threads = {
            name: count
            for name, count in threads.items()
            if all(has[name].get(wanted, 0) >= amount for wanted, amount in resources.items())
        }
    return sum(threads.values())
