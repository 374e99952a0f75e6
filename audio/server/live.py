"""Live reload: Server-Sent Events tell open pages to reload when the site has changed."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from audio import regex
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


class LiveReload:
    """The state of the site, and the connections of open pages that wait for the next."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # a page of an earlier run reloads too
        self._changes = 0
        self._closed = False
        self._next = asyncio.Event()

    @property
    def state(self) -> str:
        """A name for the site as it is now: ``3f2a91c0-4``."""
        return f"{self._run}-{self._changes}"

    def reload_pages(self) -> None:
        """Let every open page reload."""
        self._changes += 1
        self._wake_pages()

    def close(self) -> None:
        """End the connections of open pages, which would keep the server from stopping."""
        self._closed = True
        self._wake_pages()

    def add_script(self, content: Content) -> Content:
        """A page with the script in it, in place of ``content``, which is closed.

        It stands first in the head: the page's Content-Security-Policy, a ``meta`` further down,
        begins to hold where it stands, and so need not know of this script.
        """
        with content.file as file:
            page = file.read()
        script = b'<script src="%b?%b"></script>' % (SCRIPT, self.state.encode())
        found = _HEAD.search(page)
        place = found.end() if found else 0
        return Content.from_bytes(page[:place] + script + page[place:], "index.html")

    def answer(self, raw_path: bytes) -> Response | None:
        """The response for the paths of the events and the script; ``None`` for others."""
        headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
        if raw_path == SCRIPT:
            return Response(_JAVASCRIPT, 200, headers, "text/javascript")
        if raw_path == EVENTS:
            return StreamingResponse(self._stream_events(), 200, headers, "text/event-stream")
        return None

    async def _stream_events(self) -> AsyncIterator[str]:
        while not self._closed:
            following = self._next
            yield f"retry: 1000\ndata: {self.state}\n\n"
            await following.wait()

    def _wake_pages(self) -> None:
        self._next.set()
        self._next = asyncio.Event()
