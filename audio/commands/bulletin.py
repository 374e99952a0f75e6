"""``bulletin``: one edition of the headlines and first sentences of the newest articles."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.options import Day, Words, bundle, with_options, with_run_options

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.importing.bulletin import Bulletin, BulletinOptions
    from audio.settings import Options
    from audio.show.build import ShowBuilder
    from audio.work.report import Report

log = logging.getLogger(__name__)


_with_bulletin_options = bundle(
    "bulletin_options",
    "audio.importing.bulletin:BulletinOptions",
    click.option(
        "-n",
        "--number",
        type=click.IntRange(1),
        help="So many articles. Default: 10, or all of --day.",
    ),
    click.option("--day", type=Day(), help="The articles of this date alone."),
    click.option("--tag", default="", help="The articles with this tag alone."),
    click.option(
        "--sentences",
        type=click.IntRange(1),
        default=2,
        show_default=True,
        help="How many of each article's first paragraph.",
    ),
    click.option("--replace", is_flag=True, help="Take earlier bulletins of the same kind out."),
    click.option("--title", type=Words(), default="", help="In place of one with the date."),
)


@click.command()
@click.argument("content", type=click.Path(path_type=Path), default=Path("content"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
@_with_bulletin_options
@with_options
@with_run_options
def bulletin(
    content: Path,
    out: Path,
    bulletin_options: BulletinOptions,
    options: Options,
    run: RunOptions,
) -> int:
    """Make one edition of the headlines and first sentences of CONTENT's newest articles.

    It becomes an article of the show, with an item in the feed, a page, and a chapter for each
    article that leads to its page. The articles must have been built; give the options of that
    build (--voice …) here too.
    """
    from audio.commands.show_settings import load_content_settings
    from audio.importing.bulletin import make_bulletin
    from audio.show.build import ShowBuilder

    with run.make_report() as report, run.open_maker(report, out / "clips") as maker:
        settings = load_content_settings(content, options, report)
        made = make_bulletin(content, out, settings, bulletin_options)
        builder = ShowBuilder(
            content,
            out,
            settings,
            options,
            maker,
            future=True,  # it has the date of what it tells of, which is published
            renewed=frozenset([made.path]),
            removed=frozenset(made.earlier if bulletin_options.replace else ()),
        )
        if bulletin_options.replace or not made.is_there:
            made.write()
        is_made = _publish(made, builder, report)
        for path in builder.removed if is_made else ():
            path.unlink()
            log.info("%s: removed, %s is in its place", path, made.path.name)
    return int(not is_made)


def _publish(made: Bulletin, builder: ShowBuilder, report: Report) -> bool:
    """Build the bulletin; whether that was done. A file that is new goes again where it was not."""
    is_made = False
    try:
        for outcome in builder.build():
            if outcome.source == made.path:
                outcome.tell(report, builder.out)
                is_made = outcome.error is None
    finally:
        if not (is_made or made.is_there):
            made.path.unlink()
    return is_made
