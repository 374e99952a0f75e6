"""Pull quotes: a sentence of the text set large beside it, which is read but once.

One that says what the text does not say is a quotation of the text, whatever element a page puts it
into: `<aside class="pullquote">`, `<figure>`, a `<div>`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import regex
from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.records import BlockKind

_NAME = regex.compile(r"(?<![a-z])(?:pull[-_ ]?quotes?|block[-_ ]?quotes?|quotes?)(?![a-z])")
_TAGS = ("aside", "figure", "div", "section", "p", "span")
_LEAST, _MOST = 20, 400
"""Code points of such a passage."""
_PARTS = 12
"""Elements of which it is made."""
_SENTENCE = 30
"""Letters of a passage that is not said twice by chance."""
_MANY = 60
"""Passages of one page that are looked for in its text."""


def mark_pull_quotes(root: HtmlElement) -> None:
    """Make every element of ``root`` that is called a quotation, and holds one, a quotation."""
    for element in root.iter(*_TAGS):
        if _NAME.search(element.get("class", "").lower()) and _holds_passage(element):
            element.tag = "blockquote"


def _holds_passage(element: HtmlElement) -> bool:
    """Whether ``element`` holds text without links or parts of its own, long enough to be one."""
    parts = list(islice(element.iter(), _PARTS + 1))
    if len(parts) > _PARTS or any(part.tag in {"a", "blockquote"} for part in parts[1:]):
        return False
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _MOST:
            return False
    return length >= _LEAST


def drop_pull_quotes(blocks: Sequence[PageBlock], left_out: list[str]) -> list[PageBlock]:
    """``blocks`` without quotations and lines set apart that their paragraphs say word for word."""
    keys = {
        id(block): fold(block.text)
        for block in blocks
        if _SENTENCE <= len(block.text) <= _MOST and not _is_text(block)
    }
    passages = [key for key in keys.values() if len(key) >= _SENTENCE][:_MANY]
    if not passages:
        return list(blocks)
    prose = "\n".join(fold(block.text) for block in blocks if _is_text(block))
    repeated = {key for key in passages if key in prose}
    left_out += [block.text for block in blocks if keys.get(id(block)) in repeated]
    return [block for block in blocks if keys.get(id(block)) not in repeated]


def _is_text(block: PageBlock) -> bool:
    """Whether ``block`` is a paragraph or an item: what a passage set apart may be taken from."""
    is_flowing = block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
    return is_flowing and (block.ends or block.mass > _MOST)
