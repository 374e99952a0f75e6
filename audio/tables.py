"""Tables of tab-separated cells: the package's own, and those that users keep."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from audio.errors import InputError, Place


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row of a package's table, in NFC, without comments.

    A comment is a line that starts with ``# ``; a row ``#<tab>pound`` is none.
    """
    return (cells for _, cells in read_numbered_rows(path))


def read_numbered_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """As ``read_rows``, each row with the number of its line, the first line being 1."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("# "):
            yield number, line.split("\t")


def read_users_text(path: Path, what: str, fault: type[InputError]) -> str:
    """Return the text of a user's table, called ``what`` in messages. Raises ``fault``.

    It is in UTF-8, or in UTF-16 as Excel saves "Unicode text".
    """
    try:
        data = path.read_bytes()
        is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if is_utf16 else "utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise fault(f"{what} cannot be read: {error.strerror}", where=Place(str(path))) from error
    except UnicodeDecodeError as error:
        raise fault(
            "is not UTF-8 or UTF-16", where=Place(str(path)), hint="save it as UTF-8"
        ) from error
