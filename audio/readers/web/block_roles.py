"""What a block is, by its shape and the names around it: byline, caption, standfirst."""

from __future__ import annotations

from lxml.html import HtmlElement

from audio import regex
from audio.hindi.connecting_words import CONNECTING_WORDS
from audio.readers.article.dates import find_date, is_date_line
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import ElementRole, find_label, find_roles
from audio.readers.web.stray_lines import is_under_picture
from audio.records import BlockKind

_META_LENGTH = 150
"""Code points; a byline with a place and a date is shorter."""
_MENU = 6
"""Words of a menu that is not one of links."""
_CAPTION_CLASS = regex.compile(
    r"caption|cutline|(?<!\S)(?:(?:img|image|photo|pic|fig)[-_]?)?+cap(?!\S)", regex.IGNORECASE
)


def is_of_byline(block: PageBlock) -> bool:
    """Whether ``block`` is a date, a name, a label or a link, as stand under a headline."""
    if is_meta(block) or is_date_line(block.text) or block.link_share > 0.4:
        return True
    is_label = find_label(block.text, has_link=block.linked > 0) is not None
    return is_label or is_dated_byline(block)


def is_dated_byline(block: PageBlock) -> bool:
    """Whether ``block`` is a short line, and no sentence, that holds a date."""
    return len(block.text) <= _META_LENGTH and not block.ends and find_date(block.text) is not None


def is_meta(block: PageBlock) -> bool:
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


def is_list_of_names(block: PageBlock) -> bool:
    """Whether ``block`` is but names one after another, as a menu has: `बिहार झारखंड दिल्ली`."""
    words = block.text.split()
    is_line = block.kind is BlockKind.PARAGRAPH and not block.ends and "\n" not in block.text
    return is_line and len(words) >= _MENU and CONNECTING_WORDS.isdisjoint(words)


def is_dated(block: PageBlock) -> bool:
    """Whether ``block`` is a date or a byline, which may hold one."""
    return is_date_line(block.text) or is_meta(block)


def is_caption(block: PageBlock) -> bool:
    """Whether ``block`` is called a caption, or stands with a picture and nothing else."""
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
