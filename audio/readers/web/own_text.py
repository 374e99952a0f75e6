"""Of a story's blocks, those that are the article: no labels, pleas, links elsewhere, repeats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex
from lxml.html import HtmlElement

from audio.readers.article.dates import find_date, is_date_line
from audio.readers.article.pieces import fold, quote
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import ElementRole, LineForm, find_label, find_roles
from audio.readers.web.story_end import drop_notes, trim_tail
from audio.readers.web.stray_lines import drop_stray_lines, is_under_picture
from audio.readers.web.teasers import Teasers, take_teaser
from audio.records import BlockKind, Omission

_ADDRESS = regex.compile(r"(?:https?://|www\.)\S++")
_EMBED = regex.compile(r"(?:https?://)?+(?:pic\.(?:twitter|x)\.com/|t\.co/)\w++")
"""Stands in a post for its picture or for the post that it answers."""
_NOTE_MARK = regex.compile(r"\[(?:\p{Nd}{1,3}|संपादित करें|edit|note \d{1,2})\]", regex.IGNORECASE)
"""`[1]`, `[संपादित करें]`: encyclopedias put them into their text."""
_LETTER = regex.compile(r"\p{L}")
_SIGNATURE = regex.compile(r"^[-–—]\s*+[^\n]{0,100}\(@\w{1,40}\)")
_BULLET = regex.compile(r"^[•▪●‣■◆➤►✔☛👉]\s*+")
_META_LENGTH = 150
"""Code points; a byline with a place and a date is shorter."""
_CAPTION_CLASS = regex.compile(
    r"caption|cutline|(?<!\S)(?:(?:img|image|photo|pic|fig)[-_]?)?+cap(?!\S)", regex.IGNORECASE
)
_SHORT_HEADING = 60
_POINT = 25
"""Code points of one of the points that some pages put before their text."""
_RULE = regex.compile(r"[*#_=~–—-]{3,}|[*#\s]{5,}")


@dataclass(slots=True)
class OwnText:
    """The blocks of a story that are its own, and what was left out on the way."""

    blocks: list[PageBlock] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    """Those of pictures that were left out."""
    left_out: list[str] = field(default_factory=list)
    """Lines of the story's own part that were taken for furniture."""
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
            "what follows the story": self.after,
        }
        return [Omission(text, why) for why, texts in reasons.items() for text in texts]


def clean_lead(
    blocks: Iterable[PageBlock],
    description: str,
    left_out: list[str],
    *,
    keep_captions: bool = False,
) -> list[PageBlock]:
    """The standfirst, out of the blocks that stand between headline and text.

    The others are added to ``left_out``.
    """
    wanted = fold(description)
    kept: list[PageBlock] = []
    heading: PageBlock | None = None
    for block in blocks:
        if block.is_caption or _is_caption(block):
            if keep_captions and not find_label(block.text, has_link=block.linked > 0):
                block.is_caption = True
                kept.append(block)
            else:
                left_out.append(block.text)
            continue
        if _is_of_byline(block):
            left_out.append(block.text)
            continue
        key = fold(block.text)
        declared = len(key) > 15 and (key in wanted or (len(wanted) > 15 and wanted[:40] in key))
        is_point = block.kind is BlockKind.ITEM and not block.linked and len(block.text) >= _POINT
        if is_point and heading:
            kept.append(heading)  # मुख्य बातें
        if declared or is_point or is_standfirst(block) or block.mass or _is_subtitle(block):
            kept.append(block)
            heading = None
        elif block.kind is BlockKind.HEADING:
            heading = block
        else:
            left_out.append(block.text)
    return kept


def _is_of_byline(block: PageBlock) -> bool:
    """Whether ``block`` is a date, a name, a label or a link, as stand under a headline."""
    if _is_meta(block) or is_date_line(block.text) or block.link_share > 0.4:
        return True
    is_label = find_label(block.text, has_link=block.linked > 0) is not None
    return is_label or _is_dated_byline(block)


def _is_dated_byline(block: PageBlock) -> bool:
    return len(block.text) <= _META_LENGTH and not block.ends and find_date(block.text) is not None


