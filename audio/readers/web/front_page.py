"""Whether a page holds an article, or headlines of many stories, figures, a player and a date."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from audio import regex
from audio.readers.web.blocks import PageBlock
from audio.records import BlockKind

_HEADLINE = 4
"""Words of a link that is a headline; names of places and topics have fewer."""
_MANY = 8
_WORDS = 12
"""Of lines without a stop, as those of a short poem."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]++")
_NUMBER = regex.compile(r"\p{Nd}++")
RIGHTS = regex.compile(r"©|अधिकार\s++सुरक्षित|all rights reserved|copyright", regex.IGNORECASE)
_CLAIM = 200
_TICKER = 300
"""Code points of a line of breaking news, and of what else such a page says by itself."""


def count_headline_links(root: HtmlElement) -> int:
    """How many links of ``root`` are headlines of other pages."""
    links = (link for link in root.iter("a") if not link.get("href", "#").startswith("#"))
    return sum(len("".join(link.itertext()).split()) >= _HEADLINE for link in links)


def is_front_page(headlines: int, kept: Sequence[PageBlock]) -> bool:
    """Whether ``kept``, what was taken for text among so many ``headlines``, is no story.

    Verse has no full stops either, but it has lines.
    """
    own = [block for block in kept if block.kind is not BlockKind.HEADING]
    is_text = any("\n" in block.text or (block.ends and block.mass) for block in own)
    length = sum(len(block.text) for block in own)
    return headlines >= _MANY and not is_text and length <= _TICKER


def holds_article(kept: Sequence[PageBlock]) -> bool:
    """Whether ``kept``, what was taken for text, is writing: sentences, verse, or many words.

    `पटना 32° 24°` and the other lines of a forecast are none, in a table or not, nor is the length
    of a film, nor a footer: `© 2025 समाचार। सर्वाधिकार सुरक्षित।`
    """
    own = [block for block in kept if block.kind is not BlockKind.HEADING]
    own = [block for block in own if not _is_footer(block.text)]
    if any(_is_writing(block) for block in own):
        return True
    words = [len(_WORD.findall(block.text)) for block in own]
    numbers = [len(_NUMBER.findall(block.text)) for block in own]
    pairs = zip(words, numbers, strict=True)
    return sum(word for word, number in pairs if word > number) >= _WORDS


def _is_writing(block: PageBlock) -> bool:
    if block.row is not None:
        return False
    return bool(block.mass) or "\n" in block.text or block.is_caption


def _is_footer(text: str) -> bool:
    """Whether ``text`` claims a page's rights, and says little else."""
    return len(text) <= _CLAIM and RIGHTS.search(text) is not None
