"""``bind``: several published editions as one book."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.options import Day, Words, bundle, with_run_options
from audio.settings.formats import EDITION_FORMATS

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.show.binding import BindingOptions

_with_binding_options = bundle(
    "binding",
    "audio.show.binding:BindingOptions",
    click.option("--from", "first", type=Day(), help="The day of the oldest edition."),
    click.option("--to", "last", type=Day(), help="The day of the newest edition."),
    click.option(
        "--title", type=Words(), default="", help="Of the book. Default: the show's, with the days."
    ),
)


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help=f"File to make ({' '.join(EDITION_FORMATS)}); may be given again.",
)
@_with_binding_options
@with_run_options
def bind(site: Path, outputs: tuple[Path, ...], binding: BindingOptions, run: RunOptions) -> None:
    """Bind the editions published in SITE into one book, the oldest first, a chapter each.

    They are said as they were built, from the clips that the build has kept.
    """
    from audio.commands.text_report import list_made
    from audio.edition.pipeline import narrate
    from audio.show.binding import make_book
    from audio.show.slugs import make_title_slug

    out = _find_output(site)
    with run.make_report() as report, run.open_maker(report, out / "clips") as maker:
        began = time.perf_counter()
        book = make_book(out, binding)
        title = book.article.title
        targets = list(dict.fromkeys(outputs)) or [Path(f"{make_title_slug(title)}.mp3")]
        made, files = narrate(book.article, book.settings, targets, maker)
        paths = list(list_made(targets, files))
        report.add_edition(title, made, paths, time.perf_counter() - began)


def _find_output(site: Path) -> Path:
    """The output folder of the build that made ``site``. Raises ``SourceError``."""
    from audio.errors import Place, SourceError
    from audio.show.site_files import RECORD

    if not site.is_dir():
        hint = "make it with: audio-edition build"
        raise SourceError("there is no such folder", where=Place(str(site)), hint=hint)
    found = next((folder for folder in (site, site.parent) if (folder / RECORD).is_file()), None)
    if found is None:
        hint = "name the site where build made it, build/site"
        raise SourceError("is no built show with its records", where=Place(str(site)), hint=hint)
    return found