def _is_subtitle(block: PageBlock) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 2 and len(block.text) > 30


def clean_body(
    blocks: Iterable[PageBlock], *, keep_captions: bool = False, is_live: bool = False
) -> OwnText:
    """The blocks of the text that are the article's own."""
    cleaned = OwnText()
    reading = _Body(cleaned, keep_captions=keep_captions, is_live=is_live)
    waiting = iter(blocks)
    for block in waiting:
        own = _drop_label_lines(block, cleaned)
        if own.text and not reading.take(own):
            cleaned.after = [rest.text for rest in waiting]
    cleaned.blocks = _drop_link_lists(_drop_colophon(cleaned.blocks, cleaned), cleaned)
    cleaned.blocks = drop_notes(cleaned.blocks, cleaned.left_out)
    if not is_live:
        cleaned.blocks = drop_stray_lines(cleaned.blocks, cleaned.left_out)
    trim_tail(cleaned.blocks, cleaned.left_out)
    return cleaned


@dataclass(slots=True)
class _Body:
    """Takes the blocks of the text one by one, and remembers what a label has opened."""

    cleaned: OwnText
    keep_captions: bool
    is_live: bool
    read: int = 0
    """Code points of prose so far."""
    is_listing: bool = False
    listed: int = 0
    """How many blocks were kept before the last label that opens a list."""
    teasers: Teasers = field(default_factory=Teasers)

    def take(self, block: PageBlock) -> bool:
        """Keep ``block`` or leave it out; whether the story goes on."""
        found = find_label(_drop_addresses(block.text), has_link=block.linked > 0)
        if found:
            self._take_label(block, found.form)
            return found.form is not LineForm.ENDS or not self.read
        if self.is_listing and block.link_share > 0.5:
            self.cleaned.left_out.append(block.text)
        elif self.teasers.hold(block):
            self.cleaned.left_out += take_teaser(self.cleaned.blocks, self.listed)
            self.cleaned.left_out.append(block.text)
        elif block.is_caption or _is_caption(block):
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

    def _is_byline(self, block: PageBlock) -> bool:
        """Whether ``block`` stands before the text and holds its date."""
        is_early = not self.read and not self.is_live and block.kind is BlockKind.PARAGRAPH
        return is_early and _is_dated_byline(block)

    def _take_label(self, block: PageBlock, form: LineForm) -> None:
        self.cleaned.is_gated |= form is LineForm.GATE
        self.is_listing = form is LineForm.OVER
        if self.is_listing:
            self.listed = len(self.cleaned.blocks)
        elif form is LineForm.MORE:
            self.cleaned.left_out += take_teaser(self.cleaned.blocks, self.listed)
        self.cleaned.left_out.append(block.text)


def _drop_label_lines(block: PageBlock, cleaned: OwnText) -> PageBlock:
    """Lines of a block that are labels or mere addresses go, but no address within a sentence."""
    text = block.text
    lines = text.split("\n")
    kept = [line for line in lines if not _is_label_line(line, block, alone=len(lines) == 1)]
    cleaned.left_out += [line for line in lines if line not in kept]
    text = "\n".join(kept)
    if "[" in text:
        text = _NOTE_MARK.sub("", text)
    if "pic." in text or "t.co/" in text:
        text = drop_embeds(text)
    if block.kind is BlockKind.PARAGRAPH and _BULLET.match(text):
        text = _BULLET.sub("", text)
        block.kind, block.level = BlockKind.ITEM, 1
    block.text = text.strip()
    return block


def drop_embeds(text: str) -> str:
    """``text`` without the addresses that stand in a post for its pictures."""
    return " ".join(_EMBED.sub("", text).split(" "))


def _is_label_line(line: str, block: PageBlock, *, alone: bool) -> bool:
    """Whether ``line`` of ``block`` holds addresses only, or is a label among other lines."""
    bare = _drop_addresses(line)
    if bare != line and not _LETTER.search(bare):
        return True
    return not alone and find_label(bare, has_link=block.linked > 0) is not None


