"""The sources that are files: told from addresses, and never more read than any article has."""

from __future__ import annotations

from pathlib import Path

from audio import regex
from audio.errors import Place, SourceError

LARGEST = 110 * 10**6
"""Bytes of a file that is opened at all: an illustrated book."""
_ADDRESS = regex.compile(r"[A-Za-z][A-Za-z0-9+.-]*+://")


def is_url(source: str) -> bool:
    """Whether ``source`` is a web address rather than a path."""
    return source[:8].lower().startswith(("http://", "https://"))


def read_file(source: str | Path) -> bytes:
    """The bytes of the file, pipe or device ``source``, at most ``LARGEST``.

    A file's size is looked at before any of it is read. A pipe and a device have none, and a file
    may grow: of what comes, no more is taken.

    Raises:
        SourceError: it is missing, a folder, larger, or cannot be read.
    """
    origin = str(source)
    path = Path(source)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise _make_size_error(origin)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError("no such file", where=Place(origin), hint="check the path") from None
    except NotADirectoryError:
        raise SourceError(
            "no such file: a part of its path is a file, not a folder",
            where=Place(origin),
            hint="check the path",
        ) from None
    except IsADirectoryError:
        raise SourceError(
            "is a folder, not an article", where=Place(origin), hint="name one of the files in it"
        ) from None
    except PermissionError:
        raise SourceError(
            "may not be read", where=Place(origin), hint="check the file's permissions"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"cannot be read ({reason})", where=Place(repr(origin))) from error
    except ValueError as error:  # a null character in the path
        raise SourceError(f"cannot be read ({error})", where=Place(repr(origin))) from error
    if len(data) > LARGEST:
        raise _make_size_error(origin)
    return data


def require_path(source: str, what: str) -> None:
    """Raise ``SourceError`` for a ``source`` that is an address, or empty: ``what`` names it."""
    if _ADDRESS.match(source):
        raise SourceError(
            "is no http or https address", where=Place(source), hint="name a web page"
        )
    if not source.strip():
        raise SourceError(
            "is no path",
            where=Place(f"{what} {source!r}"),
            hint="name a file, or - for standard input",
        )


def _make_size_error(origin: str) -> SourceError:
    return SourceError(
        f"is larger than {LARGEST // 10**6} MB",
        where=Place(origin),
        hint="name one article or book",
    )
