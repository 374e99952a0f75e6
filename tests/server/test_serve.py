"""``audio-edition serve`` as a user runs it: a process, its streams, its exit code."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audio.server.run import is_local, listen, make_url
from tests.server.conftest import PAGE, Client
from tests.server.test_live import events

ARTICLE = "# बारिश की ख़बर\n\nमंगलवार को दिल्ली में बारिश हुई।\n"
SOURCES = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "audio", "serve")


@contextmanager
def command(*arguments: str, folder):
    """The running command and a client of it, when it has printed its URL."""
    with subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process, Client(urlsplit(process.stdout.readline()).port)
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path):
    """A working folder with a built site and content with one article."""
    (tmp_path / "build" / "site").mkdir(parents=True)
    (tmp_path / "build" / "site" / "index.html").write_text(PAGE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "barish.md").write_text(ARTICLE)
    (tmp_path / "content" / "show.toml").write_text('voice = "silence"\nopening = ""\n')
    return tmp_path


def refused(*arguments: str, folder) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_it_serves_the_built_site(folder):
    with command(folder=folder) as (_, client):
        assert client.ask("/").body.decode() == PAGE


def test_it_serves_the_folder_named(folder):
    (folder / "build" / "site").rename(folder / "elsewhere")
    with command("elsewhere", folder=folder) as (_, client):
        assert client.ask("/").status == 200


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_stops_it_without_a_word(folder, number, code):
    with command(folder=folder) as (process, client):
        client.ask("/")
        process.send_signal(number)
        assert (process.wait(60), process.stderr.read()) == (code, "")


def test_paused_listener_does_not_keep_it_from_stopping(folder):
    (folder / "build" / "site" / "long.mp3").write_bytes(bytes(30_000_000))
    with (
        command(folder=folder) as (process, client),
        socket.create_connection(("127.0.0.1", client.port), timeout=60) as connection,
    ):
        connection.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.recv(100)
        process.send_signal(signal.SIGINT)
        assert (process.wait(60), process.stderr.read()) == (130, "")


def test_loopback_needs_no_warning(folder):
    with command(folder=folder) as (process, _):
        process.terminate()
        assert process.stderr.read() == ""


def test_open_address_is_warned_of(folder):
    with command("--host", "0.0.0.0", folder=folder) as (process, _):
        process.terminate()
        assert process.stderr.read() == (
            "audio-edition: warning: all who reach 0.0.0.0 can read build/site; "
            "there is no encryption\n"
        )


@pytest.mark.parametrize(
    ("host", "url", "local"),
    [
        ("127.0.0.1", "http://127.0.0.1:{}/", True),
        ("localhost", "http://127.0.0.1:{}/", True),
        ("0.0.0.0", "http://127.0.0.1:{}/", False),
        ("::1", "http://[::1]:{}/", True),
        ("::", "http://[::1]:{}/", False),
    ],
)
def test_url_is_one_that_this_machine_can_open(host, url, local):
    if ":" in host and not Path("/proc/net/if_inet6").exists():
        pytest.skip("needs IPv6, which this machine does not have")
    with listen(host, 0) as listener:
        port = listener.getsockname()[1]
        assert make_url(listener) in (url.format(port), f"http://[::1]:{port}/")
        assert is_local(listener) == local


def test_short_answers_are_not_held_back():
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_port_in_use_is_one_line(folder):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, error = refused("--port", str(port), folder=folder)
    assert code == 2
    assert error == (
        f"audio-edition: 127.0.0.1:{port}: is in use; name another --port, or 0 for any\n"
    )


def test_missing_folder_is_one_line_that_says_how_to_make_it(tmp_path):
    assert refused(folder=tmp_path) == (
        2,
        "audio-edition: build/site: there is no such folder; make it with: audio-edition build\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("content/barish.md",),
        ("--host", "no.such.host.invalid"),
        ("--host", "203.0.113.7"),
        ("--port", "65536"),
        ("--watch", "nowhere"),
        ("--watch", "content/barish.md"),
        ("content", "--watch", "content"),
        ("--drafts",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_served_is_one_line(folder, arguments):
    code, error = refused(*arguments, folder=folder)
    assert (code, error.count("\n")) == (2, 1)


def test_watching_builds_what_the_options_say_and_tells_of_every_build(folder):
    (folder / "content" / "barish.md").write_text(f"---\ndraft: true\n---\n{ARTICLE}")
    with (
        command("--watch", "content", "--drafts", folder=folder) as (_, client),
        events(client) as following,
    ):
        while "दिल्ली" not in _published(folder):
            following()
        (folder / "content" / "barish.md").write_text(ARTICLE.replace("दिल्ली", "पटना"))
        while "पटना" not in _published(folder):
            following()


def _published(folder) -> str:
    return "".join(p.read_text() for p in (folder / "build" / "site").glob("*/edition.json"))


def test_watching_needs_no_site_yet(folder):
    (folder / "build" / "site" / "index.html").unlink()
    (folder / "build" / "site").rmdir()
    with command("--watch", "content", folder=folder) as (_, client):
        assert client.ask("/").status in (200, 404)


def test_build_that_fails_is_told_and_serving_goes_on(folder):
    (folder / "content" / "show.toml").write_text("no toml")
    with command("--watch", "content", "--lang", "hi", folder=folder) as (process, client):
        told = process.stderr.readline()
        assert "show.toml" in told
        assert "TOML नहीं है" in told
        assert client.ask("/").status == 200


def test_watching_stops_while_pages_are_open(folder):
    with (
        command("--watch", "content", folder=folder) as (process, client),
        events(client) as following,
    ):
        following()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130


def test_stopping_waits_for_the_build_to_clean_up(folder):
    (folder / "content" / "show.toml").write_text('opening = ""\n')
    (folder / "content" / "barish.md").write_text(ARTICLE * 300)
    with command("--watch", "content", folder=folder) as (process, _):
        while not list((folder / "build" / "site").glob(".*.part")):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert not list((folder / "build" / "site").glob(".*.part"))


def test_the_feed_of_a_built_show_is_made_for_the_address_of_the_server(folder):
    build = (*COMMAND[:3], "build", "--quiet")
    subprocess.run(build, cwd=folder, env=os.environ | {"PYTHONPATH": str(SOURCES)}, check=True)
    with command(folder=folder) as (_, client):
        answer = client.ask("/feed.xml")
        assert answer.headers["Content-Type"].startswith("application/rss+xml")
        url = f"http://127.0.0.1:{client.port}/barish-ki-khabar/barish-ki-khabar.mp3"
        assert f'<enclosure url="{url}"'.encode() in answer.body
        assert client.ask("/feed_1.xml").status == 404
