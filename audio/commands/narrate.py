"""``narrate``: one article to the files that are asked for."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.commands.options import allow_private, bundle, captions, with_options, with_work
from audio.commands.streams import standard_input
from audio.errors import OutputError

if TYPE_CHECKING:
    from audio.commands.work import Work
    from audio.records import Article
    from audio.settings import Options


class Source(NamedTuple):
    """Where an article comes from."""

    article: str
    """A file, a web address, or ``-``."""
    captions: bool
    allow_private: bool

    def read(self) -> Article:
        """The article. Raises ``SourceError`` and ``OSError``."""
        from audio import readers

        reading = readers.Reading(captions=self.captions, allow_private=self.allow_private)
        if self.article == "-":
            return readers.read_bytes(standard_input(), "-", "", reading)
        return readers.read(self.article, reading)

    def stem(self, title: str) -> str:
        """What the edition is called if no output is named."""
        from audio.hindi.romanize import slug

        is_file = self.article != "-" and "://" not in self.article
        return Path(self.article).stem if is_file else slug(title)

    def keep_from(self, targets: list[Path]) -> None:
        """Raises ``OutputError`` before an article is replaced by its own edition."""
        source = Path(self.article)
        for target in targets:
            if source.exists() and target.exists() and target.samefile(source):
                hint = "name another file"
                raise OutputError("is the article itself", where=str(target), hint=hint)


@click.command()
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help="File to make (.mp3 .vtt .srt .json); may be given again.",
)
@click.option("--opening", is_flag=True, help="Say title, byline, date and synthetic voice first.")
@bundle("source", f"{__name__}:Source", click.argument("article"), captions, allow_private)
@with_options
@with_work
def narrate(
    source: Source, outputs: tuple[Path, ...], opening: bool, options: Options, work: Work
) -> None:
    """Narrate ARTICLE (a file, a web address, or - for standard input) to audio and transcripts."""
    from audio.edition import pipeline
    from audio.settings import DEFAULT_OPENING, Settings, choose

    settings = Settings(opening=DEFAULT_OPENING if opening else "")
    with work.report() as report, work.open_maker(report) as maker:
        began = time.perf_counter()
        article = source.read()
        targets = list(dict.fromkeys(outputs)) or [Path(f"{source.stem(article.title)}.mp3")]
        source.keep_from(targets)
        made, _ = pipeline.narrate(article, choose(settings, article, options), targets, maker)
        for note in article.notes:
            report.warning(f"{article.origin}: {note}")
        for row in sorted(made.lexicon.unmatched):
            report.warning(f"{row} is not in the article")
        report.made(article.origin, made, targets, time.perf_counter() - began)
