"""All prose that a page shows between its headline and its end, whatever it stands in."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.readers.web.label_lines import drop_embeds

_LEAST = 60
"""Code points; shorter texts are labels, names and buttons for the most part."""
_LETTER = regex.compile(r"\p{L}")
_DEVANAGARI = regex.compile(r"(?=\p{L})\p{Devanagari}")


def find_runs(blocks: Iterable[PageBlock], title: HtmlElement | None) -> list[str]:
    """Of ``blocks``, all that a page shows: texts of 60 code points and more from ``title`` on.

    They are in Devanagari, as the article is.
    """
    headline = "" if title is None else fold("".join(title.itertext()))
    shown = list(blocks)
    own = next((at for at, block in enumerate(shown) if block.element is title), None)
    texts = [drop_embeds(block.text) for block in shown]
    if own is None:
        starts = (at for at, text in enumerate(texts) if headline and headline in fold(text))
        own = next(starts, 0)
    return [text for text in texts[own:] if len(text) >= _LEAST and _is_hindi(text)]


def _is_hindi(text: str) -> bool:
    if text.isascii():
        return False  # told at once: a hostile page may have millions of letters
    return 2 * len(_DEVANAGARI.findall(text)) > len(_LETTER.findall(text))
