"""Tables of tab-separated cells: the package's own, and those that users keep."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from audio.errors import InputError, Place


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row of a package's table, which is in NFC, without comments.

    A comment is a line that starts with ``# ``; a row ``#<tab>pound`` is none.
    """
    return (cells for _, cells in read_numbered_rows(path))


def read_numbered_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """As ``read_rows``, each row with the number of its line, the first line being 1."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line and not line.startswith("# "):
            yield number, line.split("\t")


def read_users_text(path: Path, what: str, fault: type[InputError]) -> str:
    """Return the text of a user's table, called ``what`` in messages. Raises ``fault``.

    It is in UTF-8, or in UTF-16 as Excel saves "Unicode text", with its mark or without.
    """
    try:
        data = path.read_bytes()
        return data.decode(_find_encoding(data)).removeprefix("\ufeff").replace("\r\n", "\n")
    except OSError as error:
        why = f"{what} cannot be read: {error.strerror}"
        raise fault(why, where=Place(str(path)), hint="check the path") from error
    except UnicodeDecodeError as error:
        raise fault(
            "is not UTF-8 or UTF-16", where=Place(str(path)), hint="save it as UTF-8"
        ) from error


def _find_encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # A line's end and a tab are two bytes in UTF-16, of which one is 0, as none in UTF-8 is. The
    # upper bytes, of Latin letters (0) and Devanagari (9), are those of one parity.
    if b"\0" not in data:
        return "utf-8-sig"
    even, odd = (sum(half.count(byte) for byte in (0, 9)) for half in (data[::2], data[1::2]))
    return "utf-16-be" if even > odd else "utf-16-le"
