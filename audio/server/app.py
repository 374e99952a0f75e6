"""The ASGI application: it answers every request to one site, GET and HEAD only."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from audio import regex
from audio.server.answer import HEADERS, answer
from audio.server.content import Content, SiteFolder, split_path
from audio.server.live import LiveReload

FileMaker = Callable[[str], bytes]
"""Makes a file for the base URL under which it is asked for: ``http://127.0.0.1:8000/``."""
_AUTHORITY = regex.compile(r"(\[[0-9A-Fa-f:.]++\]|[0-9A-Za-z._-]++)(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class SiteApp:
    """An ASGI application that shows the folder ``root``."""

    root: Path
    makers: Mapping[str, FileMaker] = field(default_factory=dict)
    """By path without the leading slash, ``feed.xml``: files that are made when they are asked for
    and not in the folder, because they depend on the base URL."""
    live: LiveReload | None = None
    """Lets open pages reload; ``None`` when nothing is watched."""
    local: bool = True
    """Whether to answer only to names of this machine, such as ``localhost``: so that a page of
    another site, its name pointed here, cannot read what is not published yet."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3.0)."""
        request = Request(scope)
        authority = _get_authority(request)
        response = self._refuse_early(request, authority) or self._answer(request, authority)
        self._share(request, response)
        await response(scope, receive, send)

    def _share(self, request: Request, response: Response) -> None:
        """Let pages of other origins read it, as an embedded player does (Fetch, 3.3).

        While only this machine is answered, those are pages that it serves itself: others might be
        anybody's, open in the same browser, and would read what is not published yet.
        """
        if not self.local:
            response.headers["access-control-allow-origin"] = "*"
            return
        response.headers.add_vary_header("Origin")
        origin = request.headers.get("origin", "")
        if _is_own_origin(origin):
            response.headers["access-control-allow-origin"] = origin

    def _refuse_early(self, request: Request, authority: str) -> Response | None:
        if request.method not in ("GET", "HEAD"):
            return _refuse(405, "Only GET and HEAD are served here.", allow="GET, HEAD")
        if not _AUTHORITY.fullmatch(authority):
            return _refuse(400, "The Host header is not a host.")
        if self.local and not _is_own_name(authority):
            return _refuse(421, "This server answers to this machine's own names only.")
        return None

    def _answer(self, request: Request, authority: str) -> Response:
        raw_path = _get_raw_path(request)
        if self.live and (told := self.live.answer(raw_path)):
            return told
        site, names = SiteFolder(self.root), split_path(raw_path)
        if names and names[-1] and site.is_folder(names):
            return _redirect(raw_path + b"/", request)
        content = None
        if names:
            content = site.open(names) or self._make_file("/".join(names), f"http://{authority}/")
        if content is None:
            return self._answer_page(
                request, Content.from_bytes(_read_not_found(), "404.html"), 404
            )
        return self._answer_page(request, content)

    def _make_file(self, name: str, base: str) -> Content | None:
        maker = self.makers.get(name)
        return Content.from_bytes(maker(base), name) if maker else None

    def _answer_page(self, request: Request, content: Content, status: int = 200) -> Response:
        if self.live and content.media_type.name.startswith("text/html"):
            content = self.live.add_script(content)
        return answer(request, content, status)


def _get_raw_path(request: Request) -> bytes:
    """The path as it was sent; a proxy's client sends a whole URL (RFC 9112, 3.2.2)."""
    target: bytes = request.scope["raw_path"]
    if target.startswith((b"http://", b"https://")):
        return urlsplit(target).path or b"/"
    return target


def _get_authority(request: Request) -> str:
    """The host and port that the client asked for: ``127.0.0.1:8000``."""
    if host := request.headers.get("host"):
        return host
    address, port = request.scope["server"][:2]  # HTTP/1.0
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _is_own_origin(origin: str) -> bool:
    """Whether ``origin`` is that of a page that this machine serves: ``http://localhost:3000``."""
    scheme, _, authority = origin.partition("://")
    if scheme not in ("http", "https") or not _AUTHORITY.fullmatch(authority):
        return False
    address = _find_address(authority)
    return address is not None and address.is_loopback


def _is_own_name(authority: str) -> bool:
    """Whether ``authority`` is an IP address or localhost, which need no name server."""
    return _find_address(authority) is not None


def _find_address(authority: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that ``authority`` tells by itself; ``None`` for all names but localhost."""
    host = urlsplit(f"//{authority}").hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return ipaddress.IPv4Address("127.0.0.1")
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _redirect(path: bytes, request: Request) -> Response:
    query = request.scope["query_string"]
    target = (path + b"?" + query if query else path).decode("latin-1")
    return Response(status_code=301, headers={**HEADERS, "location": target})


def _refuse(status: int, why: str, **headers: str) -> Response:
    return PlainTextResponse(f"{why}\n", status, {**HEADERS, **headers})


@cache
def _read_not_found() -> bytes:
    return Path(__file__).with_name("not_found.html").read_bytes()
