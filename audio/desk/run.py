"""Running the desk: its server, its voices, and the end of both."""

from __future__ import annotations

import asyncio
import webbrowser

import uvicorn

from audio.clips.clip_maker import open_maker
from audio.desk.app import Desk, make_app
from audio.desk.guard import DeskGuard, make_token
from audio.desk.publishing import Publisher
from audio.server.run import listen, make_url


class _Server(uvicorn.Server):
    """uvicorn that says when it listens, and ends a publication when it stops."""

    def __init__(self, config: uvicorn.Config, publisher: Publisher, address: str) -> None:
        super().__init__(config)
        self.opened = False
        self._publisher = publisher
        self._address = address

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Start, then print the address."""
        await super().startup(sockets)  # type: ignore[arg-type]
        print(self._address, flush=True)
        if self.opened:
            webbrowser.open(self._address)

    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Stop what is under way; what was made is kept."""
        await self._publisher.stop()
        await super().shutdown(sockets)  # type: ignore[arg-type]


def run_desk(publisher: Publisher, port: int, *, is_opened: bool) -> None:
    """Serve the desk of what ``publisher`` publishes until a signal.

    Port 0 takes any that is free; ``is_opened`` opens a browser. Raises ``InputError`` when it
    cannot be listened on.
    """
    token, out = make_token(), publisher.out
    with listen("127.0.0.1", port) as listener, open_maker(out / "clips") as maker:
        desk = Desk(publisher.content, out, maker, publisher, publisher.language)
        config = uvicorn.Config(
            DeskGuard(make_app(desk), token),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, publisher, f"{make_url(listener)}{token}/")
        server.opened = is_opened
        asyncio.run(server.serve(sockets=[listener]))
