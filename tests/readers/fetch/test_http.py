"""Fetching from servers that mean harm, on the loopback; one that means well first."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest
import trustme

from audio.errors import SourceError
from audio.readers.fetch import addresses, trust
from audio.readers.fetch.http import CacheValidators, FetchLimits, fetch
from tests.serving import run_server

SMALL = FetchLimits(size=100_000, silence=0.2, total=0.4)
TAG = '"v1"'


def bomb(size: int) -> bytes:
    """Gzip of ``size`` zero bytes: a thousandth of that."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(bytes(size)) + packer.flush()


BOMB = bomb(10_000_000)
"""Packed before it is asked for: on a busy machine that takes longer than a host may be silent."""


class Host(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        name = self.path.partition("?")[0].strip("/")
        getattr(self, f"answer_{name}", self.answer_missing)()

    def log_message(self, template: str, *args: object) -> None:
        pass

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, data: bytes) -> None:
        """A byte now and then, until nobody listens."""
        try:
            while True:
                for at in range(len(data)):
                    self.wfile.write(data[at : at + 1])
                    self.wfile.flush()
                    sleep(0.02)
        except OSError:
            pass

    def answer_missing(self) -> None:
        self.send(b"", 404)

    def answer_page(self) -> None:
        body = self.headers["Host"].encode()
        kind = "Text/HTML; charset=UTF-8"
        self.send(body, Content_Type=kind, ETag=TAG, Last_Modified="Tue, 15 Aug 2023 02:00:00 GMT")

    def answer_unchanged(self) -> None:
        self.send(b"", 304 if self.headers.get("If-None-Match") == TAG else 200, ETag=TAG)

    def answer_zipped(self) -> None:
        self.send(gzip.compress(b"<p>"), Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        self.send(BOMB, Content_Encoding="gzip")

    def answer_brotli(self) -> None:
        self.send(b"x", Content_Encoding="br")

    def answer_large(self) -> None:
        self.send(bytes(200_000))

    def answer_short(self) -> None:
        self.send(b"<p>", Content_Length="1000")

    def answer_silent(self) -> None:
        self.rfile.read(1)

    def answer_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.drip(b"<p>")

    def answer_slow_headers(self) -> None:
        self.drip(b"HTTP/1.1 200 OK ")

    def answer_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>" * 20_000)
        except OSError:
            pass

    def answer_loop(self) -> None:
        self.send(b"", 302, Location="/loop")

    def answer_moved(self) -> None:
        self.send(b"", 301, Location="/page")

    def answer_to_file(self) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def answer_to_private(self) -> None:
        self.send(b"", 302, Location=f"http://127.0.0.2:{self.server.server_port}/page")

    def answer_denied(self) -> None:
        self.send(b"", 403)

    def answer_broken(self) -> None:
        self.send(b"", 503)


class Hosts(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients leave when they have seen enough."""


@pytest.fixture(scope="module")
def server() -> Iterator[Hosts]:
    server = Hosts(("127.0.0.1", 0), Host)
    with run_server(server):
        yield server


@pytest.fixture
def base(server: Hosts) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_page_comes_with_what_its_server_declares(base: str) -> None:
    got = fetch(f"{base}/page#part", allow_private=True)
    assert (got.url, got.media_type, got.charset) == (f"{base}/page", "text/html", "utf-8")
    assert got.validators == CacheValidators(TAG, "Tue, 15 Aug 2023 02:00:00 GMT")
    assert got.body.decode() == base.removeprefix("http://")


def test_what_has_not_changed_is_not_sent_again(base: str) -> None:
    assert fetch(
        f"{base}/unchanged", allow_private=True, validators=CacheValidators(TAG)
    ).is_unchanged
    assert not fetch(f"{base}/unchanged", allow_private=True).is_unchanged


def test_a_packed_page_is_unpacked(base: str) -> None:
    assert fetch(f"{base}/zipped", allow_private=True).body == b"<p>"


def test_a_page_that_has_moved_is_found(base: str) -> None:
    assert fetch(f"{base}/moved", allow_private=True).url == f"{base}/page"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing", "no such page"),
        ("denied", "may not be read (the server answers 403)"),
        ("broken", "the server answers 503; try again later"),
        ("bomb", "is larger than 0.1 MB"),
        ("large", "is larger than 0.1 MB"),
        ("endless", "is larger than 0.1 MB"),
        ("brotli", "is packed as 'br', which was not asked for"),
        ("short", "broke off"),
        ("silent", "does not answer"),
        ("slow", "took longer than 0.4 s"),
        ("slow_headers", "took longer than 0.4 s"),
        ("loop", "redirects more than 5 times"),
        ("to_file", "is no http or https address (redirected to 'file:///etc/passwd')"),
    ],
)
def test_a_server_that_means_harm_is_left_with_one_line(base: str, path: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetch(f"{base}/{path}", allow_private=True, limits=SMALL)
    assert str(caught.value).startswith(f"{base}/{path}: {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://x.in/a", "is no http or https address"),
        ("http:///a", "is no http or https address"),
        ("https://a:b@x.in/", "holds a name or password"),
        ("https://x\n.in\0", "is no web address"),
        ("http://127.1/", "leads to 127.0.0.1, which is no public address"),
        ("http://2130706433/", "leads to 127.0.0.1, which is no public address"),
        ("http://[::ffff:10.0.0.1]/", "leads to ::ffff:10.0.0.1, which is no public address"),
        ("http://169.254.169.254/latest", "leads to 169.254.169.254, which is no public address"),
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line(url: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetch(url)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.fixture
def open_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 is taken for a public address; all others are what they are."""
    known = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda at: at == "127.0.0.1" or known(at))


@pytest.mark.usefixtures("open_loopback")
def test_a_redirect_to_the_own_network_is_refused(base: str) -> None:
    with pytest.raises(SourceError, match=r"leads to 127\.0\.0\.2, which is no public address"):
        fetch(f"{base}/to_private")


Resolver = Callable[..., list[tuple[object, ...]]]


def answering(*answers: list[str]) -> tuple[Resolver, list[str]]:
    """A resolver that gives each of ``answers`` in turn, and the names it was asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, port)) for at in found]

    return resolve, asked


@pytest.mark.usefixtures("open_loopback")
def test_a_name_is_resolved_once_so_that_it_cannot_be_bound_anew(
    server: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, asked = answering(["127.0.0.1"], ["10.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    got = fetch(f"http://rebind.example:{server.server_port}/page")
    assert asked == ["rebind.example"]
    assert got.body.decode() == f"rebind.example:{server.server_port}"


@pytest.mark.usefixtures("open_loopback")
def test_a_name_with_one_private_address_among_public_ones_is_refused(
    server: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, _ = answering(["127.0.0.1", "10.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(SourceError, match=r"leads to 10\.0\.0\.1"):
        fetch(f"http://two.example:{server.server_port}/page")


@pytest.mark.usefixtures("open_loopback")
def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(5) and [])
    with pytest.raises(SourceError, match=r"was not found within 0\.1 s"):
        fetch("http://slow.example/", limits=FetchLimits(connect=0.1))
    release.set()


def test_a_certificate_must_be_the_hosts_own(monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("good.example").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    monkeypatch.setattr(trust, "_make_trust", lambda: trusting)
    secure = Hosts(("127.0.0.1", 0), Host)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    thread = threading.Thread(target=secure.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    resolve, _ = answering(["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    try:
        got = fetch(f"https://good.example:{secure.server_port}/page", allow_private=True)
        assert got.body.startswith(b"good.example")
        with pytest.raises(SourceError, match="cannot be trusted"):
            fetch(f"https://bad.example:{secure.server_port}/page", allow_private=True)
    finally:
        secure.shutdown()
        thread.join()
        secure.server_close()
