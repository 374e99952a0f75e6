"""Files that the workers of a cluster read before their turn comes; all else is read in its turn.

A book, a PDF or a scan costs seconds to read and little to merge. What is on the network stays
here: its hosts are asked one page at a time, and that takes longer than reading the pages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from audio.errors import ClusterError, EditionError, MakingError
from audio.importing.sources import ReadBytes, is_feed
from audio.readers import Reading, read_bytes
from audio.readers.files import read_file
from audio.records import Article


@dataclass(frozen=True, slots=True)
class ReadAhead:
    """Reads as many files at once as the ``executor`` does; without one each in its turn."""

    executor: Executor | None = None
    jobs: int = 0
    """How many files the executor reads at once."""

    def begin_each(
        self, sources: Iterable[str], reading: Reading
    ) -> Iterator[tuple[str, ReadBytes]]:
        """Each source, in order, and what gives the article in its bytes.

        Twice as many files as are read at once are begun before their turn. Raises
        ``ClusterError`` once the cluster was given up.
        """
        begun: deque[tuple[str, ReadBytes]] = deque()
        for source in sources:
            begun.append((source, self._begin(source, reading)))
            if len(begun) > 2 * self.jobs:
                yield begun.popleft()
        yield from begun

    def _begin(self, source: str, reading: Reading) -> ReadBytes:
        if self.executor is None:
            return read_bytes
        try:
            path = Path(source)
            if source == "-" or not path.is_file():
                return read_bytes
            data, suffix = read_file(path), path.suffix.lower()
        except (EditionError, OSError, ValueError):
            return read_bytes  # it is told when it is its turn
        if is_feed(data, suffix):
            return read_bytes
        work = self.executor.submit(read_bytes, data, source, suffix, reading)
        return _Begun(work, sha256(data).digest())


@dataclass(frozen=True, slots=True)
class _Begun:
    work: Future[Article]
    digest: bytes
    """Of what is read."""

    def __call__(self, data: bytes, origin: str, suffix: str, reading: Reading) -> Article:
        if sha256(data).digest() != self.digest:  # it was changed since, perhaps by this import
            return read_bytes(data, origin, suffix, reading)
        try:
            return self.work.result()
        except ClusterError:
            raise  # which is not about this file
        except MakingError as error:
            error.locate(source=origin)
            raise


@contextmanager
def open_read_ahead(cluster: str) -> Iterator[ReadAhead]:
    """Reads on the ``cluster`` of that address (see ``work/cluster``), or without one here.

    Raises ``InputError`` when there is no such cluster.
    """
    if not cluster:
        yield ReadAhead()
        return
    from audio.work.cluster.connection import open_cluster

    with open_cluster(cluster, lambda _: False) as (workers, jobs):
        yield ReadAhead(workers, jobs)
