"""One request over HTTP, on connections that are kept, verified and limited in time."""

from __future__ import annotations

import ssl
import time
from http.cookiejar import DefaultCookiePolicy
from socket import gaierror
from typing import NamedTuple

import requests
import urllib3
from requests.adapters import HTTPAdapter

from audio.engines.online.faults import (
    BusyError,
    OutageError,
    RefusalError,
    ServiceError,
    UnreachableError,
)
from audio.engines.online.look_up import look_up
from audio.engines.online.patience import Patience
from audio.work.retry_after import parse_retry_after

_LARGEST_REFUSAL = 10_000
"""Bytes that are read of what comes with a refusal."""


class HttpAnswer(NamedTuple):
    """The body of an answer of status 200, and what its header says it is."""

    body: bytes
    media_type: str
    """Lower case, without parameters: ``audio/mpeg``; empty when nothing is said."""


class HttpConnection:
    """A pool of connections for any number of threads."""

    def __init__(self, patience: Patience, largest: int) -> None:
        """``largest``: bytes that an answer may have."""
        self._patience = patience
        self._largest = largest
        self._session = requests.Session()
        # Nothing is to shape an answer but its request.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_maxsize=patience.at_once)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, adapter)

    def send(self, request: requests.PreparedRequest) -> HttpAnswer:
        """The answer to ``request``; redirections are not followed. Raises ``ServiceError``."""
        url = str(request.url)
        settings = self._session.merge_environment_settings(url, {}, True, None, None)
        look_up(url, self._patience.connect)
        try:
            response = self._session.send(
                request,
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                **settings,
            )
        except requests.RequestException as error:
            raise self._explain(error) from error
        with response:
            if response.status_code != 200:
                raise self._refuse(response)
            media_type = response.headers.get("Content-Type", "").partition(";")[0]
            return HttpAnswer(self._read(response), media_type.strip().lower())

    def _explain(self, error: requests.RequestException) -> OutageError:
        """What kept a request from being answered at all."""
        causes = _list_causes(error)
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return UnreachableError("its certificate cannot be verified")
        unreached = requests.ConnectTimeout, urllib3.exceptions.NewConnectionError
        if any(isinstance(cause, unreached) for cause in causes):
            is_named = not any(isinstance(cause, gaierror) for cause in causes)
            return UnreachableError(
                "no connection can be made" if is_named else "its name cannot be resolved"
            )
        if isinstance(error, requests.Timeout):
            return OutageError(f"does not answer within {self._patience.read:g} s")
        return OutageError("dropped the connection")

    def _refuse(self, response: requests.Response) -> ServiceError:
        """What another status than 200 means."""
        status, headers = response.status_code, response.headers
        if status == 429:
            retry_after = parse_retry_after(headers.get("Retry-After", ""))
            return BusyError("is asked too often (429)", retry_after)
        what = f"answers {status} ({response.reason})"
        if status >= 500:
            return OutageError(what)
        try:
            body = response.raw.read(_LARGEST_REFUSAL)
        except (urllib3.exceptions.HTTPError, OSError):
            body = b""
        return RefusalError(what, status, headers.get("Location", ""), body)

    def _read(self, response: requests.Response) -> bytes:
        """Packet by packet, so that an answer that only drips does not last for ever."""
        body = bytearray()
        end = time.monotonic() + self._patience.answer
        try:
            while packet := response.raw.read1(65_536):
                body += packet
                if time.monotonic() > end:
                    raise OutageError(f"did not end its answer within {self._patience.answer:g} s")
                if len(body) > self._largest:
                    raise RefusalError(f"answers with more than {self._largest} bytes")
        except urllib3.exceptions.ReadTimeoutError as error:
            raise OutageError(f"stopped in an answer for {self._patience.read:g} s") from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise OutageError("dropped the connection in an answer") from error
        return bytes(body)


def _list_causes(error: BaseException) -> list[BaseException]:
    """The error and all that it came of."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and cause not in found:
            found.append(cause)
            waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None)]
            waiting += cause.args
    return found
