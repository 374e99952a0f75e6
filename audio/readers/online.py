"""An article at a web address: fetched, told by its bytes, and read by the reader of its kind."""

from __future__ import annotations

from audio.errors import SourceError
from audio.readers.fetching import Fetched, fetch
from audio.readers.kinds import kind_as_declared
from audio.readers.reading import Reading
from audio.readers.registry import read_bytes
from audio.records import Article


def read_url(url: str, reading: Reading) -> Article:
    """The article at ``url``: a page, with the pages that it goes on to, or a document.

    Raises:
        SourceError: it cannot be fetched, is no article, is not what it is declared to be, or is
            not Hindi.
    """
    fetched = fetch(url, allow_private=reading.allow_private)
    kind = kind_as_declared(fetched.body, fetched.media_type, fetched.url)
    if kind == ".feed":
        raise SourceError(
            "is a feed, not an article",
            where=fetched.url,
            hint="bring its articles with audio-edition import",
        )
    return read_fetched(fetched, kind, reading)


def read_fetched(fetched: Fetched, kind: str, reading: Reading) -> Article:
    """The article that has been fetched, of that ``kind``: a suffix, as ``kind_as_declared`` says.

    Raises:
        SourceError: it holds no article, or is not Hindi.
    """
    if kind == ".html":
        from audio.readers import webpage

        return webpage.read_fetched(fetched, reading)
    return read_bytes(fetched.body, fetched.url, kind, reading)
