"""The beginning of an element's text: of a page's body, all of it would be a copy of the page."""

from __future__ import annotations

from lxml.html import HtmlElement


def read_beginning(element: HtmlElement, most: int, between: str = "") -> str:
    """The text of ``element`` on one line; one with more than ``most`` code points is cut there.

    It is cut at the next end of a text node, so that what is returned is longer than ``most`` then.
    ``between`` stands between text nodes.
    """
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > most:
            break
    return " ".join(between.join(parts).split())
