"""A bucket of an object store: a service that fails for a while is waited for.

``s3://bucket/prefix``, ``gs://…``, ``az://…`` or ``file:///…``: by the library obstore, which takes
addresses and keys from the environment as the services' own tools do (``AWS_ACCESS_KEY_ID``,
``AWS_ENDPOINT_URL`` …), of the extra ``s3``. It asks again, a few times, for what is refused by 5xx
or 429; what breaks off half-way, and a service that is away for longer, is for this module.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

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
_LIKE_ADDRESS = regex.compile(r"(?P<scheme>\w[\w+.\-]+):/")
"""``s3:/bucket``, ``gcs://bucket``; ``C:/clips`` is a folder."""
_FAULT = regex.compile(r"<Code>(?P<code>[^<]+)</Code>(?:.*?<Message>(?P<message>[^<]+)</Message>)?")
"""How services name what is wrong (S3, Error Responses)."""
_FINAL = regex.compile(r"status code: 4(?!08|29)\d\d|redirect")
"""Said of a request that nobody need repeat: 408 and 429 pass, what else is wrong with it stays."""
_NO_BUCKET = "NoSuchBucket"
"""The fault by which a thing is missing because all are."""
_ENDPOINTS = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT")
_AGAIN = "run it again: it goes on from there"
_SETTINGS = f"look at its name, and at the keys and the endpoint in the environment, and {_AGAIN}"
_Answer = TypeVar("_Answer")


def is_bucket(address: str) -> bool:
    """Whether ``address`` names a bucket, and no folder."""
    scheme, sign, _ = address.partition("://")
    return bool(sign) and scheme.lower() in SCHEMES


def refuse_other_address(address: str, option: str = "", others: str = "") -> None:
    """Raises ``InputError`` for what looks like a bucket's address and is none.

    ``others`` is a scheme besides those of buckets that is taken.
    """
    found = _LIKE_ADDRESS.match(address)
    if found and not is_bucket(address) and found["scheme"] != others:
        raise InputError(
            f"{address!r} is no bucket",
            where=Place(option=option),
            hint="write s3://bucket/prefix, gs://, az:// or file:///folder",
        )


class Listed(NamedTuple):
    """What a bucket tells of a thing that lies in it."""

    size: int
    """Bytes."""
    tag: str
    """Of its content (``ETag``, RFC 9110, 8.8.3); empty where there are none."""


class Bucket:
    """What lies under an address, by name; any number of threads may use it."""

    def __init__(self, address: str) -> None:
        """Raises ``InputError`` for an address that is none."""
        self.address = address
        self._client = _connect(address)
        self._is_away = False
        """Whether it was waited for in vain: then nothing is waited for until it answers."""
        self._has_answered = False
        self._is_told = False

    def get(self, name: str) -> bytes | None:
        """What lies under ``name``; ``None`` for nothing.

        Raises ``MakingError``, and ``InputError`` for what is refused before anything was done.
        """
        import obstore
        from obstore.exceptions import NotFoundError

        def request() -> bytes | None:
            try:
                return bytes(obstore.get(self._client, name).bytes())
            except (NotFoundError, FileNotFoundError) as error:
                if _NO_BUCKET in str(error):
                    raise
                return None

        return self._ask(request, "cannot be read from")

    def put(
        self,
        name: str,
        content: bytes | Path,
        *,
        replace: bool = True,
        attributes: Mapping[str, str] | None = None,
    ) -> Listed | None:
        """Put ``content``, or that of the file; unless ``replace``, only where nothing lies yet.

        Returns ``None`` where something did. It appears whole or not at all. Raises as ``get``.
        """
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        mode: Literal["create", "overwrite"] = "overwrite" if replace else "create"
        told: Any = None if self.address.startswith("file:") else attributes  # which has none

        size = len(content) if isinstance(content, bytes) else content.stat().st_size

        def request() -> Listed | None:
            try:
                done = obstore.put(self._client, name, content, mode=mode, attributes=told)
            except (AlreadyExistsError, PreconditionError):
                if replace:
                    raise
                return None  # another was quicker, or the answer to our own first try was lost
            return Listed(size, done["e_tag"] or "")

        return self._ask(request, "cannot be written to")

    def list_all(self) -> dict[str, Listed]:
        """All that lies there, by name. Raises as ``get``."""
        import obstore

        def request() -> dict[str, Listed]:
            found = (one for part in obstore.list(self._client) for one in part)
            return {one["path"]: Listed(one["size"], one["e_tag"] or "") for one in found}

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
            why, where = f"{what}: {_describe(error)}", Place(self.address)
            if self._is_away:
                raise MakingError(why, where=where, hint=_AGAIN) from error
            fault = MakingError if self._has_answered else InputError
            raise fault(why, where=where, hint=_SETTINGS) from error
        self._is_away = self._is_told = False
        self._has_answered = True
        return answer

    def _tell_wait(self, state: RetryCallState) -> None:
        if (state.seconds_since_start or 0.0) > _QUIETLY and not self._is_told and state.outcome:
            self._is_told = True
            why = _describe(state.outcome.exception())
            log.warning("%s: does not answer and is waited for: %s", self.address, why)


def _may_pass(error: BaseException) -> bool:
    """Whether an error may pass; what is refused for good has a class, or a status."""
    from obstore.exceptions import GenericError

    return isinstance(error, GenericError) and not _FINAL.search(str(error))


def _describe(error: BaseException | None) -> str:
    """What the service says, or else the library, as one line without what only its makers read."""
    text = " ".join(str(error).partition("Debug source:")[0].split())
    if fault := _FAULT.search(text):
        return f"{fault['code']}: {fault['message'] or ''}".strip(": ")
    return text[:300]


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
    where = address
    options: dict[str, Any] = {}
    if scheme.lower() == "file":
        if not rest.startswith("/"):
            raise InputError("names no folder", where=Place(address), hint="write file:///folder")
        where = Path("/" + rest.lstrip("/")).as_uri()
        options["mkdir"] = True
    elif scheme.lower() != "memory":
        if any(os.environ.get(name, "").startswith("http://") for name in _ENDPOINTS):
            options["client_options"] = {"allow_http": True}
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
    except (BaseError, OSError, ValueError) as error:
        raise InputError(f"is no bucket: {_describe(error)}", where=Place(address)) from error
