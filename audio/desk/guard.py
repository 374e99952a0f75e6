"""Who may use the desk: only who has its address, from its own pages, under this machine's names.

The address holds a token that no other user of the machine and no other site can know. A name of
another site that is pointed here (DNS rebinding) is refused by the ``Host`` header, a request that
another site's page sends by ``Origin`` and ``Sec-Fetch-Site`` (Fetch Metadata). No answer may be
read from elsewhere, as none has a header that would permit it (CORS).
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 110 * 2**20
"""Bytes of a request: a book with pictures, as ``import`` reads it."""
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Sent with every page: nothing but the desk's own files runs, and its address goes nowhere; no
form is sent but by them, or what is typed would be lost where one is sent before they have come."""
_NAMES = ("127.0.0.1", "localhost", "[::1]")


def make_token() -> str:
    """A token that cannot be guessed: 32 characters for an address."""
    return secrets.token_urlsafe(24)


class DeskGuard:
    """An ASGI application that passes on what may come, its path without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._root = f"/{token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3.0)."""
        headers = Headers(scope=scope)
        refusal = self._find_refusal(scope, headers)
        if refusal:
            answer = PlainTextResponse(f"{refusal[1]}\n", refusal[0], HEADERS)
            await answer(scope, receive, send)
            return
        path = scope["path"][len(self._root) :] or "/"
        inner = {**scope, "path": path, "root_path": "", "raw_path": path.encode()}
        await self._app(inner, _limit(receive), send)

    def _find_refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if (host.rpartition(":")[0] or host) not in _NAMES:
            return 421, "The desk answers to this machine's own names only."
        path = scope["path"]
        mine, given = self._root.encode(), path[: len(self._root)].encode()
        is_known = secrets.compare_digest(mine, given)
        if not is_known or path[len(self._root) : len(self._root) + 1] not in ("", "/"):
            return 404, "Open the address that audio-edition desk printed."
        if scope["method"] not in ("GET", "HEAD") and not _is_own_request(headers, host):
            return 403, "Another site's page may not do this."
        if int(headers.get("content-length") or 0) > LARGEST:
            return 413, f"More than {LARGEST // 2**20} MB."
        return None


def _limit(receive: Receive) -> Receive:
    """``receive`` of a request whose length need not be told; one too large ends in status 413."""
    size = 0

    async def receive_some() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST:
            raise HTTPException(413, f"More than {LARGEST // 2**20} MB.")
        return message

    return receive_some


def _is_own_request(headers: Headers, host: str) -> bool:
    """Whether a page of the desk sends it: browsers say where a request comes from."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return False
    site = headers.get("sec-fetch-site")
    return site in (None, "same-origin") and (origin is not None or site == "same-origin")
