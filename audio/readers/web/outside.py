"""What a page shows beside and after its story, in elements that do not hold the story's text.

A box with a heading or a name over it is a section of its own: comments, a horoscope, who the
writer is. What stands there bare, is long, or is shaped as the story's own paragraphs are may well
be a part of the story that was not found: it is left unexplained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.readers.web.block_roles import is_caption, is_list_of_names, is_of_byline
from audio.readers.web.blocks import PageBlock
from audio.readers.web.front_page import RIGHTS
from audio.readers.web.known_words import LineForm, find_label, find_note
from audio.readers.web.story_parts import Story
from audio.readers.web.teasers import Teasers
from audio.readers.web.writer_notes import (
    WRITERS,
    is_called_so,
    is_writer_note,
    opens_with_name,
)
from audio.records import BlockKind, Omission

_LABEL = 60
"""Code points of a name or a label over a section."""
_SMALL, _SHARE = 600, 0.25
"""Code points of a section, or how much of the story's prose, that may be called one."""
_OTHERS = "other stories on the page"
_LISTS = frozenset({LineForm.OVER, LineForm.SUGGESTS})
_BOXES = frozenset({"div", "section", "td", "aside", "li", "ul", "ol", "article"})


def explain_outside(
    story: Story, title: HtmlElement | None, declared: str, author: str
) -> Iterator[Omission]:
    """What the blocks outside of ``story`` are; nothing for those that may be parts of it.

    ``declared`` is the story's text as the page's data give it: what stands in that is a part.
    ``author`` wrote it.
    """
    for block in story.others:
        yield Omission(block.text, _OTHERS)
    known = fold(declared)
    homes = {_read_shape(block.element.getparent()) for block in story.body if block.mass}
    most = max(_SMALL, _SHARE * sum(block.mass for block in story.body))
    writers = [
        fold(text) for text in (author, *(b.text for b in story.lead)) if len(text) <= _LABEL
    ]
    writers = [name for name in writers if name]
    teasers = Teasers()
    for section in _cut_sections(story.outside, title):
        is_small = sum(block.mass for block in section.blocks) <= most
        is_list = is_small and _is_list(section.blocks)
        for block in section.blocks:
            is_own = section.is_headed and is_small and fold(block.text) not in known
            is_link = block.link_share > 0.5 or teasers.hold(block)
            reason = "links to other stories" if is_link else _name_line(block)
            if not reason and _is_of_writer(block, writers, most):
                reason = WRITERS
            if reason:
                yield Omission(block.text, reason)
            elif section.is_story or is_list:
                yield Omission(block.text, _OTHERS)
            elif is_own and _read_shape(block.element.getparent()) not in homes:
                yield Omission(block.text, "sections of their own beside the story")


def _is_list(section: Sequence[PageBlock]) -> bool:
    """Whether a label of other stories stands over ``section``."""
    found = find_label(section[0].text, has_link=section[0].linked > 0) if section else None
    return found is not None and found.form in _LISTS


def _is_of_writer(block: PageBlock, writers: list[str], most: float) -> bool:
    """Whether ``block``, small beside the story, opens with a name of ``writers`` or is theirs."""
    is_known = (
        is_writer_note(block, writers)
        or opens_with_name(block.text, writers)
        or is_called_so(block)
    )
    return len(block.text) <= most and is_known


def _name_line(block: PageBlock) -> str:
    """What ``block`` is wherever it stands; empty if that is not known."""
    if find_label(block.text, has_link=block.linked > 0) or find_note(block.text):
        return "pleas and notes after the story"
    if RIGHTS.search(block.text):
        return "headers and footers"
    if is_list_of_names(block):
        return "menus"
    if is_of_byline(block):
        return "bylines and links by the headline"
    return "captions of pictures" if block.is_caption or is_caption(block) else ""


class _Section:
    """Blocks up to the next heading."""

    def __init__(self, *, is_headed: bool = False, is_story: bool = False) -> None:
        self.is_headed = is_headed
        self.is_story = is_story
        self.blocks: list[PageBlock] = []


def _cut_sections(blocks: Sequence[PageBlock], title: HtmlElement | None) -> Iterator[_Section]:
    section = _Section()
    box: HtmlElement | None = None
    for block in blocks:
        around = _find_box(block.element)
        is_story = section.is_story or _is_like(block.element, title)
        is_head = block.kind is BlockKind.HEADING or block.is_bold
        is_name = not block.ends and len(block.text) <= _LABEL
        is_label = is_name and (around is not box or not section.blocks)
        if is_head or is_label or (around is not box and not section.is_headed):
            yield section
            section = _Section(is_headed=is_head or is_label, is_story=is_story)
        section.blocks.append(block)
        box = around
    yield section


def _find_box(element: HtmlElement) -> HtmlElement | None:
    return element if element.tag in _BOXES else element.getparent()


def _is_like(element: HtmlElement, title: HtmlElement | None) -> bool:
    """Whether ``element`` is the headline of another story: it is shaped as ``title`` is."""
    if title is None or not title.get("class"):
        return False
    return (element.tag, element.get("class")) == (title.tag, title.get("class"))


def _read_shape(element: HtmlElement | None) -> tuple[object, object, int]:
    """Tag and class, and of a table's row how many cells."""
    if element is None:
        return None, None, 0
    return element.tag, element.get("class"), len(element) if element.tag == "tr" else 0
