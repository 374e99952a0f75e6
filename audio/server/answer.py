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
from audio.server.conditions import ResponseValidators, Unsatisfiable
from audio.server.content import Content

HEADERS: Mapping[str, str] = {
    "cache-control": "no-cache",  # keep it, but ask whether it is still right
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
"""Sent with everything."""
_PIECE = 128 * 1024
"""Bytes that are read and sent at a time."""
_WORTH_COMPRESSING = 512
"""Bytes: smaller content fits one packet anyway."""


class ContentResponse(StreamingResponse):
    """A response that reads its body from content while sending it, and closes it in any case."""

    def __init__(
        self, content: Content, pieces: AsyncIterator[bytes], status: int, headers: dict[str, str]
    ) -> None:
        super().__init__(pieces, status, headers)
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response (ASGI 3.0)."""
        with self._content.file:
            await super().__call__(scope, receive, send)


def answer(request: Request, content: Content, status: int = 200) -> Response:
    """The response to a GET or HEAD for ``content``, which it closes when it has been sent.

    Only what would be answered 200 is conditional or in parts, and only GET has ranges.
    """
    zipped = _is_zipped(request, content)
    if zipped:
        # Other bytes, so another tag: a part of one must not be joined to a part of the other.
        content = replace(content, etag=f'{content.etag[:-1]}-gzip"')
    state = ResponseValidators(content.etag, content.modified)
    if status == 200:
        if not conditions.may_answer(request.headers, state):
            return _answer_empty(content, 412, HEADERS)
        if conditions.is_known(request.headers, state):
            return _answer_empty(content, 304, _make_headers(content, state))
        if _is_partial(request):
            return _answer_range(request, content, state)
    headers = _make_headers(content, state) | {"content-type": content.media_type.name}
    if zipped:
        headers["content-encoding"] = "gzip"
    else:
        headers["content-length"] = str(content.size)
    sent = range(0 if request.method == "HEAD" else content.size)
    pieces = _zip_pieces(content, sent) if zipped else _read_pieces(content, sent)
    return ContentResponse(content, pieces, status, headers)


def _answer_range(request: Request, content: Content, state: ResponseValidators) -> Response:
    """Answer a request with a range: 206, or 416 for one past the end, or 200 with all of it."""
    span = conditions.parse_range(request.headers, content.size, state, time.time())
    if isinstance(span, Unsatisfiable):
        return _answer_empty(content, 416, {**HEADERS, "content-range": f"bytes */{content.size}"})
    headers = _make_headers(content, state) | {"content-type": content.media_type.name}
    if span is not None:
        headers["content-range"] = f"bytes {span.start}-{span.stop - 1}/{content.size}"
    sent = range(content.size) if span is None else span
    headers["content-length"] = str(len(sent))
    return ContentResponse(
        content, _read_pieces(content, sent), 200 if span is None else 206, headers
    )


def _is_partial(request: Request) -> bool:
    return request.method == "GET" and "range" in request.headers


def _is_zipped(request: Request, content: Content) -> bool:
    worth = content.media_type.is_text and content.size >= _WORTH_COMPRESSING
    return worth and not _is_partial(request) and conditions.is_gzip_allowed(request.headers)


def _make_headers(content: Content, state: ResponseValidators) -> dict[str, str]:
    """The headers that describe ``content``, with or without its bytes."""
    headers = {**HEADERS, "etag": state.etag, "accept-ranges": "bytes"}
    if state.last_modified:
        headers["last-modified"] = state.last_modified
    if content.media_type.is_text:
        headers["vary"] = "Accept-Encoding"
    return headers


def _answer_empty(content: Content, status: int, headers: Mapping[str, str]) -> Response:
    content.file.close()
    return Response(status_code=status, headers=headers)


async def _read_pieces(content: Content, span: range) -> AsyncIterator[bytes]:
    """Yield the bytes of ``span``; fewer when the file was cut short, which the server reports."""
    content.file.seek(span.start)
    left = len(span)
    while left:
        piece = await to_thread.run_sync(content.file.read, min(_PIECE, left))
        if not piece:
            return
        left -= len(piece)
        yield piece


async def _zip_pieces(content: Content, span: range) -> AsyncIterator[bytes]:
    """Yield the bytes of ``span`` as gzip (RFC 1952)."""
    packer = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    async for piece in _read_pieces(content, span):
        if packed := await to_thread.run_sync(packer.compress, piece):
            yield packed
    yield packer.flush()
