"""Fetch a page or a feed over HTTP, bounded in size and time, from public addresses only.

Every hop of a redirect is checked anew, and the address that was checked is the one connected
to: a name that answers differently the second time (DNS re-binding) is never asked a second
time. Proxies are not used: one would do the resolving.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from urllib.parse import urldefrag, urljoin

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from audio import __version__
from audio.errors import Place, SourceError
from audio.readers.fetch.addresses import Endpoint, SilentHostError, resolve
from audio.readers.fetch.trust import secure

USER_AGENT = f"Mozilla/5.0 (compatible; audio-edition/{__version__})"
"""What servers know us by; several refuse whatever does not begin like a browser's name."""
PAGE = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_CODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
_CHUNK = 1 << 16
TRY_LATER = "try again later"
"""The hint of what may pass."""


class NotFoundError(SourceError):
    """The server says that there is no such page, now or any more (404, 410)."""


class RefusedError(SourceError):
    """The server answers that something is wrong with it, or with what it is asked for."""

    status: int = 0
    retry_after: str = ""
    """When it may be asked again, as it says so; empty when it does not (RFC 9110, 10.2.3)."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much is read of an answer, and how long it is waited for."""

    size: int = 20 * 10**6
    """Bytes of the body, unpacked."""
    connect: float = 5
    """Seconds, for the name, and for each connection."""
    silence: float = 15
    """Seconds without a byte."""
    total: float = 60
    """Seconds for everything, redirects included."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class CacheValidators:
    """The ``ETag`` and ``Last-Modified`` of an answer; sent back, only a changed page is sent."""

    etag: str = ""
    last_modified: str = ""

    def make_headers(self) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110, 13.1)."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A page, a feed or a picture as the server gave it."""

    url: str
    """Where it was found, after redirects; without a fragment."""
    media_type: str
    """In small letters, as declared: ``text/html``; empty when nothing was."""
    charset: str
    """As declared; empty when nothing was."""
    body: bytes
    """Unpacked; empty when unchanged."""
    validators: CacheValidators = CacheValidators()
    is_unchanged: bool = False
    """The server says that it is still what ``validators`` named (304)."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """All that the server said of it, by names in small letters."""


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: FetchLimits = FetchLimits(),
    validators: CacheValidators = CacheValidators(),
    accept: str = PAGE,
) -> FetchResult:
    """What ``url`` holds now; with ``validators``, only if that is not what they name.

    Raises:
        SourceError: no http(s) address, a private one, too many redirects, too large, too slow,
            not found, or no answer.
    """
    deadline = time.monotonic() + limits.total
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": accept,
        "Accept-Language": "hi, en;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        **validators.make_headers(),
    }
    at = url
    for _ in range(limits.redirects + 1):
        target = _parse_target(at, url)
        exchange = _Exchange(str(target), limits, deadline)
        with exchange.request(target, headers, allow_private=allow_private) as answer:
            if answer.status not in _REDIRECTS:
                return exchange.read(answer)
            at = urljoin(str(target), answer.headers.get("Location", ""))
    raise SourceError(f"redirects more than {limits.redirects} times", where=Place(url))


def _parse_target(at: str, first: str) -> Url:
    """``at`` with its host in ASCII and its path encoded; ``first`` is what the user named."""
    through = "" if at == first else f" (redirected to {at[:200]!r})"
    try:
        target = parse_url(urldefrag(at.strip())[0])
    except (LocationParseError, ValueError) as error:
        # It may hold line ends and worse, and a message is one line.
        raise SourceError(f"is no web address{through}", where=Place(repr(first[:200]))) from error
    if target.scheme not in _PORTS or not target.host:
        raise SourceError(
            f"is no http or https address{through}", where=Place(first), hint="name a web page"
        )
    if target.auth:
        raise SourceError(
            f"holds a name or password{through}",
            where=Place(first),
            hint="leave out what precedes the @",
        )
    return target


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One HTTP request and its answer."""

    url: str
    limits: FetchLimits
    deadline: float
    """On the monotonic clock."""

    @contextmanager
    def request(
        self, target: Url, headers: dict[str, str], *, allow_private: bool
    ) -> Iterator[BaseHTTPResponse]:
        """The answer, its body still to be read; network errors within are reported as ours."""
        port = target.port or _PORTS[target.scheme or "http"]
        host = (target.host or "").strip("[]")
        try:
            within = min(self.limits.connect, self._measure_time_left())
            endpoints = resolve(host, port, allow_private=allow_private, within=within)
            with closing(self._connect(endpoints)) as plain, self._watch(plain):
                silence = min(self.limits.silence, self._measure_time_left())
                plain.settimeout(silence)
                secured = secure(plain, host) if target.scheme == "https" else plain
                with closing(HTTPConnection(host, port, timeout=silence)) as connection:
                    connection.sock = secured
                    connection.request(
                        "GET",
                        target.request_uri,
                        headers={"Host": target.netloc or "", **headers},
                        preload_content=False,
                    )
                    with closing(connection.getresponse()) as response:
                        yield response
        except ssl.SSLError as error:
            self._check_time()
            reason = getattr(error, "verify_message", "") or error.reason or str(error)
            raise self._make_error(f"cannot be trusted: {reason}") from error
        except (OSError, HTTPError, HTTPException) as error:
            self._check_time()
            kind = SilentHostError if isinstance(error, OSError) else SourceError
            what = _describe_failure(error)
            raise kind(what, where=Place(self.url), hint=TRY_LATER) from error

    def read(self, answer: BaseHTTPResponse) -> FetchResult:
        """The whole of ``answer``."""
        self._check_status(answer.status, answer.headers.get("Retry-After", ""))
        declared = Message()
        declared["Content-Type"] = answer.headers.get("Content-Type", "")
        return FetchResult(
            url=self.url,
            media_type=declared.get_content_type() if declared["Content-Type"] else "",
            charset=declared.get_content_charset() or "",
            body=b"" if answer.status == 304 else self._read_body(answer),
            validators=CacheValidators(
                answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
            ),
            is_unchanged=answer.status == 304,
            headers={name.lower(): value for name, value in answer.headers.items()},
        )

    def _check_status(self, status: int, retry_after: str) -> None:
        if status in {404, 410}:
            raise NotFoundError("no such page", where=Place(self.url), hint="check the address")
        if status in {401, 402, 403, 451}:
            raise self._make_error(f"may not be read (the server answers {status})")
        if status not in {200, 203, 304}:
            what = f"the server answers {status}"
            refusal = RefusedError(what, where=Place(self.url), hint=TRY_LATER)
            refusal.status, refusal.retry_after = status, retry_after
            raise refusal

    def _read_body(self, answer: BaseHTTPResponse) -> bytes:
        """Read as it comes, so that a bomb or an endless page is left at the limit."""
        coding = answer.headers.get("Content-Encoding", "").strip().lower()
        if coding not in _CODINGS:
            raise self._make_error(f"is packed as {coding[:40]!r}, which was not asked for")
        body = bytearray()
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > self.limits.size:
                raise self._make_error(f"is larger than {self.limits.size / 10**6:g} MB")
            self._check_time()
        self._check_time()
        return bytes(body)

    def _connect(self, endpoints: list[Endpoint]) -> socket.socket:
        """A connection to the first endpoint that takes one."""
        refusal: OSError = ConnectionError("has no address")
        for family, address, port in endpoints:
            plain = socket.socket(family, socket.SOCK_STREAM)
            plain.settimeout(min(self.limits.connect, self._measure_time_left()))
            try:
                plain.connect((address, port))
            except OSError as error:
                plain.close()
                refusal = error
            else:
                return plain
        raise refusal

    @contextmanager
    def _watch(self, plain: socket.socket) -> Iterator[None]:
        """Cut the connection at the deadline: a byte now and then keeps every other clock still.

        A duplicate is cut, for the socket itself changes hands when it is secured.
        """
        duplicate = plain.dup()
        timer = threading.Timer(self._measure_time_left(), _cut, [duplicate])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            duplicate.close()

    def _measure_time_left(self) -> float:
        self._check_time()
        return self.deadline - time.monotonic()

    def _check_time(self) -> None:
        if time.monotonic() >= self.deadline:
            raise self._make_error(f"took longer than {self.limits.total:g} s", TRY_LATER)

    def _make_error(self, what: str, hint: str = "") -> SourceError:
        return SourceError(what, where=Place(self.url), hint=hint)


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        connection.shutdown(socket.SHUT_RDWR)


def _describe_failure(error: Exception) -> str:
    if isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError):
        return "does not answer"
    if isinstance(error, ConnectionRefusedError):
        return "refuses the connection"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be reached ({error.strerror})"
    return f"broke off ({type(error).__name__})"
