"""A real server on a port of its own, and a client that sends paths as they are."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from audio.server.app import SiteApp
from audio.server.run import Server, listen, run

AUDIO = bytes(range(256)) * 2048
"""Half a megabyte in which every place can be told from its neighbours."""
PAGE = "<!DOCTYPE html><html lang=hi><head><title>शो</title></head><body>नमस्ते</body></html>"
WORDS = '{"word": "ख़बर"}\n' * 500


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Client(NamedTuple):
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """``If_Range="x"`` is sent as ``If-Range: x``; nothing is sent that is not said."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(
                method, path, skip_host="Host" in headers, skip_accept_encoding=True
            )
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def send(self, request: bytes) -> bytes:
        """All that comes back for these bytes until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def serving(app: SiteApp) -> Iterator[Client]:
    with listen("127.0.0.1", 0) as listener:
        server = Server(app)
        thread = threading.Thread(target=run, args=(server, listener))
        thread.start()
        try:
            yield Client(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def root(tmp_path_factory) -> Path:
    """A site with the names that builds make, beside things that are nobody's business."""
    above = tmp_path_factory.mktemp("above")
    (above / "secret.txt").write_text("secret")
    (above / "site-two").mkdir()
    (above / "site-two" / "secret.txt").write_text("secret")
    site = above / "site"
    edition = site / "barish"
    edition.mkdir(parents=True)
    (site / "index.html").write_text(PAGE)
    (edition / "index.html").write_text(PAGE)
    (edition / "barish.mp3").write_bytes(AUDIO)
    (edition / "edition.json").write_text(WORDS)
    (site / "empty.mp3").touch()
    (site / "bare").mkdir()
    (site / ".hidden").write_text("secret")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("secret")
    (site / "half.mp3.part").write_text("secret")
    (site / "out.txt").symlink_to(above / "secret.txt")
    (site / "out").symlink_to(above)
    (site / "shown.txt").symlink_to(site / ".hidden")
    (site / "again.mp3").symlink_to(edition / "barish.mp3")
    (site / "loop").symlink_to("loop")
    return site


@pytest.fixture(scope="session")
def site(root) -> Iterator[Client]:
    with serving(SiteApp(root, makers={"feed.xml": feed})) as client:
        yield client


def open_files() -> set[Path]:
    """What this process, and so the server in it, has open."""
    found = set()
    for number in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(number.readlink())
    return found


def feed(base: str) -> bytes:
    """A stand-in for what can only be made once the base URL is known."""
    return f"<rss><link>{base}</link></rss>".encode()
