"""The blocks of a story that are the article: no labels, pleas, links elsewhere, repeats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.account import SHAPED
from audio.readers.article.dates import is_date_line, is_place_and_date
from audio.readers.article.pieces import quote
from audio.readers.web.block_roles import (
    is_caption,
    is_dated_byline,
    is_meta,
)
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import LineForm, find_label
from audio.readers.web.label_lines import drop_addresses, drop_label_lines
from audio.readers.web.link_lists import RULE, drop_colophon, drop_link_lists
from audio.readers.web.players import is_with_player
from audio.readers.web.pull_quotes import drop_pull_quotes
from audio.readers.web.story_end import drop_notes, find_goes_on, trim_tail
from audio.readers.web.stray_lines import drop_stray_lines
from audio.readers.web.teasers import Teasers, take_teaser
from audio.records import BlockKind, Omission

_LETTER = regex.compile(r"\p{L}")
_SIGNATURE = regex.compile(r"^[-–—]\s*+[^\n]{0,100}\(@\w{1,40}\)")
_TEASER, _PARTS = 400, 40
"""Code points of what says what another story is about; parts of a box of a few of these."""


@dataclass(slots=True)
class OwnText:
    """The blocks of a story that are its own, and what was left out on the way."""

    blocks: list[PageBlock] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    """The captions of pictures that were left out."""
    left_out: list[str] = field(default_factory=list)
    """Lines of the story's own part that were taken for furniture."""
    by_shape: list[str] = field(default_factory=list)
    """Lines and boxes that nothing but their shape tells from the story's own text."""
    by_headline: list[str] = field(default_factory=list)
    """What stands between headline and text: dates, names, links."""
    after: list[str] = field(default_factory=list)
    """What follows a label with which the story ends."""
    is_gated: bool = False

    def collect_omissions(self) -> list[Omission]:
        """All that was left out, each with what it was taken for."""
        reasons = {
            "bylines and links by the headline": self.by_headline,
            "labels, pleas and links of the page": self.left_out,
            "captions of pictures": self.captions,
            SHAPED: self.by_shape,
            "what follows the story": self.after,
        }
        return [Omission(text, why) for why, texts in reasons.items() for text in texts]

    def describe_left_out(self) -> list[str]:
        """One note for all that was taken for furniture, what is least sure of it first."""
        told = [*self.by_shape, *self.left_out]
        more = f" and {len(told) - 3} more" if len(told) > 3 else ""
        shown = ", ".join(quote(text) for text in told[:3])
        return [f"left out what is not the article's: {shown}{more}"] if told else []


def clean_body(
    blocks: Iterable[PageBlock], *, keep_captions: bool = False, is_live: bool = False
) -> OwnText:
    """The blocks of the text that are the article's own."""
    cleaned = OwnText()
    every = list(blocks)
    reading = _Body(cleaned, find_goes_on(every), keep_captions=keep_captions, is_live=is_live)
    waiting = iter(every)
    for block in waiting:
        own = drop_label_lines(block, cleaned.left_out)
        if own.text and not reading.take(own):
            cleaned.after = [rest.text for rest in waiting]
    cleaned.blocks = drop_link_lists(
        drop_colophon(cleaned.blocks, cleaned.by_shape), cleaned.left_out
    )
    cleaned.blocks = drop_notes(cleaned.blocks, cleaned.left_out)
    cleaned.blocks = drop_pull_quotes(cleaned.blocks, cleaned.left_out)
    if not is_live:
        cleaned.blocks = drop_stray_lines(cleaned.blocks, cleaned.by_shape, cleaned.left_out)
    trim_tail(cleaned.blocks, cleaned.left_out)
    return cleaned


