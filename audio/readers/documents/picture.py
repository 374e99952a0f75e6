"""A picture of a page, as a scanner or a telephone makes it: its text is recognised as a draft."""

from __future__ import annotations

from audio.errors import Place, SourceError
from audio.readers.documents.scan import DRAFT_HINT, read_scan
from audio.readers.reading import USUAL, Reading
from audio.records import Article

_LARGEST = 50 * 10**6
"""Bytes of a file."""


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article on the picture ``data``, every number in it marked to be checked.

    Raises:
        SourceError: no draft is wanted, what recognises it is not installed, or no Hindi text is.
    """
    if not reading.is_draft:
        what = "is a picture of a page, not its text"
        raise SourceError(what, where=Place(origin), hint=DRAFT_HINT)
    if len(data) > _LARGEST:
        raise SourceError(f"is larger than {_LARGEST // 10**6} MB", where=Place(origin))
    return read_scan(data, origin, reading, needs=())
