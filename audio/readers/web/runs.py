"""All prose that a page shows between its headline and its end, whatever it stands in.

Short lines are prose too where they stand beside a paragraph of the story: headings above all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.readers.web.label_lines import drop_marks
from audio.readers.web.metadata import Metadata
from audio.readers.web.story import measure_coverage
from audio.readers.web.story_parts import Story

_LEAST = 60
"""Code points; shorter texts are labels, names and buttons for the most part."""
_SAME = 0.5
"""Of the words in the page's data, how many the story has that they are the text of."""
_LINE = 3
"""Words of a short line that says something."""
_DEVANAGARI = regex.compile(r"[\u0900-\u097f]++")
_OTHER = regex.compile(r"(?:(?!\p{Devanagari})\p{L})++")


class ShortLine(NamedTuple):
    """A line that is short, and the element in which it stood beside others."""

    text: str
    around: HtmlElement | None


def find_runs(
    blocks: Sequence[PageBlock], title: HtmlElement | None
) -> tuple[list[str], list[ShortLine]]:
    """The texts of 60 code points and more in ``blocks``, all that a page shows, from ``title`` on.

    They are in Devanagari, as the article is. And the lines after ``title`` that are shorter, but
    have three words and no link.
    """
    headline = "" if title is None else fold("".join(title.itertext()))
    own = next((at for at, block in enumerate(blocks) if block.element is title), None)
    texts = [drop_marks(block.text) for block in blocks]
    if own is None:
        starts = (at for at, text in enumerate(texts) if headline and headline in fold(text))
        own = next(starts, 0)
    runs = [text for text in texts[own:] if len(text) >= _LEAST and _is_hindi(text)]
    lines = [
        ShortLine(block.text, block.element.getparent())
        for block in blocks[own + 1 :]
        if len(block.text) < _LEAST
        and not block.linked
        and len(block.text.split()) >= _LINE
        and _is_hindi(block.text)
    ]
    return runs, lines


def select_beside(lines: Sequence[ShortLine], story: Story) -> list[str]:
    """The ones of ``lines`` that stand beside paragraphs of the story."""
    homes = {block.element.getparent() for block in story.body if block.mass}
    return [line.text for line in lines if line.around in homes]


def find_declared_runs(declared: Metadata, story: Story) -> list[str]:
    """The paragraphs of the text that the page's data give, if it is this story's.

    It is where the story has half of its words, or where the story is but a part of it.
    """
    body = declared.body
    if declared.is_gated or not body:
        return []
    if measure_coverage(body, story.body) < _SAME and not _is_part(story, body):
        return []
    return [line for line in body.split("\n") if len(line) >= _LEAST and _is_hindi(line)]


def _is_part(story: Story, body: str) -> bool:
    """Whether ``body`` has all that ``story`` has, and so the rest of it as well."""
    known = fold(body)
    paragraphs = [fold(block.text) for block in story.body if block.mass]
    return bool(paragraphs) and all(paragraph in known for paragraph in paragraphs)


def _is_hindi(text: str) -> bool:
    if text.isascii():
        return False  # told at once: a hostile page may have millions of letters
    others = sum(map(len, _OTHER.findall(text)))
    return sum(map(len, _DEVANAGARI.findall(text))) > others
