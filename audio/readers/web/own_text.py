"""Of a story's units, those that are the article: no labels, pleas, links elsewhere, repeats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex
from lxml.html import HtmlElement

from audio.readers.article.pieces import fold, quoted
from audio.readers.web.blocks import Unit
from audio.readers.web.dates import is_date_line, stamp
from audio.readers.web.known_words import Form, Role, label, roles
from audio.readers.web.story_end import trim, without_notes
from audio.readers.web.stray_lines import is_under_picture, without_strays
from audio.readers.web.teasers import Teasers, take_teaser
from audio.records import BlockKind

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
class Cleaned:
    """What is left, and what was seen on the way."""

    units: list[Unit] = field(default_factory=list)
    captions: int = 0
    left_out: list[str] = field(default_factory=list)
    """Lines of the story's own part that were taken for furniture."""
    is_gated: bool = False


def clean_lead(
    units: Iterable[Unit], description: str, *, keep_captions: bool = False
) -> list[Unit]:
    """Of what stands between headline and text, the standfirst."""
    wanted = fold(description)
    kept: list[Unit] = []
    heading: Unit | None = None
    for unit in units:
        if unit.is_caption or _is_caption(unit):
            if keep_captions and not label(unit.text, has_link=unit.linked > 0):
                unit.is_caption = True
                kept.append(unit)
            continue
        if _is_meta(unit) or is_date_line(unit.text):
            continue
        if unit.link_share > 0.4 or label(unit.text, has_link=unit.linked > 0):
            continue
        if _is_dated_byline(unit):
            continue
        key = fold(unit.text)
        declared = len(key) > 15 and (key in wanted or (len(wanted) > 15 and wanted[:40] in key))
        is_point = unit.kind is BlockKind.ITEM and not unit.linked and len(unit.text) >= _POINT
        if is_point and heading:
            kept.append(heading)  # मुख्य बातें
        if declared or is_point or is_standfirst(unit) or unit.mass or _is_subtitle(unit):
            kept.append(unit)
            heading = None
        elif unit.kind is BlockKind.HEADING:
            heading = unit
    return kept


def _is_dated_byline(unit: Unit) -> bool:
    return len(unit.text) <= _META_LENGTH and not unit.ends and stamp(unit.text) is not None


def _is_subtitle(unit: Unit) -> bool:
    return unit.kind is BlockKind.HEADING and unit.level == 2 and len(unit.text) > 30


def clean_body(
    units: Iterable[Unit], *, keep_captions: bool = False, is_live: bool = False
) -> Cleaned:
    """The units of the text that are the article's own."""
    cleaned = Cleaned()
    reading = _Body(cleaned, keep_captions=keep_captions, is_live=is_live)
    for unit in units:
        own = _without_label_lines(unit, cleaned)
        if own.text and not reading.take(own):
            break
    cleaned.units = _without_link_lists(_without_colophon(cleaned.units, cleaned), cleaned)
    cleaned.units = without_notes(cleaned.units, cleaned.left_out)
    if not is_live:
        cleaned.units = without_strays(cleaned.units, cleaned.left_out)
    trim(cleaned.units, cleaned.left_out)
    return cleaned


@dataclass(slots=True)
class _Body:
    """Takes the units of the text one by one, and remembers what a label has opened."""

    cleaned: Cleaned
    keep_captions: bool
    is_live: bool
    read: int = 0
    """Code points of prose so far."""
    is_listing: bool = False
    listed: int = 0
    """How many units were kept before the last label that opens a list."""
    teasers: Teasers = field(default_factory=Teasers)

    def take(self, unit: Unit) -> bool:
        """Keep ``unit`` or leave it out; whether the story goes on."""
        found = label(_without_addresses(unit.text), has_link=unit.linked > 0)
        if found:
            self._take_label(unit, found.form)
            return found.form is not Form.ENDS or not self.read
        if self.is_listing and unit.link_share > 0.5:
            self.cleaned.left_out.append(unit.text)
        elif self.teasers.hold(unit):
            self.cleaned.left_out += take_teaser(self.cleaned.units, self.listed)
            self.cleaned.left_out.append(unit.text)
        elif unit.is_caption or _is_caption(unit):
            self.cleaned.captions += 1
            unit.is_caption = True
            if self.keep_captions:
                self.cleaned.units.append(unit)
        elif _is_noise(unit, is_live=self.is_live) or self._is_byline(unit):
            self.cleaned.left_out.append(unit.text)
        else:
            self.is_listing = False
            self.read += unit.mass
            self.cleaned.units.append(unit)
        return True

    def _is_byline(self, unit: Unit) -> bool:
        """Whether ``unit`` stands before the text and holds its date."""
        is_early = not self.read and not self.is_live and unit.kind is BlockKind.PARAGRAPH
        return is_early and _is_dated_byline(unit)

    def _take_label(self, unit: Unit, form: Form) -> None:
        self.cleaned.is_gated |= form is Form.GATE
        self.is_listing = form is Form.OVER
        if self.is_listing:
            self.listed = len(self.cleaned.units)
        elif form is Form.MORE:
            self.cleaned.left_out += take_teaser(self.cleaned.units, self.listed)
        self.cleaned.left_out.append(unit.text)


