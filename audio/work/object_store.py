"""A store in a bucket that several machines share, with a folder of this machine in front.

``s3://bucket/prefix``, ``gs://…``, ``az://…`` or ``file:///…``: by the library obstore, which takes
addresses and keys from the environment as the services' own tools do (``AWS_ACCESS_KEY_ID``,
``AWS_ENDPOINT_URL`` …), of the extra ``s3``. A thing is put only where none is yet
(``If-None-Match``, RFC 9110, 13.1.2): of two makers of one key the first one's stays, and as a key
covers all that shaped it, both made the same. What comes is checked before it is kept here.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from audio.errors import InputError, MakingError, Place
from audio.work.folder_store import FolderShelf, FolderStore, make_head

if TYPE_CHECKING:
    import obstore

log = logging.getLogger(__name__)

SCHEMES = ("s3", "s3a", "gs", "az", "abfs", "abfss", "adl", "file", "memory")
_RETRIES = 8
_READS = 4
"""How often a thing is asked for whose answer breaks off."""
_PATIENCE = 180
"""Seconds for one thing, with all retries: 503 for a minute is waited for."""


def is_bucket(address: str) -> bool:
    """Whether ``address`` names a bucket, and no folder."""
    scheme, sign, _ = address.partition("://")
    return bool(sign) and scheme.lower() in SCHEMES


class ObjectStore:
    """The things of a bucket, each kept in ``folder`` too once it was used here."""

    def __init__(self, address: str, folder: Path) -> None:
        """Raises ``InputError`` for an address that is none, and ``OutputError``."""
        self.address = address
        self.local = FolderStore(folder)
        self.damaged: set[str] = set()
        """Names of things in the bucket that are not what they should be: they are replaced."""
        self.bucket  # noqa: B018  so that a wrong address is told at once

    def __reduce__(self) -> tuple[object, tuple[str, Path]]:
        """Pickled, it is the address and the folder's path."""
        return _open_again, (self.address, self.local.folder.absolute())

    @cached_property
    def bucket(self) -> obstore.store.ObjectStore:
        """The library's client of the bucket; any number of threads may use it."""
        return open_bucket(self.address)

    def get_shelf(self, kind: str) -> ObjectShelf:
        """The part of the store for one kind of thing."""
        return ObjectShelf(self, kind)

    def prevent_pruning(self) -> AbstractContextManager[None]:
        """While this lasts, the folder of this machine is not pruned. Raises ``OSError``."""
        return self.local.prevent_pruning()


class ObjectShelf:
    """Bytes by key, all of one kind: a line with their CRC-32 and length, and they themselves."""

    def __init__(self, store: ObjectStore, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._local: FolderShelf = store.local.get_shelf(kind)

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``, by whomever; ``None`` when it is not there or damaged."""
        kept = self._local.get(key)
        return kept if kept is not None else self._fetch(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` in the bucket, unless it is there, and then here.

        Raises ``MakingError`` when the bucket cannot be had, and as a folder's shelf does.
        """
        import obstore
        from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

        head, name = make_head(key, self._kind, data), self._name(key)
        mode: Literal["create", "overwrite"] = (
            "overwrite" if name in self._store.damaged else "create"
        )
        try:
            obstore.put(self._store.bucket, name, head + data, mode=mode)
        except (AlreadyExistsError, PreconditionError):
            pass  # another machine was quicker
        except BaseError as error:
            raise self._make_error("cannot be written to", error) from error
        self._local.put(key, data)

    def open(self, key: str, start: int = 0) -> BinaryIO:
        """What was put under ``key``, from byte ``start`` on, as a file of this machine."""
        try:
            return self._local.open(key, start)
        except FileNotFoundError:
            if self._fetch(key) is None:
                raise
            return self._local.open(key, start)

    def lock(self, key: str) -> AbstractContextManager[None]:
        """While this lasts, every other thread of this process waits for the lock of ``key``."""
        return self._local.lock(key)

    def report_damage(self, key: str, why: str) -> None:
        """Warn that what is kept under ``key`` is not what it should be."""
        self._local.report_damage(key, why)

    def _fetch(self, key: str) -> bytes | None:
        import obstore
        from obstore.exceptions import BaseError, GenericError, NotFoundError
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

        try:
            # The library asks again for what is refused, not for what broke off half-way.
            for attempt in Retrying(
                stop=stop_after_attempt(_READS),
                wait=wait_exponential(0.1),
                retry=retry_if_exception_type(GenericError),
                reraise=True,
            ):
                with attempt:
                    found = bytes(obstore.get(self._store.bucket, self._name(key)).bytes())
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as error:
            raise self._make_error("cannot be read from", error) from error
        head, _, data = found.partition(b"\n")
        if head + b"\n" != make_head(key, self._kind, data):
            log.warning("%s/%s: is damaged and is made again", self._store.address, self._name(key))
            self._store.damaged.add(self._name(key))
            return None
        self._local.put(key, data)
        return data

    def _name(self, key: str) -> str:
        return f"{key[:2]}/{key[2:]}.{self._kind}"

    def _make_error(self, what: str, error: Exception) -> MakingError:
        told = " ".join(str(error).split())[:300]
        return MakingError(
            f"{what}: {told}",
            where=Place(self._store.address),
            hint="run it again: what was made is kept",
        )


def open_bucket(address: str) -> obstore.store.ObjectStore:
    """The client of a bucket, which waits and asks again. Raises ``InputError``."""
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ImportError as error:
        raise InputError(
            "buckets are not installed",
            where=Place(address),
            hint="pip install 'audio-edition[s3]'",
        ) from error
    scheme, _, rest = address.partition("://")
    where = address if scheme.lower() != "file" else Path("/" + rest.lstrip("/")).as_uri()
    options: dict[str, Any] = {}
    if scheme.lower() == "file":
        options["mkdir"] = True
    elif scheme.lower() != "memory":
        options["retry_config"] = {
            "max_retries": _RETRIES,
            "retry_timeout": timedelta(seconds=_PATIENCE),
            "backoff": {
                "base": 2,
                "init_backoff": timedelta(milliseconds=100),
                "max_backoff": timedelta(seconds=15),
            },
        }
    try:
        return from_url(where, **options)
    except (BaseError, ValueError) as error:
        told = " ".join(str(error).split())[:300]
        raise InputError(f"is no bucket: {told}", where=Place(address)) from error


@cache
def _open_again(address: str, folder: Path) -> ObjectStore:
    return ObjectStore(address, folder)
