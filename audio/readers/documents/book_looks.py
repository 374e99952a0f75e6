"""What a book's style sheets hide, strike through, raise or sink, by its elements' classes.

It is written into the elements' own `style`, where it is looked for whatever has put it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audio import regex
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.documents.archive import Archive
from audio.readers.documents.book_sheets import find_keys, read_rules
from audio.readers.documents.epub_contents import resolve_path
from audio.readers.documents.hypertext_elements import BLOCKS, FOOTNOTES, HEADINGS, read_roles

_DECLARATION = regex.compile(
    r"(?:^|;)\s*+(?P<name>display|visibility|text-decoration(?:-line)?|vertical-align)\s*+:"
    r"\s*+(?P<value>[^;!]*+)",
    regex.IGNORECASE,
)
_LARGEST_SHEET = 500_000
"""Bytes of a style sheet that are looked at."""
_HIDING = {"display": "none", "visibility": "hidden"}
_ALIGNED = {"super", "sub"}


class BookLooks:
    """The declarations of some style sheets, the later over the earlier."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._of: dict[tuple[str, str], dict[str, str]] = {}
        """(tag, class), either of which may be empty → property → value."""
        for sheet in sheets:
            for rule in read_rules(sheet):
                declared = _read_declarations(rule.body) if rule.is_always else {}
                if declared:
                    self._of.setdefault((rule.tag, rule.name), {}).update(declared)

    def apply(self, body: Any) -> None:
        """Write what is declared for each element below ``body`` into its style."""
        for element in body.iter() if self._of else ():
            if not get_name(element):
                continue
            declared: dict[str, str] = {}
            for key in reversed(find_keys(element)):
                declared |= self._of.get(key, {})
            own = get_attribute(element, "style")
            added = {
                name: value
                for name, value in declared.items()
                if name not in _read_declarations(own) and _tells(element, name, value)
            }
            if added:
                parts = [own, *(f"{name}: {value}" for name, value in added.items())]
                element.set("style", "; ".join(part for part in parts if part))


class BookSheets:
    """The style sheets of a book, and what those of each page declare."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts: dict[str, str] = {}
        self._last: tuple[tuple[str, ...], BookLooks] = ((), BookLooks([]))
        """Pages of one look follow each other."""

    def read(self, path: str) -> str:
        """The text of the one at ``path``."""
        if path not in self._texts:
            held = self._archive.read(path)[:_LARGEST_SHEET]
            self._texts[path] = held.decode("utf-8", "replace")
        return self._texts[path]

    def find_looks(self, root: Any, path: str) -> BookLooks:
        """What those declare that the page ``root``, at ``path``, links to or holds."""
        paths = [
            resolve_path(path, get_attribute(link, "href"))
            for link in root.iter()
            if get_name(link) == "link" and "stylesheet" in get_attribute(link, "rel").lower()
        ]
        own = [one.text or "" for one in root.iter() if get_name(one) == "style"]
        key = (*paths, *own)
        if key != self._last[0]:
            held = [self.read(one) for one in paths if one in self._archive]
            self._last = (key, BookLooks([*held, *own]))
        return self._last[1]


def _read_declarations(body: str) -> dict[str, str]:
    return {
        found["name"].lower().removesuffix("-line"): found["value"].strip().lower()
        for found in _DECLARATION.finditer(body)
    }


def _tells(element: Any, name: str, value: str) -> bool:
    """Whether the declaration changes how ``element`` is read."""
    if name in _HIDING:
        # Readers hide a note until its mark is touched.
        return value == _HIDING[name] and not _holds_note(element)
    if name == "vertical-align":
        return value in _ALIGNED and get_name(element) not in {*BLOCKS, *HEADINGS}
    return "line-through" in value


def _holds_note(element: Any) -> bool:
    return any(read_roles(one) & FOOTNOTES for one in element.iter() if get_name(one))
