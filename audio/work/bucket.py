"""A bucket of an object store: a service that fails for a while is waited for.

``s3://bucket/prefix``, ``gs://…``, ``az://…`` or ``file:///…``: by the library obstore, which takes
addresses and keys from the environment as the services' own tools do (``AWS_ACCESS_KEY_ID``,
``AWS_ENDPOINT_URL`` …), of the extra ``s3``. It asks again, a few times, for what is refused by 5xx
or 429; what breaks off half-way, and a service that is away for longer, is for this module.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from audio import regex
from audio.errors import InputError, MakingError, Place

if TYPE_CHECKING:
    import obstore
    from tenacity import RetryCallState

log = logging.getLogger(__name__)

SCHEMES = ("s3", "s3a", "gs", "az", "abfs", "abfss", "adl", "file", "memory")
_RETRIES = 3
"""How often the library asks again by itself."""
_PATIENCE = 180.0
"""Seconds for one thing, with all that is asked again: 503 for a minute is waited for."""
_QUIETLY = 10.0
"""Seconds that may be waited before it is told."""
_FINAL = regex.compile(r"status code: 4(?!08|29)\d\d|redirect")
"""Said of a request that nobody need repeat: 408 and 429 pass, what else is wrong with it stays."""
_Answer = TypeVar("_Answer")


def is_bucket(address: str) -> bool:
    """Whether ``address`` names a bucket, and no folder."""
    scheme, sign, _ = address.partition("://")
    return bool(sign) and scheme.lower() in SCHEMES


class Bucket:
    """What lies under an address, by name; any number of threads may use it."""

    def __init__(self, address: str) -> None:
        """Raises ``InputError`` for an address that is none."""
        self.address = address
        self._client = _connect(address)
        self._is_away = False
        """Whether it was waited for in vain: then nothing is waited for until it answers."""
        self._is_told = False

    def get(self, name: str) -> bytes | None:
        """What lies under ``name``; ``None`` for nothing. Raises ``MakingError``."""
        import obstore
        from obstore.exceptions import NotFoundError

        def request() -> bytes | None:
            try:
                return bytes(obstore.get(self._client, name).bytes())
            except (NotFoundError, FileNotFoundError):
                return None

        return self._ask(request, "cannot be read from")

    def put(
        self,
        name: str,
        content: bytes | Path,
        *,
        replace: bool = True,
        attributes: Mapping[str, str] | None = None,
    ) -> bool:
        """Put ``content``, or that of the file; unless ``replace``, only where nothing lies yet.

        Returns whether it did. It appears whole or not at all. Raises ``MakingError``.
        """
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        mode: Literal["create", "overwrite"] = "overwrite" if replace else "create"
        told: Any = None if self.address.startswith("file:") else attributes  # which has none

        def request() -> bool:
            try:
                obstore.put(self._client, name, content, mode=mode, attributes=told)
            except (AlreadyExistsError, PreconditionError):
                if replace:
                    raise
                return False  # another was quicker, or the answer to our own first try was lost
            return True

        return self._ask(request, "cannot be written to")

    def list_sizes(self) -> dict[str, int]:
        """By name: the bytes of all that lies there. Raises ``MakingError``."""
        import obstore

        def request() -> dict[str, int]:
            return {one["path"]: one["size"] for part in obstore.list(self._client) for one in part}

        return self._ask(request, "cannot be read from")

    def _ask(self, request: Callable[[], _Answer], what: str) -> _Answer:
        from obstore.exceptions import BaseError
        from tenacity import (
            Retrying,
            retry_if_exception,
            stop_after_delay,
            wait_random_exponential,
        )

        again = Retrying(
            stop=stop_after_delay(0.0 if self._is_away else _PATIENCE),
            wait=wait_random_exponential(0.2, max=15),
            retry=retry_if_exception(_may_pass),
            before_sleep=self._tell_wait,
            reraise=True,
        )
        try:
            answer = again(request)
        except (BaseError, OSError) as error:
            self._is_away = _may_pass(error)
            raise MakingError(
                f"{what}: {_describe(error)}",
                where=Place(self.address),
                hint="run it again: it goes on from there",
            ) from error
        self._is_away = self._is_told = False
        return answer

    def _tell_wait(self, state: RetryCallState) -> None:
        if (state.seconds_since_start or 0.0) > _QUIETLY and not self._is_told and state.outcome:
            self._is_told = True
            why = _describe(state.outcome.exception())
            log.warning("%s: does not answer and is waited for: %s", self.address, why)


def _may_pass(error: BaseException) -> bool:
    """Whether it may be well the next time: what is refused for good has a class, or a status."""
    from obstore.exceptions import GenericError

    return isinstance(error, GenericError) and not _FINAL.search(str(error))


def _describe(error: BaseException | None) -> str:
    """What the library says, as one line without what only its makers read."""
    return " ".join(str(error).partition("Debug source:")[0].split())[:300]


def _connect(address: str) -> obstore.store.ObjectStore:
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
                "init_backoff": timedelta(milliseconds=250),
                "max_backoff": timedelta(seconds=15),
            },
        }
    try:
        return from_url(where, **options)
    except (BaseError, ValueError) as error:
        raise InputError(f"is no bucket: {_describe(error)}", where=Place(address)) from error
