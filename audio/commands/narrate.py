"""``narrate``: one article to the files that are asked for."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.options import with_options, with_run_options
from audio.commands.source import with_source
from audio.errors import Place, VoiceError
from audio.settings.formats import EDITION_FORMATS

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.commands.source import Source
    from audio.records import Article
    from audio.settings import Options

log = logging.getLogger(__name__)


@contextmanager
def _locate_voice_errors(article: Article, options: Options) -> Iterator[None]:
    """Let a ``VoiceError`` name what asked for the voice: an option, or else the article."""
    try:
        yield
    except VoiceError as error:
        if option := options.find_option(error.where.option):
            error.where = Place(option=option)
        else:
            error.locate(source=article.origin)
        raise


@click.command()
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help=f"File to make ({' '.join(EDITION_FORMATS)}); may be given again.",
)
@click.option("--opening", is_flag=True, help="Say title, byline, date and synthetic voice first.")
@with_source
@with_options
@with_run_options
def narrate(
    source: Source, outputs: tuple[Path, ...], opening: bool, options: Options, run: RunOptions
) -> None:
    """Narrate ARTICLE (a file, a web address, or - for standard input) to audio and transcripts."""
    from audio.edition import pipeline
    from audio.settings import DEFAULT_OPENING, Settings, choose
    from audio.settings.default_voice import explain_default_voice

    settings = Settings(opening=DEFAULT_OPENING if opening else "")
    with run.make_report() as report, run.open_maker(report) as maker:
        began = time.perf_counter()
        article = source.read()
        report.add_source(article)
        targets = list(dict.fromkeys(outputs)) or [Path(f"{source.choose_stem(article.title)}.mp3")]
        source.keep_from(targets)
        if not (options.voice or article.voice):
            report.remark(explain_default_voice())
        settings = choose(settings, article, options)
        with _locate_voice_errors(article, options):
            made, _ = pipeline.narrate(article, settings, targets, maker)
        for note in article.notes:
            log.warning("%s: %s", article.origin, note)
        for row in sorted(made.lexicon.unmatched):
            log.warning("%s is not in the article", row)
        report.add_edition(article.origin, made, targets, time.perf_counter() - began)
