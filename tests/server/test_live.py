"""Open pages are told when the site is another, and reload, whatever their policy allows."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from audio.server.app import SiteApp
from audio.server.content import Content
from audio.server.live import LiveReload
from audio.server.run import Server, listen, run
from tests.server.conftest import PAGE, Client

POLICY = (
    "default-src 'none'; script-src 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""As strict as a page's policy can be that reads files of its own site."""


class Served(threading.Thread):
    """A live server whose site can be declared changed from another thread."""

    def __init__(self, app: SiteApp, listener: socket.socket) -> None:
        super().__init__()
        self.live, self.server = app.live, Server(app, beside=self._beside)
        self.client = Client(listener.getsockname()[1])
        self._listener = listener
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self) -> None:
        run(self.server, self._listener)

    async def _beside(self) -> None:
        self._loop = asyncio.get_running_loop()

    def reload_pages(self) -> None:
        self._loop.call_soon_threadsafe(self.live.reload_pages)


@contextmanager
def live_server(app: SiteApp):
    with listen("127.0.0.1", 0) as listener:
        served = Served(app, listener)
        served.start()
        try:
            yield served
        finally:
            served.server.should_exit = True
            served.join()


@contextmanager
def events(client: Client):
    """Yields a function that gives what the next event says."""
    with socket.create_connection(("127.0.0.1", client.port), timeout=60) as connection:
        connection.sendall(b"GET /_reload HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        with connection.makefile("rb") as lines:
            yield lambda: next(line[6:].strip() for line in lines if line.startswith(b"data: "))


@pytest.fixture
def served(root):
    with live_server(SiteApp(root, live=LiveReload())) as served:
        yield served


def shown(page: bytes) -> bytes:
    """The state that a page says it was made from."""
    return page.partition(b"/_reload.js?")[2].partition(b'"')[0]


def test_page_gets_the_script_first_in_its_head(served):
    body = served.client.ask("/").body
    assert body.startswith(b'<!DOCTYPE html><html lang=hi><head><script src="/_reload.js?')


def test_page_is_otherwise_as_it_was(served):
    body = served.client.ask("/").body
    script = body[body.index(b"<script") : body.index(b"</script>") + 9]
    assert body.replace(script, b"").decode() == PAGE


def test_length_and_tag_are_those_of_the_changed_page(served):
    answer = served.client.ask("/")
    assert answer.headers["content-length"] == str(len(answer.body))
    assert served.client.ask("/", If_None_Match=answer.headers["etag"]).status == 304


def test_missing_page_reloads_too(served):
    assert b"/_reload.js" in served.client.ask("/nothing").body


def test_what_is_no_page_is_left_alone(served, root):
    answer = served.client.ask("/barish/edition.json")
    assert answer.body == (root / "barish" / "edition.json").read_bytes()


@pytest.mark.parametrize("page", ["<HEAD lang='x'>", "<p>no head", "", "<header>no head</header>"])
def test_any_page_gets_the_script_once(page):
    content = LiveReload().add_script(Content.from_bytes(page.encode(), "index.html"))
    assert content.file.read().count(b"/_reload.js") == 1


def test_header_is_no_head():
    content = LiveReload().add_script(Content.from_bytes(b"<header>x</header>", "index.html"))
    assert content.file.read().endswith(b"<header>x</header>")


def test_script_is_served(served):
    answer = served.client.ask("/_reload.js?x")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert b"EventSource" in answer.body


@pytest.mark.parametrize("path", ["/_reload", "/_reload.js"])
def test_nothing_of_it_is_there_without_watching(site, path):
    assert site.ask(path).status == 404


def test_page_without_watching_has_no_script(site):
    assert b"_reload" not in site.ask("/").body


def test_event_tells_the_state_of_the_page(served):
    with events(served.client) as following:
        assert following() == shown(served.client.ask("/").body)


def test_change_is_told(served):
    with events(served.client) as following:
        before = following()
        served.reload_pages()
        assert following() != before


def test_page_after_a_change_says_its_new_state(served):
    with events(served.client) as following:
        following()
        served.reload_pages()
        assert following() == shown(served.client.ask("/").body)


def test_page_of_an_earlier_run_is_told():
    assert LiveReload().state != LiveReload().state


def browser() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    return found or pytest.skip("needs Chromium, which is not installed")


def test_browser_reloads_a_page_of_the_strictest_policy(tmp_path: Path):
    page = f"""<!DOCTYPE html><html lang="hi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>x</title></head></html>"""
    asked: list[int] = []
    twice = threading.Event()

    def made(_: str) -> bytes:
        asked.append(1)
        if len(asked) == 2:
            twice.set()
        return page.encode()

    app = SiteApp(tmp_path, makers={"page.html": made}, live=LiveReload())
    with live_server(app) as served:
        url = f"http://127.0.0.1:{served.client.port}/page.html"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        options += [f"--user-data-dir={tmp_path}/profile", "--remote-debugging-port=0"]
        with subprocess.Popen(
            [browser(), *options, url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                while not twice.wait(0.2) and process.poll() is None and len(asked) < 2:
                    if asked:
                        served.reload_pages()
                assert len(asked) >= 2
            finally:
                process.terminate()
