"""The files of an EPUB, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from audio.errors import Place, SourceError
from audio.readers.article.hardened_xml import find_children, find_first, get_attribute
from audio.readers.article.pieces import quote

_XHTML = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}


@dataclass(slots=True)
class BookFile:
    """One file of the book, as its manifest tells of it."""

    path: str
    media_type: str
    properties: set[str]

    @property
    def is_page(self) -> bool:
        """Whether the file is text to be read, and not the table of contents."""
        return self.media_type in _XHTML and "nav" not in self.properties


@dataclass(slots=True)
class ReadingOrder:
    """A book's pages in the order in which they are read, and those that are not."""

    pages: list[BookFile] = field(default_factory=list)
    unnamed: list[BookFile] = field(default_factory=list)
    """Pages that neither the order of reading nor the table of contents names."""
    notes: list[str] = field(default_factory=list)


def find_order(
    package: Any, files: dict[str, BookFile], contents: Collection[str], origin: str
) -> ReadingOrder:
    """The order that the spine of ``package`` gives ``files``, which its manifest names by ids.

    What the spine sets aside comes last, and after it what only the table of contents names:
    the paths ``contents``.

    Raises ``SourceError`` for a spine that leads nowhere, or round in a circle.
    """
    order = ReadingOrder()
    aside: list[BookFile] = []
    seen: set[str] = set()
    for ref in _find_references(package):
        name = get_attribute(ref, "idref")
        if name in seen:
            raise SourceError(
                f"its spine names {name[:60]!r} twice: it would not end", where=Place(origin)
            )
        seen.add(name)
        file = files.get(name)
        if file is None:
            raise SourceError(
                f"its spine names {name[:60]!r}, which is nowhere in it", where=Place(origin)
            )
        if file.is_page:
            (aside if get_attribute(ref, "linear") == "no" else order.pages).append(file)
        elif "nav" not in file.properties:
            order.notes.append(f"left out {quote(file.path)}: a page that is no text")
    if not seen:
        raise SourceError("has an empty spine: there is nothing to read", where=Place(origin))
    read = {file.path for file in [*order.pages, *aside]}
    rest = [file for file in files.values() if file.is_page and file.path not in read]
    named = [file for file in rest if file.path in contents]
    order.unnamed = [file for file in rest if file.path not in contents]
    order.notes += [f"read {quote(one.path)} last: the book sets it aside" for one in aside]
    order.notes += [f"read {quote(one.path)} last: only the contents name it" for one in named]
    order.pages += [*aside, *named]
    return order


def _find_references(package: Any) -> Iterator[Any]:
    spine = find_first(package, "spine")
    yield from find_children(spine, "itemref") if spine is not None else ()
