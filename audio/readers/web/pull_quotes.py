"""Pull quotes: a sentence of the text set large beside it, which is read but once.

One that says what the text does not say is a quotation of the text, whatever element a page puts it
into: `<aside class="pullquote">`, `<figure>`, a `<div>`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.readers.web.inline_words import is_in_sentence
from audio.records import BlockKind

_NAME = regex.compile(
    r"(?<![a-z])(?:pull[-_ ]?(?:quotes?|outs?)|pull(?![-\w])|block[-_ ]?quotes?|quotes?)(?![a-z])"
)
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
        is_called = _NAME.search(element.get("class", "").lower()) is not None
        if is_called and _holds_passage(element) and not is_in_sentence(element):
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
    """``blocks`` without quotations and lines set apart that their paragraphs say word for word.

    A heading is one of these only after the paragraph that says it: what stands before it may
    well be the heading of just that.
    """
    passages = [block for block in blocks if _is_passage(block)][:_MANY]
    if not passages:
        return list(blocks)
    prose, said = "", {}
    for block in blocks:
        said[id(block)] = len(prose)
        if _is_text(block):
            prose += f"{fold(block.text)}\n"
    repeated = set()
    for block in passages:
        end = said[id(block)] if block.kind is BlockKind.HEADING else len(prose)
        if prose.find(fold(block.text), 0, end) >= 0:
            repeated.add(id(block))
    left_out += [block.text for block in blocks if id(block) in repeated]
    return [block for block in blocks if id(block) not in repeated]


def _is_passage(block: PageBlock) -> bool:
    """Whether ``block`` is set apart, and long enough to be known again; items belong to lists."""
    is_apart = block.kind is not BlockKind.ITEM and not _is_text(block)
    return is_apart and len(block.text) <= _MOST and len(fold(block.text)) >= _SENTENCE


def _is_text(block: PageBlock) -> bool:
    """Whether ``block`` is a paragraph or an item: what a passage set apart may be taken from."""
    is_flowing = block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
    return is_flowing and (block.ends or block.mass > _MOST)
