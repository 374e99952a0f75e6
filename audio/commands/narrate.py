"""``narrate``: one article to the files that are asked for."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.commands.options import bundle, with_options, with_overrides, with_run_options
from audio.commands.source import with_source
from audio.errors import OutputError, Place, VoiceError
from audio.settings.formats import EDITION_FORMATS, PURPOSES
from audio.work.report import format_size

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.commands.source import Source
    from audio.readers.article.overrides import Overrides
    from audio.records import Article
    from audio.settings import Options, Settings

log = logging.getLogger(__name__)

_STANDARD_OUTPUT = Path("-")


_LONG = 1800
"""Seconds: before a longer edition its length and size are told."""
_PACE = 12
"""Code points of an article that are spoken in a second, about."""


def _describe_length(article: Article, settings: Settings) -> str:
    """How long and large the edition of a long article will be; empty for a short one."""
    seconds = len(article.text) / (_PACE * settings.voice.speed)
    if seconds < _LONG:
        return ""
    size = format_size(round(seconds * settings.sound.bitrate * 125))
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{article.origin}: about {hours} h {minutes:02} min, {size} as MP3"


@contextmanager
def _locate_voice_errors(article: Article, options: Options, config: Path | None) -> Iterator[None]:
    """Let a ``VoiceError`` name what asked for the voice: an option, the article, its show."""
    from audio.settings.show_file import find_key

    try:
        yield
    except VoiceError as error:
        setting = error.where.option
        if option := options.find_option(setting):
            error.where = Place(option=option)
        elif setting and config and not (article.voice and setting == "voice"):
            error.where = find_key(setting, config)
        else:
            error.locate(source=article.origin)
        raise


class EditionOptions(NamedTuple):
    """What is made of the article: which files, how they begin and sound."""

    outputs: tuple[Path, ...]
    opening: bool
    no_disclosure: bool
    bitrate: int | None
    purpose: str | None

    def choose_suffix(self) -> str:
        """The suffix of the file that is made when none is asked for.

        Raises ``OutputError`` when none that is asked for is of the purpose's format.
        """
        suffixes = [*PURPOSES[self.purpose]] if self.purpose else [".mp3"]
        asked = [path.suffix.lower() for path in self.outputs]
        if self.purpose and asked and not {*suffixes} & {*asked}:
            raise OutputError(
                "makes no file that is asked for",
                where=Place(option="--for"),
                hint=f"use -o with {', '.join(suffixes)}",
            )
        return suffixes[0]

    def load_settings(self, config: Path | None) -> Settings:
        """The settings of the article's show, if there is its file ``config``, with these options.

        Raises ``SettingsError``.
        """
        from audio.settings import DEFAULT_OPENING, Settings
        from audio.settings.show_file import load_show

        chosen = load_show(config) if config else Settings(opening=DEFAULT_OPENING)
        if not self.opening:
            chosen = replace(chosen, opening="", closing="")
        if self.bitrate is not None:
            chosen = replace(chosen, sound=replace(chosen.sound, bitrate=self.bitrate))
        return replace(chosen, disclosure="") if self.no_disclosure else chosen


_OUTPUT = click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path, allow_dash=True),
    multiple=True,
    help=f"File to make ({' '.join(EDITION_FORMATS)}), - for MP3 on standard output; may be "
    "given again.",
)
_OPENING = click.option(
    "--opening", is_flag=True, help="Say byline and date after the title, as a show does."
)
_NO_DISCLOSURE = click.option(
    "--no-disclosure", is_flag=True, help="Do not say first that the voice is synthetic."
)
_BITRATE = click.option(
    "--bitrate", type=int, help="Of the MP3, in kbit/s. Default: 64, or the show's."
)


_PURPOSE = click.option(
    "--for",
    "purpose",
    type=click.Choice([*PURPOSES]),
    help="Make the .opus fit for it: for whatsapp under 512 kB, by its bitrate or in parts.",
)


@click.command()
@bundle(
    "wanted", f"{__name__}:EditionOptions", _OUTPUT, _OPENING, _NO_DISCLOSURE, _BITRATE, _PURPOSE
)
@with_source
@with_overrides
@with_options
@with_run_options
def narrate(
    wanted: EditionOptions, source: Source, overrides: Overrides, options: Options, run: RunOptions
) -> None:
    """Narrate ARTICLE (a file, a web address, or - for standard input) to audio and transcripts.

    An article in a show's folder is read with the show's voices, lexicons and pauses.
    """
    if _STANDARD_OUTPUT not in wanted.outputs:
        _narrate(wanted, source, overrides, options, run)
        return
    if run.as_json:
        raise OutputError("takes the MP3, and --json prints there too", where=Place("-"))
    with TemporaryDirectory() as folder:
        target = Path(folder) / "edition.mp3"
        others = tuple(path for path in wanted.outputs if path != _STANDARD_OUTPUT)
        wanted = wanted._replace(outputs=(*others, target))
        _narrate(wanted, source, overrides, options, replace(run, gives_output=True))
        with target.open("rb") as file:
            copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _narrate(
    wanted: EditionOptions, source: Source, overrides: Overrides, options: Options, run: RunOptions
) -> None:
    from audio.commands.show_settings import find_show
    from audio.commands.text_report import list_made
    from audio.edition import pipeline
    from audio.normalize.lexicon import find_row_file
    from audio.settings import choose
    from audio.settings.default_voice import explain_default_voice
    from audio.settings.show_file import names_voice

    config = find_show(source.article)
    settings = wanted.load_settings(config)
    with run.make_report() as report, run.open_maker(report) as maker:
        began = time.perf_counter()
        article = overrides.apply(source.read())
        report.add_source(article)
        suffix = wanted.choose_suffix()
        default = Path(f"{source.choose_stem(article.title)}{suffix}")
        targets = list(dict.fromkeys(wanted.outputs)) or [default]
        source.keep_from(targets)
        settings = choose(settings, article, options)
        if config:
            report.remark(f"{config}: read as an article of this show")
        if not (options.voice or article.voice or (config and names_voice(config))):
            report.remark(explain_default_voice())
        report.remark(_describe_length(article, settings))
        with _locate_voice_errors(article, options, config):
            made, files = pipeline.narrate(article, settings, targets, maker, wanted.purpose or "")
        for note in article.notes:
            log.warning("%s: %s", article.origin, note)
        for row in sorted(made.lexicon.unmatched):
            log.warning("%s is not in the article", row, extra={"sources": (find_row_file(row),)})
        paths = list(list_made(targets, files))
        report.add_edition(article.origin, made, paths, time.perf_counter() - began)
