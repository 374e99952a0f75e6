"""Files that an article names: an error about one of them names the article, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from audio.errors import LexiconError, Place, SettingsError
from audio.records import Article


@contextmanager
def name_article_in_errors(article: Article) -> Iterator[None]:
    """While this lasts, an error about a file that ``article`` names says where that is named.

    Its message is like ``a.md: image: no.png: cannot be read: …``.
    """
    try:
        yield
    except (LexiconError, SettingsError) as error:
        folder = Path(article.origin).parent
        for key, name in _list_named(article):
            if error.where.source == str(folder / name):
                error.what = f"{error.where}: {error.what}"
                error.where = Place(article.origin, option=key)
                break
        raise


def _list_named(article: Article) -> Iterator[tuple[str, str]]:
    """Each file that front matter or the text names, after the key; the text has none."""
    if article.image:
        yield "image", article.image
    for name in article.lexicon:
        yield "lexicon", name
    for block in article.blocks:
        if block.picture:
            yield "", unquote(block.picture)
