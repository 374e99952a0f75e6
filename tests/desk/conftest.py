"""A desk over a folder of its own, asked over ASGI as its pages ask."""

from __future__ import annotations

import asyncio
import json
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from audio.clips.clip_maker import open_maker
from audio.desk.app import make_app
from audio.desk.desk import Desk
from audio.desk.publishing import Publisher

ARTICLE = "# ख़बर\n\nEEZ और NATO की बात।\n"


class Told(NamedTuple):
    status: int
    raw: bytes

    @property
    def text(self):
        return self.raw.decode()

    @property
    def data(self):
        return json.loads(self.text)


@pytest.fixture
def desk(tmp_path):
    content, out = tmp_path / "content", tmp_path / "build"
    content.mkdir()
    (content / "a.md").write_text(ARTICLE, "utf-8")
    with open_maker(out / "clips", jobs=1) as maker:
        yield Desk(content, out, maker, Publisher(content, out, "en"), "en")


@pytest.fixture
def ask(desk):
    """Sends JSON, or a form, to a path of the desk; without either asks for a page."""
    app = make_app(desk)

    def ask(path: str, data: object = None, form: dict[str, str] | None = None) -> Told:
        sent: list[dict] = []
        body = urlencode(form).encode() if form else json.dumps(data).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        where, _, query = path.partition("?")

        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": "http.request", "body": body}

        scope = {
            "type": "http",
            "method": "GET" if data is None and form is None else "POST",
            "path": where,
            "raw_path": where.encode(),
            "query_string": query.encode(),
            "scheme": "http",
            "server": ("127.0.0.1", 8000),
            "headers": [(b"host", b"127.0.0.1:8000"), (b"content-type", kind.encode())],
        }
        asyncio.run(app(scope, receive, send))
        return Told(sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:]))

    return ask
