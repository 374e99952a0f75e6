"""Text for a feed: what XML cannot hold is shown, what is too long ends on a whole grapheme."""

from __future__ import annotations

from collections.abc import Callable

import regex
from markupsafe import Markup, escape

from audio.writers.site.text import strip_turns

ELLIPSIS = "…"
_WEB = regex.compile(r"https?://[^\s<>\"]++")


def line(text: str) -> str:
    """``text`` as one line that XML can hold and that turns no other text around."""
    return " ".join(strip_turns(text).split())


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def size_in_html(text: str) -> int:
    """Bytes of UTF-8 when it stands in HTML."""
    return len(escape(text).encode())


def cut(text: str, most: int, measure: Callable[[str], int] = size) -> str:
    """``text``, whole or up to a grapheme and an ellipsis, so that it measures at most ``most``.

    Graphemes are the extended clusters of Unicode Annex 29: no akshara loses its signs.
    """
    if measure(text) <= most:
        return text
    room = most - measure(ELLIPSIS)
    kept: list[str] = []
    for grapheme in regex.finditer(r"\X", text):
        room -= measure(grapheme[0])
        if room < 0:
            break
        kept.append(grapheme[0])
    return "".join(kept).rstrip() + ELLIPSIS


def paragraph(text: str) -> Markup:
    """One paragraph of HTML."""
    return Markup("<p>{}</p>").format(text)


def link(address: str, text: str) -> Markup:
    """A link; ``address`` begins with its scheme."""
    return Markup('<a href="{}">{}</a>').format(address, text)


def linked(text: str) -> Markup:
    """``text``, and if it is an address, a link to it."""
    return link(text, text) if _WEB.fullmatch(text) else escape(text)
