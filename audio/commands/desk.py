"""``desk``: the editor's page, on which a show is made and mended in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from audio.work.messages import get_language, prefer_language


@click.command()
@click.argument("content", type=click.Path(path_type=Path), default=Path("content"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: any that is free.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
@click.option(
    "--upload",
    metavar="TARGET",
    default="",
    help="Publish there after the check: a bucket, or user@host:/var/www (see publish).",
)
@click.option("--open/--no-open", "is_opened", default=True, help="Open it in a browser.")
def desk(content: Path, port: int, out: Path, upload: str, is_opened: bool) -> int:
    """Open the editor's desk for the articles of CONTENT on this machine, in a browser.

    Only who has the address that is printed can use it.
    """
    from audio.desk.desk import read_language
    from audio.desk.publishing import Publisher
    from audio.desk.run import run_desk

    if chosen := read_language(out):
        prefer_language(chosen)
    language = get_language()
    try:
        publisher = Publisher(content, out, language)
        run_desk(publisher, port, upload=upload, is_opened=is_opened)
    except KeyboardInterrupt:
        return 130
    return 0
