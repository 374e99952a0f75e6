"""``explain``: what will be said of an article otherwise than it is written."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.options import READING, add_options
from audio.commands.source import with_source
from audio.errors import SettingsError

if TYPE_CHECKING:
    from audio.commands.source import Source
    from audio.records import Article

log = logging.getLogger(__name__)


@click.command()
@click.option("--json", "form", flag_value="json", help="Print every sentence as a JSON object.")
@click.option("--html", "form", flag_value="html", help="Print a page for a browser.")
@with_source
@add_options(*READING)
def explain(
    source: Source,
    form: str | None,
    lexicon: tuple[Path, ...],
    glosses: bool,
    exact_numbers: bool,
) -> None:
    """Print what will be said otherwise than ARTICLE is written, and what had to be guessed.

    An article in a show's folder is read with the show's lexicon and opening.
    """
    from audio.commands.explain_forms import FORMS
    from audio.commands.show_settings import find_show
    from audio.edition.explanation import explain as explain_article
    from audio.settings import Options, Settings, choose
    from audio.settings.show_file import load_show

    article = source.read()
    config = find_show(source.article)
    settings = load_show(config) if config else Settings()
    options = Options(lexicon=lexicon, glosses=glosses, exact_numbers=exact_numbers)
    found = list(explain_article(article, choose(settings, article, options)))
    for note in (*article.notes, *_doubt_pictures(article)):
        log.warning("%s: %s", article.origin, note)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.writelines(FORMS[form or "text"](article, found))


def _doubt_pictures(article: Article) -> Iterator[str]:
    """Yield what a build would say of the pictures that the article names."""
    from audio.artwork.cover_store import locate_picture
    from audio.artwork.picture import Picture
    from audio.writers.pictures import describe_missing_pictures, name_pictures

    own = locate_picture(article)
    for path in dict.fromkeys((*((own,) if own else ()), *name_pictures(article))):
        try:
            picture = Picture(path)
        except SettingsError as error:
            yield str(error)
            continue
        if path == own:
            picture.doubt_size()
        yield from (f"{path}: the picture {doubt}" for doubt in picture.doubts)
    yield from describe_missing_pictures(article)
