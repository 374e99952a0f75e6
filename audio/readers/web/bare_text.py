"""Text of a story that stands beside the element which holds the rest of it.

Careless pages write `<h1>…</h1>text<br><br>text<div><p>…</p></div>`: what stands bare in an
element around the story's text, or is a paragraph there, is the story's too, up to the first
heading after it. So is what the page's own data have in the story's text, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.word_rows import WordRows, split_words
from audio.readers.web.blocks import PageBlock
from audio.readers.web.folded_text import was_hidden
from audio.readers.web.known_words import find_label, find_note
from audio.readers.web.story_parts import Story
from audio.readers.web.teasers import Teasers
from audio.records import BlockKind

_LEAST = 40
"""Code points of a text that is adopted."""
_LETTER = regex.compile(r"\p{L}")
_DEVANAGARI = regex.compile(r"(?=\p{L})\p{Devanagari}")


def adopt_bare_text(
    story: Story, holders: Sequence[HtmlElement], title: HtmlElement | None, declared: str
) -> Story:
    """``story`` with the text beside its ``holders``; ``declared`` is its text in the data."""
    around = _find_around(holders, title)
    known = WordRows([declared]) if declared else None
    own = set(map(id, story.body))
    teasers = Teasers()
    body: list[PageBlock] = []
    outside: list[PageBlock] = []
    is_over = False
    for block in [*story.lead, *story.body, *story.outside]:
        is_late = id(block) not in own and bool(story.body) and block.order > story.body[-1].order
        is_over = is_over or (is_late and _ends_story(block))
        if id(block) in own or (
            _is_prose(block)
            and not teasers.hold(block)
            and ((not is_over and _stands_in(block, around)) or _is_known(block, known))
        ):
            body.append(block)
        else:
            outside.append(block)
    body.sort(key=lambda block: block.order)
    if not body:
        return story
    first = story.body[0].order if story.body else body[0].order
    lead = [block for block in outside if block.order < first]
    rest = [block for block in outside if block.order >= first]
    return Story(lead, body, story.others, rest)


def _find_around(holders: Sequence[HtmlElement], title: HtmlElement | None) -> set[HtmlElement]:
    """The elements around the ``holders``, up to the one that holds the headline too."""
    found: set[HtmlElement] = set()
    of_title = set() if title is None else set(title.iterancestors())
    for holder in holders:
        for element in holder.iterancestors():
            found.add(element)
            if element in of_title:
                break
    return found


def _stands_in(block: PageBlock, around: set[HtmlElement]) -> bool:
    """Whether ``block`` stands bare in one of ``around``, or is a sentence in a paragraph there."""
    is_paragraph = block.element.tag == "p" and block.ends
    if was_hidden(block.element):
        return True
    return block.element in around or (is_paragraph and block.element.getparent() in around)


def _is_known(block: PageBlock, known: WordRows | None) -> bool:
    return known is not None and known.hold(split_words(block.text))


def _ends_story(block: PageBlock) -> bool:
    return block.kind is BlockKind.HEADING or find_label(block.text, has_link=True) is not None


def _is_prose(block: PageBlock) -> bool:
    """Whether ``block`` is writing in the story's script, and no plea, note or caption."""
    if block.kind is BlockKind.HEADING or block.mass < _LEAST:
        return False
    is_own = 2 * len(_DEVANAGARI.findall(block.text)) > len(_LETTER.findall(block.text))
    has_link = block.linked > 0
    return is_own and not find_label(block.text, has_link=has_link) and not find_note(block.text)
