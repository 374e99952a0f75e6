"""Running the server: the socket, the signals, and a task beside it."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from audio.errors import InputError, Place
from audio.server.app import SiteApp
from audio.server.live import LiveReload

_AT_ONCE = 400
"""Connections. With a file for each they stay below the usual limit of 1024 open files."""
_FAREWELL = 1
"""Seconds in which answers under way may end when the server stops."""


def choose_folder(site: Path | None, watched: Path | None, out: Path) -> Path:
    """The folder to serve: ``site``, or the site that is built into ``out``.

    When a content folder is ``watched``, the site need not be built yet. Raises ``InputError``.
    """
    built = out / "site"
    place = built if site is None else site
    if watched:
        if not watched.is_dir():
            what = "is not a folder" if watched.exists() else "there is no such folder"
            raise InputError(what, where=Place(str(watched)), hint="name the articles' folder")
        if place.resolve() != built.resolve():
            raise InputError(
                f"is not what --watch builds, which is {built}",
                where=Place(str(place)),
                hint="see --out",
            )
        return place
    if not place.is_dir():
        what = "is not a folder" if place.exists() else "there is no such folder"
        raise InputError(what, where=Place(str(place)), hint="make it with: audio-edition build")
    return place


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free. Raises ``InputError``."""
    where = f"{host}:{port}"
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=128)
    except (socket.gaierror, UnicodeError) as error:
        raise InputError(
            "is no address of this machine",
            where=Place(option=f"--host {host}"),
            hint="leave it out for 127.0.0.1",
        ) from error
    except OSError as error:
        raise _explain_refusal(error, where) from error
    # Headers and a short body are two writes, between which 40 ms would pass (RFC 896). What is
    # accepted inherits this; asyncio sees to it only for sockets of its own.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _explain_refusal(error: OSError, where: str) -> InputError:
    if error.errno == errno.EADDRINUSE:
        return InputError("is in use", where=Place(where), hint="name another --port, or 0 for any")
    if error.errno == errno.EADDRNOTAVAIL:
        return InputError(
            "is no address of this machine", where=Place(where), hint="leave out --host"
        )
    return InputError(f"cannot be listened on: {error.strerror}", where=Place(where))


def make_url(listener: socket.socket) -> str:
    """The URL at which a browser on this machine finds the site."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host.partition("%")[0])
    if address.is_unspecified:
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
    return f"http://[{address}]:{port}/" if address.version == 6 else f"http://{address}:{port}/"


def is_local(listener: socket.socket) -> bool:
    """Whether only this machine can reach the server."""
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


class AppServer(uvicorn.Server):
    """uvicorn as all servers here have it: silent, HTTP alone, telling when it listens.

    ``ready`` is called then: from there on a signal stops the server in an orderly way.
    """

    def __init__(self, app: ASGIApp, ready: Callable[[], None] = lambda: None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                limit_concurrency=_AT_ONCE,
                timeout_graceful_shutdown=_FAREWELL,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then call ``ready``."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: no new connections, a moment for those there are."""
        # What is cut off now is nobody's mistake, but would be logged with a traceback.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


class Server(AppServer):
    """A site's server, with a task beside it; when it stops, it ends open pages' connections.

    ``beside`` makes the task.
    """

    def __init__(
        self,
        app: SiteApp,
        ready: Callable[[], None] = lambda: None,
        beside: Callable[[], Coroutine[None, None, None]] | None = None,
    ) -> None:
        super().__init__(app, ready)
        self._live: LiveReload | None = app.live
        self._beside = beside
        self._task: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and the task with it."""
        if self._beside:
            self._task = asyncio.create_task(self._beside())
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: no new connections, a moment for those there are, and an end to the task beside.

        Here and not after ``serve``, which ends in the signal that stopped it. A second signal
        does not wait for the task.
        """
        if self._live:
            self._live.close()
        if self._task:
            self._task.cancel()
        await super().shutdown(sockets)
        while self._task and not self._task.done() and not self.force_exit:
            await asyncio.wait([self._task], timeout=0.1)


def run(server: uvicorn.Server, listener: socket.socket) -> None:
    """Serve until a signal. SIGINT is a ``KeyboardInterrupt``."""
    asyncio.run(server.serve(sockets=[listener]))