def _drop_addresses(line: str) -> str:
    if "://" not in line and "www." not in line:
        return line
    return " ".join(_ADDRESS.sub("", line).split())


def _is_noise(block: PageBlock, *, is_live: bool) -> bool:
    if is_live and is_date_line(block.text):
        return False
    if not _LETTER.search(block.text):
        return not _RULE.fullmatch(block.text)
    if _is_meta(block) or is_date_line(block.text):
        return True
    if block.kind is BlockKind.QUOTE and _SIGNATURE.match(block.text):
        return True
    is_block = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    # A headline that is a link, by itself between paragraphs, leads to another story.
    return (
        is_block and block.link_share > 0.9 and block.text[-1] not in "।॥." and len(block.text) > 15
    )


def _drop_link_lists(blocks: list[PageBlock], cleaned: OwnText) -> list[PageBlock]:
    """``blocks`` without the lists all of whose items are links, and the heading over one."""
    kept: list[PageBlock] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].kind is BlockKind.ITEM:
            end += 1
        items = blocks[at:end]
        linked = sum(item.linked for item in items)
        if len(items) > 1 and linked > 0.8 * sum(len(item.text) for item in items):
            cleaned.left_out += [item.text for item in items]
            if kept and _is_over_list(kept[-1]):
                cleaned.left_out.append(kept.pop().text)
            at = end
            continue
        kept += items or [blocks[at]]
        at = end if items else at + 1
    return kept


def _is_over_list(block: PageBlock) -> bool:
    is_set_off = block.kind is BlockKind.HEADING or block.is_bold or block.text.endswith(":")
    return is_set_off and not block.mass and len(block.text) <= _SHORT_HEADING


def _drop_colophon(blocks: list[PageBlock], cleaned: OwnText) -> list[PageBlock]:
    """``blocks`` up to a rule after which next to nothing comes: initials, numbers, addresses."""
    total = sum(block.mass for block in blocks)
    left = total
    for at, block in enumerate(blocks):
        if at and _RULE.fullmatch(block.text) and left < 0.15 * total:
            cleaned.left_out += [other.text for other in blocks[at:]]
            return blocks[:at]
        left -= block.mass
    return [block for block in blocks if not _RULE.fullmatch(block.text)]


def _is_meta(block: PageBlock) -> bool:
    """Whether ``block`` is of a byline: in a block that is called so, and is as short."""
    if len(block.text) > _META_LENGTH or block.ends:
        return False
    near = [block.element] if block.kind is BlockKind.HEADING else _find_nearest(block)
    return any(ElementRole.META in find_roles(element) and _is_short(element) for element in near)


def _is_short(element: HtmlElement) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > 2 * _META_LENGTH:
            return False
    return True


def is_dated(block: PageBlock) -> bool:
    """Whether ``block`` is a date or a byline, which may hold one."""
    return is_date_line(block.text) or _is_meta(block)


def _is_caption(block: PageBlock) -> bool:
    is_marked = any(
        _CAPTION_CLASS.search(element.get("class", "")) is not None
        for element in _find_nearest(block)
    )
    return is_marked or is_under_picture(block)


def is_standfirst(block: PageBlock) -> bool:
    """Whether the page calls ``block`` the lead under its headline."""
    return any(ElementRole.STANDFIRST in find_roles(element) for element in _find_nearest(block))


def _find_nearest(block: PageBlock) -> list[HtmlElement]:
    """The element of ``block`` and two around it, up to what holds the article."""
    chain: list[HtmlElement] = []
    for element in (block.element, *block.element.iterancestors()):
        if len(chain) == 3 or element.tag in {"article", "main", "body", "html"}:
            break
        if ElementRole.BODY in find_roles(element):
            break
        chain.append(element)
    return chain


def describe_left_out(left_out: list[str]) -> str:
    """One note for all that was taken for furniture."""
    shown = ", ".join(quote(text) for text in left_out[:3])
    more = f" and {len(left_out) - 3} more" if len(left_out) > 3 else ""
    return f"left out what is not the article's: {shown}{more}"
