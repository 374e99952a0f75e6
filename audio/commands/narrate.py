"""``narrate``: one article to the files that are asked for."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.commands.options import (
    allow_private,
    bundle,
    captions,
    strict,
    with_options,
    with_run_options,
)
from audio.commands.streams import read_standard_input
from audio.errors import OutputError, Place, VoiceError
from audio.settings.formats import EDITION_FORMATS

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.records import Article
    from audio.settings import Options

log = logging.getLogger(__name__)


class Source(NamedTuple):
    """Where an article comes from."""

    article: str
    """A file, a web address, or ``-``."""
    captions: bool
    allow_private: bool
    is_strict: bool

    def read(self) -> Article:
        """The article. Raises ``SourceError`` and ``OSError``."""
        from audio import readers

        reading = readers.Reading(self.captions, self.allow_private, self.is_strict)
        if self.article == "-":
            return readers.read_bytes(read_standard_input(), "-", "", reading)
        return readers.read(self.article, reading)

    def choose_stem(self, title: str) -> str:
        """The name of the edition's file, without suffix, if no output is named."""
        from audio.hindi.romanize import make_slug

        is_file = self.article != "-" and "://" not in self.article
        return Path(self.article).stem if is_file else make_slug(title)

    def keep_from(self, targets: list[Path]) -> None:
        """Raises ``OutputError`` before an article is replaced by its own edition."""
        source = Path(self.article)
        for target in targets:
            if source.exists() and target.exists() and target.samefile(source):
                hint = "name another file"
                raise OutputError("is the article itself", where=Place(str(target)), hint=hint)


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
@bundle("source", f"{__name__}:Source", click.argument("article"), captions, allow_private, strict)
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
