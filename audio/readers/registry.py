"""Choose the reader for a source, and bring its bytes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from audio.errors import Place, SourceError
from audio.readers.article.unchecked_numbers import refuse_unchecked
from audio.readers.files import is_url, read_file, require_path
from audio.readers.formats import PLAIN_TEXT, READERS, SUFFIXES
from audio.readers.kinds import detect_kind, reconcile_kind, require_kind
from audio.readers.reading import USUAL, Reading
from audio.records import Article

if TYPE_CHECKING:
    from audio.readers.fetch.http import FetchResult

Reader = Callable[[bytes, str, Reading], Article]
"""``(data, origin, reading)`` → the article; raises ``SourceError``."""

UNREAD = {
    ".atom": "a feed",
    ".rss": "a feed",
    ".xml": "an XML document",
}
"""Suffixes of sources that no reader reads, and what they are."""

_HINT = f"what is read: {', '.join(SUFFIXES)}; save the article as one of them"


def read(source: str | Path, reading: Reading = USUAL) -> Article:
    """The article in the file or at the web address ``source``, read as its kind says.

    Raises:
        SourceError: it is missing, unreadable, of a kind that is not read, or no Hindi article.
    """
    origin = str(source)
    if is_url(origin):
        return read_url(origin, reading)
    require_path(origin, "article")
    suffix = Path(source).suffix.lower()
    _refuse_unread(origin, suffix)
    return read_bytes(read_file(source), origin, suffix, reading)


def read_bytes(data: bytes, origin: str, suffix: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, which came from ``origin`` (``-`` for standard input).

    Standard input has no ``suffix``: its first bytes tell what it is.

    Raises:
        SourceError: it is of a kind that is not read, or no Hindi article.
    """
    suffix = suffix.lower()
    _refuse_unread(origin, suffix)
    if suffix:
        require_kind(data, suffix, origin)
    else:
        suffix = detect_kind(data)
    module, _, function = READERS.get(suffix, PLAIN_TEXT).reader.partition(":")
    reader = cast("Reader", getattr(import_module(module), function))
    article = reader(data, origin, reading)
    return article if reading.is_draft else refuse_unchecked(article)


def read_text(text: str, reading: Reading = USUAL) -> Article:
    """The article in ``text``, which is Markdown and may begin with front matter.

    Raises ``SourceError`` when it is no Hindi article.
    """
    return read_bytes(text.encode(), "-", ".md", reading)


def read_url(url: str, reading: Reading) -> Article:
    """The article at ``url``: a page, with the pages that it goes on to, or a document.

    Raises:
        SourceError: it cannot be fetched, is no article, is not what it is declared to be, or is
            not Hindi.
    """
    from audio.readers.fetch.http import fetch  # slow to import, and most sources are files

    fetched = fetch(url, allow_private=reading.allow_private)
    kind = reconcile_kind(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        raise SourceError(
            "is a feed, not an article",
            where=Place(fetched.url),
            hint="bring its articles with audio-edition import",
        )
    return read_fetched(fetched, kind, reading)


def read_fetched(fetched: FetchResult, kind: str, reading: Reading) -> Article:
    """The article that has been fetched, of that ``kind``: a suffix, as ``reconcile_kind`` says.

    Raises:
        SourceError: it holds no article, or is not Hindi.
    """
    if kind == ".html":
        from audio.readers.web import article

        return article.read_fetched(fetched, reading)
    return read_bytes(fetched.body, fetched.url, kind, reading)


def _refuse_unread(origin: str, suffix: str) -> None:
    if suffix in UNREAD:
        raise SourceError(
            f"is {UNREAD[suffix]}, which is not read", where=Place(origin), hint=_HINT
        )
