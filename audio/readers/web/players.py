"""Players in a page: what stands with one is its title or its caption, as with a picture."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from audio import regex

PLAYERS = frozenset({
    "iframe", "video", "embed", "object", "amp-video", "amp-youtube", "amp-iframe",
    "amp-story-player",
})  # fmt: skip
_MARK = "data-player"
_BOXES = frozenset({"div", "section", "article", "center", "figure", "aside"})
_PLAYER_CLASS = regex.compile(
    r"(?<![a-z])(?:video|vdo|vjs|player|youtube)(?![a-z])", regex.IGNORECASE
)
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_TEXTS = 40
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
    if _PLAYER_CLASS.search(box.get("class", "")) and not _says_more(box, element):
        return True
    is_bare = not (box.text or "").strip() and not any((part.tail or "").strip() for part in parts)
    return 0 < len(others) < len(parts) <= _PARTS and is_bare and any(map(is_player, others))


def _says_more(box: HtmlElement, element: HtmlElement) -> bool:
    """Whether ``box`` holds Hindi text beside ``element``, in the first of its parts."""
    own = "".join(element.itertext())
    whole = "".join(islice(box.itertext(), _TEXTS))
    return len(_DEVANAGARI.findall(whole)) > len(_DEVANAGARI.findall(own))
