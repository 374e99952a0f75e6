"""The answer to a request for content: whole, in part, compressed, or not at all."""

from __future__ import annotations

import time
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from audio.server import conditions
from audio.server.conditions import Unsatisfiable, Validators
from audio.server.content import Content

HEADERS: Mapping[str, str] = {
    "cache-control": "no-cache",  # keep it, but ask whether it is still right
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
"""Sent with everything."""
_PIECE = 128 * 1024
"""Bytes in memory for one answer under way."""
_WORTH_COMPRESSING = 512
"""Bytes: what is smaller fits one packet anyway."""


class Stream(StreamingResponse):
    """A response that reads its body from content while sending it, and closes it in any case."""

    def __init__(
        self, content: Content, pieces: AsyncIterator[bytes], status: int, headers: dict[str, str]
    ) -> None:
        super().__init__(pieces, status, headers)
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it (ASGI 3.0)."""
        with self._content.file:
            await super().__call__(scope, receive, send)


def answer(request: Request, content: Content, status: int = 200) -> Response:
    """The response to a GET or HEAD for ``content``, which it closes when it has been sent.

    Only what would be answered 200 is conditional or in parts, and only GET has ranges.
    """
    zipped = _is_zipped(request, content)
    if zipped:
        # Other bytes, so another tag: a part of the one must not be joined to the other.
        content = replace(content, etag=f'{content.etag[:-1]}-gzip"')
    state = Validators(content.etag, content.modified)
    if status == 200:
        if not conditions.holds(request.headers, state):
            return _without(content, 412, HEADERS)
        if conditions.is_known(request.headers, state):
            return _without(content, 304, _description(content, state))
        if _is_partial(request):
            return _part(request, content, state)
    headers = _description(content, state) | {"content-type": content.media_type.name}
    if zipped:
        headers["content-encoding"] = "gzip"
    else:
        headers["content-length"] = str(content.size)
    sent = range(0 if request.method == "HEAD" else content.size)
    pieces = _zipped(content, sent) if zipped else _pieces(content, sent)
    return Stream(content, pieces, status, headers)


def _part(request: Request, content: Content, state: Validators) -> Response:
    """206 with the range asked for, 416 when there is none, 200 when all must be sent."""
    span = conditions.wanted_range(request.headers, content.size, state, time.time())
    if isinstance(span, Unsatisfiable):
        return _without(content, 416, {**HEADERS, "content-range": f"bytes */{content.size}"})
    headers = _description(content, state) | {"content-type": content.media_type.name}
    if span is not None:
        headers["content-range"] = f"bytes {span.start}-{span.stop - 1}/{content.size}"
    sent = range(content.size) if span is None else span
    headers["content-length"] = str(len(sent))
    return Stream(content, _pieces(content, sent), 200 if span is None else 206, headers)


def _is_partial(request: Request) -> bool:
    return request.method == "GET" and "range" in request.headers


def _is_zipped(request: Request, content: Content) -> bool:
    worth = content.media_type.is_text and content.size >= _WORTH_COMPRESSING
    return worth and not _is_partial(request) and conditions.takes_gzip(request.headers)


def _description(content: Content, state: Validators) -> dict[str, str]:
    """What is said of the content whether it is sent or not."""
    headers = {**HEADERS, "etag": state.etag, "accept-ranges": "bytes"}
    if state.last_modified:
        headers["last-modified"] = state.last_modified
    if content.media_type.is_text:
        headers["vary"] = "Accept-Encoding"
    return headers


def _without(content: Content, status: int, headers: Mapping[str, str]) -> Response:
    content.file.close()
    return Response(status_code=status, headers=headers)


async def _pieces(content: Content, span: range) -> AsyncIterator[bytes]:
    """The bytes of the span; fewer when the file was cut short, and then the client is told."""
    content.file.seek(span.start)
    left = len(span)
    while left:
        piece = await to_thread.run_sync(content.file.read, min(_PIECE, left))
        if not piece:
            return
        left -= len(piece)
        yield piece


async def _zipped(content: Content, span: range) -> AsyncIterator[bytes]:
    """The same as gzip (RFC 1952)."""
    packer = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    async for piece in _pieces(content, span):
        if packed := await to_thread.run_sync(packer.compress, piece):
            yield packed
    yield packer.flush()
