"""Text for a feed: made fit for XML, cut to a length, put in HTML."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from audio import regex
from audio.writers.site.text import strip_turns

ELLIPSIS = "…"
_WEB = regex.compile(r"https?://[^\s<>\"]++")


def to_line(text: str) -> str:
    """``text`` as one line, without characters that XML cannot hold or that reorder other text."""
    return " ".join(strip_turns(text).split())


def count_bytes(text: str) -> int:
    """Bytes of ``text`` in UTF-8."""
    return len(text.encode())


def count_html_bytes(text: str) -> int:
    """Bytes of ``text`` in UTF-8, escaped for HTML."""
    return len(escape(text).encode())


def cut(text: str, most: int, measure: Callable[[str], int] = count_bytes) -> str:
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


def make_paragraph(text: str) -> Markup:
    """One paragraph of HTML."""
    return Markup("<p>{}</p>").format(text)


def make_link(address: str, text: str) -> Markup:
    """A link; ``address`` begins with its scheme."""
    return Markup('<a href="{}">{}</a>').format(address, text)


def link_address(text: str) -> Markup:
    """``text`` as HTML: a link if it is an address."""
    return make_link(text, text) if _WEB.fullmatch(text) else escape(text)
