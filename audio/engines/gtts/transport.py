"""One request to Google Translate, as gTTS prepares it, over connections that are kept.

gTTS packs the request; it would send it over a new connection each time, without verifying
whom it talks to and without a time-out. ``AUDIO_EDITION_GTTS_URL`` puts another address in the
place of ``https://translate.google.<domain>``: a mirror, or a server on this machine.
"""

from __future__ import annotations

import os
import ssl
import threading
import time
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from socket import gaierror, getaddrinfo
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3
from gtts import gTTS
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies

from audio.engines.online.faults import BusyError, OutageError, RefusalError
from audio.engines.online.patience import Pace, Patience
from audio.errors import Place, SettingsError

URL = "AUDIO_EDITION_GTTS_URL"
"""Environment variable: the address to ask instead of Google's."""

LANGUAGE = "hi"
_LONGEST_ANSWER = 8_000_000
"""Bytes; 100 characters are spoken in some 100,000."""


class Request(NamedTuple):
    """What is sent for one piece."""

    url: str
    body: str


class Transport:
    """A pool of connections to one Google Translate domain, for any number of threads."""

    def __init__(self, domain: str, base: str, patience: Patience, pace: Pace) -> None:
        """``base``: the address in place of Google's, or empty."""
        self._domain = domain
        self._base = base
        self._patience = patience
        self._pace = pace
        self._session = requests.Session()
        # Nothing is to shape an answer but its request.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_maxsize=patience.at_once)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, adapter)

    @property
    def host(self) -> str:
        """Whom it talks to, for messages."""
        return urlsplit(self._base).netloc or f"translate.google.{self._domain}"

    def request(self, text: str) -> Request:
        """What would be sent for ``text``."""
        prepared = self._prepared(text)
        return Request(str(prepared.url), str(prepared.body))

    def send(self, text: str, began: float) -> bytes:
        """The body of the answer to ``text``; ``began`` is when its turn came.

        Raises ``ServiceError``.
        """
        prepared = self._prepared(text)
        url = str(prepared.url)
        settings = self._session.merge_environment_settings(url, {}, True, None, None)
        self._look_up(url)
        try:
            response = self._session.send(
                prepared,
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                **settings,
            )
        except requests.RequestException as error:
            raise self._fault(error) from error
        with response:
            self._pace.reached = True
            self._check_status(response, began)
            return self._body(response)

    def _prepared(self, text: str) -> requests.PreparedRequest:
        prepared: requests.PreparedRequest
        plain = gTTS(text, tld=self._domain, lang=LANGUAGE, pre_processor_funcs=[])
        (prepared,) = plain._prepare_requests()
        if self._base:
            prepared.url = self._base.rstrip("/") + urlsplit(str(prepared.url)).path
        return prepared

    def _look_up(self, url: str) -> None:
        """Raises ``RefusalError`` when the host's name takes too long to look up.

        No time-out of a request bounds the look-up, which can take half a minute where a network
        has gone away. What is found, or found missing, is found again at once by the request.
        """
        if self._pace.reached or get_environ_proxies(url):
            return
        parts = urlsplit(url)

        def look_up() -> None:
            try:
                getaddrinfo(parts.hostname, parts.port or parts.scheme)
            except gaierror:
                pass
            finally:
                done.set()

        done = threading.Event()
        threading.Thread(target=look_up, daemon=True).start()
        if not done.wait(self._patience.connect):
            raise RefusalError("cannot be reached: its name cannot be looked up")

    def _fault(self, error: requests.RequestException) -> OutageError | RefusalError:
        causes = list(_causes(error))
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return RefusalError("cannot be trusted: its certificate cannot be verified")
        unreached = requests.ConnectTimeout, urllib3.exceptions.NewConnectionError
        if any(isinstance(cause, unreached) for cause in causes):
            named = not any(isinstance(cause, gaierror) for cause in causes)
            why = "no connection can be made" if named else "its name cannot be resolved"
            kind = OutageError if self._pace.reached else RefusalError
            return kind(f"cannot be reached: {why}")
        if isinstance(error, requests.Timeout):
            return OutageError(f"does not answer within {self._patience.read:g} s")
        return OutageError("dropped the connection")

    def _check_status(self, response: requests.Response, began: float) -> None:
        status = response.status_code
        # To people it would show a page with a riddle: too many requests, in other words.
        riddle = "/sorry/" in response.headers.get("Location", "")
        if status == 429 or riddle:
            asked = _retry_after(response.headers.get("Retry-After", ""))
            wait = self._pace.cool_down(began, asked)
            if wait > self._patience.longest_cool_down:
                raise RefusalError(f"is asked too often (429) and wants {wait:.0f} s of quiet")
            raise BusyError("is asked too often (429)")
        if status >= 500:
            raise OutageError(f"answers {status} ({response.reason})")
        if status != 200:
            raise RefusalError(f"answers {status} ({response.reason})")

    def _body(self, response: requests.Response) -> bytes:
        """Packet by packet, so that an answer that only drips does not last for ever."""
        body = bytearray()
        end = time.monotonic() + self._patience.answer
        try:
            while packet := response.raw.read1(65_536):
                body += packet
                if time.monotonic() > end:
                    raise OutageError(f"did not end its answer within {self._patience.answer:g} s")
                if len(body) > _LONGEST_ANSWER:
                    raise RefusalError(f"answers with more than {_LONGEST_ANSWER} bytes")
        except urllib3.exceptions.ReadTimeoutError as error:
            raise OutageError(f"stopped in an answer for {self._patience.read:g} s") from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise OutageError("dropped the connection in an answer") from error
        return bytes(body)


def base_from_environment() -> str:
    """The address in ``AUDIO_EDITION_GTTS_URL``, or nothing. Raises ``SettingsError``."""
    base = os.environ.get(URL, "")
    parts = urlsplit(base)
    if base and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingsError(f"{base!r} is not an http or https address", where=Place(option=URL))
    return base


def _causes(error: BaseException) -> list[BaseException]:
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


def _retry_after(value: str) -> float | None:
    """Seconds, from a count or a date (RFC 9110, 10.2.3); ``None`` when it says neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
