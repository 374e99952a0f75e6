"""``serve``: a built site to browsers and podcast apps."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from audio.commands.streams import tell
from audio.work.messages import get_language

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
@click.option("--drafts", is_flag=True, help="With --watch: narrate drafts too.")
@click.option("--future", is_flag=True, help="With --watch: narrate articles before their date.")
@click.option("--voice", metavar="ENGINE[:NAME]", help="With --watch: who speaks.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def serve(
    site: Path | None, host: str, port: int, content: Path | None, out: Path, **building: Any
) -> int:
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
        build = _write_command(content, out, **building)
        builder = Builder(content, out, build, live.reload_pages, tell, ("--standby",))
    elif given := [f"--{name}" for name, value in building.items() if value]:
        raise click.UsageError(f"{' and '.join(given)} go with --watch")
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


def _write_command(
    content: Path, out: Path, *, drafts: bool, future: bool, voice: str | None
) -> Sequence[str]:
    """The command line of a build with these options, which says what it does in our language."""
    return (
        *(sys.executable, "-m", "audio", "build", str(content), "--out", str(out)),
        *("--lang", get_language()),
        *(("--drafts",) if drafts else ()),
        *(("--future",) if future else ()),
        *(("--voice", voice) if voice else ()),
    )