def _without_label_lines(unit: Unit, cleaned: Cleaned) -> Unit:
    """Lines of a block that are labels or mere addresses go, but no address within a sentence."""
    text = unit.text
    lines = text.split("\n")
    kept = [line for line in lines if not _is_label_line(line, unit, alone=len(lines) == 1)]
    cleaned.left_out += [line for line in lines if line not in kept]
    text = "\n".join(kept)
    if "[" in text:
        text = _NOTE_MARK.sub("", text)
    if "pic." in text or "t.co/" in text:
        text = " ".join(_EMBED.sub("", text).split(" "))
    if unit.kind is BlockKind.PARAGRAPH and _BULLET.match(text):
        text = _BULLET.sub("", text)
        unit.kind, unit.level = BlockKind.ITEM, 1
    unit.text = text.strip()
    return unit


def _is_label_line(line: str, unit: Unit, *, alone: bool) -> bool:
    """Whether ``line`` of ``unit`` holds addresses only, or is a label among other lines."""
    bare = _without_addresses(line)
    if bare != line and not _LETTER.search(bare):
        return True
    return not alone and label(bare, has_link=unit.linked > 0) is not None


def _without_addresses(line: str) -> str:
    if "://" not in line and "www." not in line:
        return line
    return " ".join(_ADDRESS.sub("", line).split())


def _is_noise(unit: Unit, *, is_live: bool) -> bool:
    if is_live and is_date_line(unit.text):
        return False
    if not _LETTER.search(unit.text):
        return not _RULE.fullmatch(unit.text)
    if _is_meta(unit) or is_date_line(unit.text):
        return True
    if unit.kind is BlockKind.QUOTE and _SIGNATURE.match(unit.text):
        return True
    is_block = unit.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    # A headline that is a link, by itself between paragraphs, leads to another story.
    return is_block and unit.link_share > 0.9 and unit.text[-1] not in "।॥." and len(unit.text) > 15


def _without_link_lists(units: list[Unit], cleaned: Cleaned) -> list[Unit]:
    """``units`` without the lists all of whose items are links, and the heading over one."""
    kept: list[Unit] = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and units[end].kind is BlockKind.ITEM:
            end += 1
        items = units[at:end]
        linked = sum(item.linked for item in items)
        if len(items) > 1 and linked > 0.8 * sum(len(item.text) for item in items):
            cleaned.left_out += [item.text for item in items]
            if kept and _is_over_list(kept[-1]):
                cleaned.left_out.append(kept.pop().text)
            at = end
            continue
        kept += items or [units[at]]
        at = end if items else at + 1
    return kept


def _is_over_list(unit: Unit) -> bool:
    is_set_off = unit.kind is BlockKind.HEADING or unit.is_bold or unit.text.endswith(":")
    return is_set_off and not unit.mass and len(unit.text) <= _SHORT_HEADING


def _without_colophon(units: list[Unit], cleaned: Cleaned) -> list[Unit]:
    """``units`` up to a rule after which next to nothing comes: initials, numbers, addresses."""
    total = sum(unit.mass for unit in units)
    left = total
    for at, unit in enumerate(units):
        if at and _RULE.fullmatch(unit.text) and left < 0.15 * total:
            cleaned.left_out += [other.text for other in units[at:]]
            return units[:at]
        left -= unit.mass
    return [unit for unit in units if not _RULE.fullmatch(unit.text)]


def _is_meta(unit: Unit) -> bool:
    """Whether ``unit`` is of a byline: in a block that is called so, and is as short."""
    if len(unit.text) > _META_LENGTH or unit.ends:
        return False
    near = [unit.element] if unit.kind is BlockKind.HEADING else _nearest(unit)
    return any(Role.META in roles(element) and _is_short(element) for element in near)


def _is_short(element: HtmlElement) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > 2 * _META_LENGTH:
            return False
    return True


def is_dated(unit: Unit) -> bool:
    """Whether ``unit`` is a date or a byline, which may hold one."""
    return is_date_line(unit.text) or _is_meta(unit)


def _is_caption(unit: Unit) -> bool:
    is_marked = any(
        _CAPTION_CLASS.search(element.get("class", "")) is not None for element in _nearest(unit)
    )
    return is_marked or is_under_picture(unit)


def is_standfirst(unit: Unit) -> bool:
    """Whether the page calls ``unit`` the lead under its headline."""
    return any(Role.STANDFIRST in roles(element) for element in _nearest(unit))


def _nearest(unit: Unit) -> list[HtmlElement]:
    """The element of ``unit`` and two around it, up to what holds the article."""
    chain: list[HtmlElement] = []
    for element in (unit.element, *unit.element.iterancestors()):
        if len(chain) == 3 or element.tag in {"article", "main", "body", "html"}:
            break
        if Role.BODY in roles(element):
            break
        chain.append(element)
    return chain


def summary(left_out: list[str]) -> str:
    """One note for all that was taken for furniture."""
    shown = ", ".join(quoted(text) for text in left_out[:3])
    more = f" and {len(left_out) - 3} more" if len(left_out) > 3 else ""
    return f"left out what is not the article's: {shown}{more}"
