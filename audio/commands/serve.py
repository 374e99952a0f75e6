"""``serve``: a built site to browsers and podcast apps."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from audio.commands.streams import tell

log = logging.getLogger(__name__)


@click.command()
@click.argument("site", type=click.Path(path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option(
    "--watch",
    "content",
    metavar="CONTENT",
    type=click.Path(path_type=Path),
    help="Build CONTENT now and on every change, and reload open pages.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def serve(site: Path | None, host: str, port: int, content: Path | None, out: Path) -> int:
    """Serve SITE (if not named, the site in --out) to browsers and podcast apps."""
    from audio.server.app import SiteApp
    from audio.server.live import LiveReload
    from audio.server.run import Server, choose_folder, is_local, listen, make_url, run
    from audio.server.watch import Builder
    from audio.show.local_feed import LocalFeed

    place = choose_folder(site, content, out)
    live = builder = None
    if content:
        live = LiveReload()
        build = (sys.executable, "-m", "audio", "build", str(content), "--out", str(out))
        builder = Builder(content, out, build, live.reload_pages, tell)
    with listen(host, port) as listener:
        local = is_local(listener)
        if not local:
            log.warning("all who reach %s can read %s; there is no encryption", host, place)
        app = SiteApp(place, LocalFeed(place.parent), live, local)

        def announce() -> None:
            print(make_url(listener), flush=True)

        try:
            run(Server(app, announce, builder.run if builder else None), listener)
        except KeyboardInterrupt:
            return 130
    return 0
