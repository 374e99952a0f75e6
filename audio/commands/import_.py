"""``import``: articles from elsewhere to Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.commands.options import allow_private, bundle, captions, cluster, strict
from audio.commands.streams import read_standard_input, tell

if TYPE_CHECKING:
    from audio.importing.options import ImportOptions


class ImportWishes(NamedTuple):
    """Where sources are read, and what becomes of them."""

    cluster: str
    dry_run: bool
    as_json: bool


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    "content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder of the articles.",
)
@bundle(
    "options",
    "audio.importing.options:ImportOptions",
    click.option(
        "--split",
        type=click.Choice(["chapters"]),
        callback=lambda _context, _option, what: what is not None,
        help="Make each chapter of a book an article of its own.",
    ),
    captions,
    click.option(
        "--images/--no-images",
        default=True,
        help="Bring an article's main picture, too.  [default: images]",
    ),
    allow_private,
    strict,
    click.option(
        "--draft",
        "is_draft",
        is_flag=True,
        help="Recognise scans, too; check every number that is marked ⟨?⟩.",
    ),
    click.option(
        "--delay",
        type=click.FloatRange(0, 600),
        default=1.0,
        show_default=True,
        help="Seconds between two pages that a feed names on one server.",
    ),
)
@bundle(
    "wanted",
    f"{__name__}:ImportWishes",
    cluster,
    click.option("--dry-run", is_flag=True, help="Print the articles; write nothing."),
    click.option("--json", "as_json", is_flag=True, help="Print events, one JSON object a line."),
)
def import_(
    sources: tuple[str, ...], content: Path, options: ImportOptions, wanted: ImportWishes
) -> int:
    """Bring articles from web pages, feeds, EPUB, Word, ODT and PDF (or -) to CONTENT as Markdown.

    Importing again brings what is new; what an editor has changed since is kept.
    Where the source has changed, too, its version lies beside as NAME.md.new: merge and delete it.

    A page may take 60 s and 20 MB (HTML 10 MB), an article 10 pages. Pages that a feed names are
    fetched as robots.txt permits; a page that you name is fetched.
    """
    from audio.commands.event_report import EventReport
    from audio.importing.read_ahead import open_read_ahead
    from audio.importing.run import ImportRun
    from audio.work.report import QuietReport

    stdin = read_standard_input() if "-" in sources else b""

    def say(line: str) -> None:
        if not wanted.as_json:
            print(line, flush=True)

    with (
        EventReport() if wanted.as_json else QuietReport() as report,
        open_read_ahead(wanted.cluster) as ahead,
    ):
        run = ImportRun(content, options, say, tell, wanted.dry_run, report, ahead)
        return run.run(sources, stdin)
