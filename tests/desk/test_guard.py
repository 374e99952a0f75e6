"""The guard: who may use the desk, asked over ASGI as browsers and others ask."""

from __future__ import annotations

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from audio.desk import guard
from audio.desk.guard import LARGEST, DeskGuard, make_token

OWN = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}


async def show_path(scope, receive, send):
    await PlainTextResponse(Request(scope).url.path)(scope, receive, send)


def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of the answer of a desk whose token is ``t``."""
    sent: list[dict] = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    names = {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "headers": [(name.encode(), value.encode()) for name, value in names.items()],
    }
    asyncio.run(DeskGuard(show_path, "t")(scope, receive, send))
    got = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], sent[1]["body"].decode(), got


def test_who_has_the_address_gets_the_page():
    assert ask("/t/script", host="localhost:8000")[:2] == (200, "/script")
    assert ask("/t", host="[::1]:8000")[:2] == (200, "/")


@pytest.mark.parametrize("path", ["/", "/x/", "/tt/", "/script", "/T/"])
def test_without_the_token_there_is_nothing(path):
    assert ask(path, host="127.0.0.1:8000")[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""]
)
def test_another_name_for_this_machine_is_refused(host):
    assert ask("/t/", host=host)[0] == 421


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": None}, 200),
        ({"origin": None, "sec-fetch-site": None}, 403),
        ({"sec-fetch-site": None}, 200),
    ],
)
def test_only_the_desks_own_pages_may_change_anything(changed, status):
    headers = {name: value for name, value in (OWN | changed).items() if value is not None}
    assert ask("/t/save", "POST", **headers)[0] == status


def test_what_is_too_large_is_refused_before_it_is_read():
    assert ask("/t/import", "POST", **OWN, content_length=str(LARGEST + 1))[0] == 413


def test_what_is_too_large_is_refused_though_its_length_is_not_told(monkeypatch):
    monkeypatch.setattr(guard, "LARGEST", 10)
    chunks = iter([b"12345"] * 3)

    async def receive():
        return {"type": "http.request", "body": next(chunks), "more_body": True}

    async def read_all(scope, receive, _):
        await Request(scope, receive).body()

    headers = [(name.encode(), value.encode()) for name, value in OWN.items()]
    scope = {"type": "http", "method": "POST", "path": "/t/import", "headers": headers}
    with pytest.raises(HTTPException) as caught:
        asyncio.run(DeskGuard(read_all, "t")(scope, receive, receive))
    assert caught.value.status_code == 413


def test_no_answer_may_be_read_or_framed_from_elsewhere():
    _, _, headers = ask("/", host="127.0.0.1:8000")
    assert "access-control-allow-origin" not in headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "form-action 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


def test_tokens_differ_and_are_long():
    assert len(make_token()) == 32
    assert make_token() != make_token()
