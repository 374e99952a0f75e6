"""Open pages that follow the site: each is told by Server-Sent Events when it should reload."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator

import regex
from starlette.responses import Response, StreamingResponse

from audio.server.content import Content

EVENTS, SCRIPT = b"/_reload", b"/_reload.js"
"""Paths of the events and of the script that listens to them."""
_JAVASCRIPT = """"use strict";
{
  // The state of the site that this page was made from.
  const shown = new URL(document.currentScript.src).search.slice(1);
  new EventSource("/_reload").onmessage = (event) => {
    if (event.data !== shown) location.reload();
  };
}
"""
_HEAD = regex.compile(rb"<head(?:\s[^>]*+)?>", regex.IGNORECASE)


class Live:
    """The state of the site as open pages know it, and the pages that wait for the next."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # a page of an earlier run reloads too
        self._changes = 0
        self._closed = False
        self._next = asyncio.Event()

    @property
    def state(self) -> str:
        """A name for what is published now."""
        return f"{self._run}-{self._changes}"

    def changed(self) -> None:
        """Let every open page reload."""
        self._changes += 1
        self._wake()

    def close(self) -> None:
        """Let go of every open page, which would otherwise keep the server from stopping."""
        self._closed = True
        self._wake()

    def with_script(self, content: Content) -> Content:
        """A page with the script in it, in place of ``content``, which is closed.

        It stands first in the head: the page's Content-Security-Policy, a ``meta`` further down,
        begins to hold where it stands, and so need not know of this script.
        """
        with content.file as file:
            page = file.read()
        script = b'<script src="%b?%b"></script>' % (SCRIPT, self.state.encode())
        found = _HEAD.search(page)
        place = found.end() if found else 0
        return Content.of_bytes(page[:place] + script + page[place:], "index.html")

    def answer(self, raw_path: bytes) -> Response | None:
        """The response when the path is one of ours."""
        headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
        if raw_path == SCRIPT:
            return Response(_JAVASCRIPT, 200, headers, "text/javascript")
        if raw_path == EVENTS:
            return StreamingResponse(self._events(), 200, headers, "text/event-stream")
        return None

    async def _events(self) -> AsyncIterator[str]:
        while not self._closed:
            following = self._next
            yield f"retry: 1000\ndata: {self.state}\n\n"
            await following.wait()

    def _wake(self) -> None:
        self._next.set()
        self._next = asyncio.Event()
