"""What of the lines between headline and text is read: standfirst, points, a second headline.

Names, dates, links and captions stand there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.dates import find_date
from audio.readers.article.pieces import fold
from audio.readers.web.block_roles import (
    is_caption,
    is_list_of_names,
    is_of_byline,
    is_standfirst,
)
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import find_label
from audio.readers.web.label_lines import drop_label_lines
from audio.readers.web.own_text import OwnText
from audio.records import BlockKind

_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_SUBTITLE, _LONGEST_SUBTITLE = 5, 200
"""Words, and code points, of a line under the headline that is none of a byline."""
_STATEMENT = 3
"""Words of a short sentence: `दावा ग़लत है।`"""
_SECOND = regex.compile(
    r"head|titl|ttl|sub|shoulder|strap|deck|kicker|(?<![a-z])s?hl(?![a-z])", regex.IGNORECASE
)
"""How pages name a headline, or the second one under it."""
_POINT = 25
"""Code points that one of the points has, at least, which some pages put before their text."""


def clean_lead(
    blocks: Iterable[PageBlock],
    description: str,
    cleaned: OwnText,
    *,
    keep_captions: bool = False,
    has_title: bool = True,
) -> list[PageBlock]:
    """The standfirst, out of the blocks that stand between headline and text.

    On a page that has no headline, bold lines are kept too: one of them may be it.

    The others are added to what ``cleaned`` has left out, lines that may be a standfirst to what is
    told.
    """
    waiting = [drop_label_lines(block, cleaned.left_out) for block in blocks]
    lead = _Lead(cleaned, fold(description), _find_lists(waiting), keep_captions, has_title)
    for block in waiting:
        if block.text:
            lead.take(block)
    return lead.kept


@dataclass(slots=True)
class _Lead:
    """What is kept of the blocks between headline and text, from one to the next."""

    cleaned: OwnText
    description: str
    """The standfirst as the page's data tell it, folded."""
    lists: set[HtmlElement | None]
    """The elements of lists of points."""
    keep_captions: bool
    has_title: bool
    kept: list[PageBlock] = field(default_factory=list)
    _heading: PageBlock | None = None
    """The one before, which stays if points follow: `मुख्य बातें`."""

    def take(self, block: PageBlock) -> None:
        """The next block, which has words."""
        if block.is_caption or is_caption(block):
            self._take_caption(block)
        elif is_of_byline(block) or ("|" in block.text and is_list_of_names(block)):
            self.cleaned.by_headline.append(block.text)
        else:
            self._take_line(block)

    def _take_caption(self, block: PageBlock) -> None:
        if self.keep_captions and not find_label(block.text, has_link=block.linked > 0):
            block.is_caption = True
            self.kept.append(block)
        else:
            self.cleaned.by_headline.append(block.text)

    def _take_line(self, block: PageBlock) -> None:
        is_point = block.element.getparent() in self.lists and _is_point(block)
        is_text = block.mass or _is_statement(block) or _is_subtitle(block)
        is_text = is_text or (block.is_bold and not self.has_title and _is_line(block))
        if is_point or is_text or self._is_declared(block) or is_standfirst(block):
            self.kept += [self._heading, block] if is_point and self._heading else [block]
            self._heading = None
        elif block.kind is BlockKind.HEADING:
            self._heading = block
        elif _is_line(block):
            self.cleaned.by_shape.append(block.text)
        else:
            self.cleaned.by_headline.append(block.text)

    def _is_declared(self, block: PageBlock) -> bool:
        """Whether the page's data tell it as the standfirst, or as a part of that."""
        key, wanted = fold(block.text), self.description
        return len(key) > 15 and (key in wanted or (len(wanted) > 15 and wanted[:40] in key))


def _is_subtitle(block: PageBlock) -> bool:
    """Whether ``block`` is a second headline, be it in a `<div>` as those of e-papers are."""
    if block.kind is BlockKind.HEADING:
        return block.level == 2 and len(block.text) > 30 and bool(_DEVANAGARI.search(block.text))
    return _is_line(block) and _SECOND.search(block.element.get("class", "")) is not None


def _find_lists(blocks: Sequence[PageBlock]) -> set[HtmlElement | None]:
    """The lists of points that stand before a text; not those of place, day and time."""
    dated = {block.element.getparent() for block in blocks if find_date(block.text)}
    found = {block.element.getparent() for block in blocks if _is_point(block, _POINT)}
    return found - dated


def _is_point(block: PageBlock, least: int = 1) -> bool:
    return block.kind is BlockKind.ITEM and not block.linked and len(block.text) >= least


def _is_statement(block: PageBlock) -> bool:
    """Whether ``block`` is a short sentence, as the verdict over a check of facts is."""
    words = [word for word in block.text.split() if _DEVANAGARI.search(word)]
    return block.text[-1] in "।॥" and len(words) >= _STATEMENT and not block.linked


def _is_line(block: PageBlock) -> bool:
    """Whether ``block`` is a line with as many words as a headline has."""
    is_plain = block.kind is BlockKind.PARAGRAPH and "\n" not in block.text and not block.linked
    words = [word for word in block.text.split() if _DEVANAGARI.search(word)]
    return is_plain and len(words) >= _SUBTITLE and len(block.text) <= _LONGEST_SUBTITLE
