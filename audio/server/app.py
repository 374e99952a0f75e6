"""The application: every request to one site, GET and HEAD only."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import regex
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from audio.server.answer import HEADERS, answer
from audio.server.content import Content, Site, names_of
from audio.server.live import Live

Maker = Callable[[str], bytes]
"""Makes a file for the base URL under which it is asked for: ``http://127.0.0.1:8000/``."""
_AUTHORITY = regex.compile(r"(\[[0-9A-Fa-f:.]++\]|[0-9A-Za-z._-]++)(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class SiteApp:
    """An ASGI application that shows the folder ``root``."""

    root: Path
    made: Mapping[str, Maker] = field(default_factory=dict)
    """By path without the leading slash, ``feed.xml``: what is made when it is asked for and
    the folder does not have it, because it cannot be right before the base URL is known."""
    live: Live | None = None
    """Where pages reload by themselves."""
    local: bool = True
    """Whether this machine alone is served: then under its own names only, so that a foreign
    page whose name was pointed here cannot read what is not published yet."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3.0)."""
        request = Request(scope)
        authority = _authority(request)
        response = self._refusal(request, authority) or self._answer(request, authority)
        await response(scope, receive, send)

    def _refusal(self, request: Request, authority: str) -> Response | None:
        if request.method not in ("GET", "HEAD"):
            return _refused(405, "Only GET and HEAD are served here.", allow="GET, HEAD")
        if not _AUTHORITY.fullmatch(authority):
            return _refused(400, "The Host header is not a host.")
        if self.local and not _is_own_name(authority):
            return _refused(421, "This server answers to this machine's own names only.")
        return None

    def _answer(self, request: Request, authority: str) -> Response:
        raw_path = _raw_path(request)
        if self.live and (told := self.live.answer(raw_path)):
            return told
        site, names = Site(self.root), names_of(raw_path)
        if names and names[-1] and site.is_folder(names):
            return _moved(raw_path + b"/", request)
        content = None
        if names:
            content = site.open(names) or self._made("/".join(names), f"http://{authority}/")
        if content is None:
            return self._page(request, Content.of_bytes(_not_found(), "404.html"), 404)
        return self._page(request, content)

    def _made(self, name: str, base: str) -> Content | None:
        maker = self.made.get(name)
        return Content.of_bytes(maker(base), name) if maker else None

    def _page(self, request: Request, content: Content, status: int = 200) -> Response:
        if self.live and content.media_type.name.startswith("text/html"):
            content = self.live.with_script(content)
        return answer(request, content, status)


def _raw_path(request: Request) -> bytes:
    """The path as it was sent; a proxy's client sends a whole URL (RFC 9112, 3.2.2)."""
    target: bytes = request.scope["raw_path"]
    if target.startswith((b"http://", b"https://")):
        return urlsplit(target).path or b"/"
    return target


def _authority(request: Request) -> str:
    """The host and port that the client used, as it says them."""
    if host := request.headers.get("host"):
        return host
    address, port = request.scope["server"][:2]  # HTTP/1.0
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _is_own_name(authority: str) -> bool:
    """Whether this machine has this name without asking anyone: an address, or localhost."""
    host = urlsplit(f"//{authority}").hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _moved(path: bytes, request: Request) -> Response:
    query = request.scope["query_string"]
    target = (path + b"?" + query if query else path).decode("latin-1")
    return Response(status_code=301, headers={**HEADERS, "location": target})


def _refused(status: int, why: str, **headers: str) -> Response:
    return PlainTextResponse(f"{why}\n", status, {**HEADERS, **headers})


@cache
def _not_found() -> bytes:
    return Path(__file__).with_name("not_found.html").read_bytes()
