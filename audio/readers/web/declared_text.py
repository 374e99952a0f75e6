"""What the page's own data give as a part of its story, whatever its element is called."""

from __future__ import annotations

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.readers.web.beginnings import read_beginning

_SENTENCE = regex.compile(r"[।॥?!.][\"'”’)]{0,2}(?:\s|$)")
_LEAST, _MOST = 60, 20_000
"""Code points of a passage that is looked for."""
_TRIES = 200
"""Passages of one page that are looked for."""


class DeclaredText:
    """The text that a page's data give; empty where they give none."""

    def __init__(self, body: str) -> None:
        self._known = fold(body)
        self._left = _TRIES if body else 0

    def hold(self, element: HtmlElement) -> bool:
        """Whether ``element`` holds sentences, no link's, and all of them stand in the data."""
        if not self._left:
            return False
        text = read_beginning(element, _MOST)
        if not _LEAST <= len(text) <= _MOST or not _SENTENCE.search(text):
            return False
        if any(len("".join(link.itertext())) > len(text) / 2 for link in element.iter("a")):
            return False
        self._left -= 1
        return fold(text) in self._known
