"""Running the desk: its server, its voices, and the end of both."""

from __future__ import annotations

import socket
import webbrowser
from pathlib import Path

from audio.clips.clip_maker import open_maker
from audio.desk.app import make_app
from audio.desk.desk import Desk
from audio.desk.guard import DeskGuard, make_token
from audio.desk.publishing import Publisher
from audio.server.run import AppServer, listen, make_url, run


class DeskServer(AppServer):
    """The desk's server: it says where the desk is, and ends a publication when it stops."""

    def __init__(
        self, app: DeskGuard, publisher: Publisher, address: str, door: Path | None
    ) -> None:
        super().__init__(app, self._announce)
        self._publisher = publisher
        self._address = address
        self._door = door

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop what is under way; what was made is kept."""
        if self._door:
            self._door.unlink(missing_ok=True)
        await self._publisher.stop()
        await super().shutdown(sockets)

    def _announce(self) -> None:
        print(self._address, flush=True)
        if self._door:
            _write_door(self._door, self._address)
            webbrowser.open(self._door.resolve().as_uri())


def _write_door(path: Path, address: str) -> None:
    """A page that leads to ``address``, for this user's eyes alone.

    Everybody on a machine can read how a program was started, so that no browser is given the
    address itself.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(0o600, exist_ok=False)
    path.write_text(f'<!doctype html><meta http-equiv="refresh" content="0; url={address}">')


def run_desk(publisher: Publisher, port: int, *, upload: str, is_opened: bool) -> None:
    """Serve the desk of what ``publisher`` publishes until a signal.

    ``upload`` is where the site is published to, if not where the show says.
    Port 0 takes any that is free; ``is_opened`` opens a browser. Raises ``InputError`` when it
    cannot be listened on.
    """
    token, out = make_token(), publisher.out
    with listen("127.0.0.1", port) as listener, open_maker(out / "clips") as maker:
        desk = Desk(publisher.content, out, maker, publisher, publisher.language, upload)
        app, address = DeskGuard(make_app(desk), token), f"{make_url(listener)}{token}/"
        door = out / "desk" / "open.html" if is_opened else None
        run(DeskServer(app, publisher, address, door), listener)
