"""Players in a page: what stands with one is its title or its caption, as with a picture."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

PLAYERS = frozenset({
    "iframe", "video", "embed", "object", "amp-video", "amp-youtube", "amp-iframe",
    "amp-story-player",
})  # fmt: skip
_MARK = "data-player"
_BOXES = frozenset({"div", "section", "article", "center", "figure", "aside"})
_PARTS = 4
"""Elements of a box that is but a player with its title."""


def replace_player(element: HtmlElement) -> None:
    """Make ``element``, a player, an empty picture in the place where it stands."""
    element[:] = []
    element.text = None
    element.tag = "img"
    element.set(_MARK, "")


def is_player(element: HtmlElement) -> bool:
    """Whether ``element`` is a player, or holds one and no text."""
    if not isinstance(element.tag, str) or "".join(islice(element.itertext(), _PARTS)).strip():
        return False
    return any(_MARK in found.attrib for found in islice(element.iter("img"), _PARTS))


def is_with_player(element: HtmlElement) -> bool:
    """Whether ``element`` stands in a box with a player and with nothing else."""
    box = element.getparent()
    if box is None or box.tag not in _BOXES:
        return False
    parts = list(islice(box, _PARTS + 1))
    others = [part for part in parts if part is not element]
    is_bare = not (box.text or "").strip() and not any((part.tail or "").strip() for part in parts)
    return 0 < len(others) < len(parts) <= _PARTS and is_bare and any(map(is_player, others))