@dataclass(slots=True)
class _Body:
    """Takes the blocks of the text one by one, and remembers what a label has opened."""

    cleaned: OwnText
    goes_on: set[int]
    """The identities of the blocks after which much of the story still comes."""
    keep_captions: bool
    is_live: bool
    read: int = 0
    """Code points of prose so far."""
    is_listing: bool = False
    listed: int = 0
    """How many blocks were kept before the last label that opens a list."""
    teasers: Teasers = field(default_factory=Teasers)
    box: HtmlElement | None = None
    """The one that the last heading over other stories has for them."""

    def take(self, block: PageBlock) -> bool:
        """Keep ``block`` or leave it out; whether the story goes on."""
        found = find_label(drop_addresses(block.text), has_link=block.linked > 0)
        if found:
            form = found.form
            if form is LineForm.SUGGESTS:
                form = LineForm.OVER if id(block) in self.goes_on else LineForm.ENDS
            self._take_label(block, form)
            return form is not LineForm.ENDS or not self.read
        if (self.is_listing and block.link_share > 0.5) or self._is_boxed(block):
            self.cleaned.left_out.append(block.text)
        elif self.teasers.hold(block):
            self.cleaned.left_out += take_teaser(self.cleaned.blocks, self.listed)
            self.cleaned.left_out.append(block.text)
        elif block.is_caption or is_caption(block):
            self.cleaned.captions.append(block.text)
            block.is_caption = True
            if self.keep_captions:
                self.cleaned.blocks.append(block)
        elif _is_noise(block, is_live=self.is_live) or self._is_byline(block):
            self.cleaned.left_out.append(block.text)
        else:
            self.is_listing = False
            self.read += block.mass
            self.cleaned.blocks.append(block)
        return True

    def _is_boxed(self, block: PageBlock) -> bool:
        """Whether ``block`` stands in the small box of the last heading over other stories."""
        is_small = self.box is not None and len(block.text) <= _TEASER
        return is_small and any(around is self.box for around in block.element.iterancestors())

    def _is_byline(self, block: PageBlock) -> bool:
        """Whether ``block`` stands before the text and holds its date, or is a link of a menu."""
        is_early = not self.read and not self.is_live and block.kind is BlockKind.PARAGRAPH
        is_menu = block.link_share > 0.9 and not block.ends
        return is_early and (is_menu or is_dated_byline(block))

    def _take_label(self, block: PageBlock, form: LineForm) -> None:
        self.cleaned.is_gated |= form is LineForm.GATE and id(block) not in self.goes_on
        self.is_listing = form is LineForm.OVER
        self.box = _find_own_box(block) if self.is_listing else None
        if self.is_listing:
            self.listed = len(self.cleaned.blocks)
        elif form is LineForm.MORE:
            self.cleaned.left_out += take_teaser(self.cleaned.blocks, self.listed)
        self.cleaned.left_out.append(block.text)


def _find_own_box(label: PageBlock) -> HtmlElement | None:
    """The element that the heading ``label`` opens, if it holds links and little else."""
    box = label.element.getparent()
    if box is None or label.kind is not BlockKind.HEADING or box.find(".//a") is None:
        return None
    is_first = box[0] is label.element and not (box.text or "").strip()
    is_small = sum(len(text.strip()) for text in islice(box.itertext(), _PARTS)) <= 2 * _TEASER
    return box if is_first and is_small and len(box) <= _PARTS else None


def _is_noise(block: PageBlock, *, is_live: bool) -> bool:
    if is_live and is_date_line(block.text):
        return False
    if not _LETTER.search(block.text):
        return not RULE.fullmatch(block.text)
    if is_meta(block) or is_date_line(block.text) or is_place_and_date(block.text):
        return True
    if block.kind is BlockKind.QUOTE and _SIGNATURE.match(block.text):
        return True
    if block.kind is BlockKind.HEADING and is_with_player(block.element):
        return True
    is_block = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    # A headline that is a link, by itself between paragraphs, leads to another story.
    return (
        is_block and block.link_share > 0.9 and block.text[-1] not in "।॥." and len(block.text) > 15
    )
