"""Lines of verse that each stand in a block of their own, as Blogger's editor sets them.

    <div>आले में रखा है</div><div>दादी का चश्मा</div><div><br></div><div>मैं उसे पहनती हूँ</div>

They are stanzas, cut where an empty block stands between two of them, and not labels of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from audio import regex
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import ElementRole, find_roles
from audio.records import BlockKind

_LONGEST = 80
"""Code points of a line of verse."""
_LEAST = 4
"""Lines of a poem: fewer may be an address or a signature."""
_DEPTH = 4
"""Elements around a line up to the one that is marked as the article's text."""
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_GAP = frozenset({"div", "br"})


def join_verse(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """``blocks`` with those that are lines of one stanza made one block, a line each."""
    joined: list[PageBlock] = []
    for poem in _split_poems(blocks):
        if len(poem) < _LEAST or not _is_in_text(poem[0].element):
            joined += poem
            continue
        for stanza in _split_stanzas(poem):
            first = stanza[0]
            first.text = "\n".join(line.text for line in stanza)
            first.is_verse = True
            joined.append(first)
    return joined


def _split_poems(blocks: Sequence[PageBlock]) -> Iterator[list[PageBlock]]:
    """Runs of short lines that are children of one element, any other block by itself."""
    run: list[PageBlock] = []
    for block in blocks:
        is_line = _is_line(block)
        if run and not (is_line and block.element.getparent() is run[-1].element.getparent()):
            yield run
            run = []
        if is_line:
            run.append(block)
        else:
            yield [block]
    if run:
        yield run


def _is_line(block: PageBlock) -> bool:
    is_short = len(block.text) <= _LONGEST and "\n" not in block.text
    is_plain = block.kind is BlockKind.PARAGRAPH and not block.linked and not block.is_caption
    is_own = block.element.tag == "div" and block.element.getparent() is not None
    return is_short and is_plain and is_own and _DEVANAGARI.search(block.text) is not None


def _is_in_text(element: HtmlElement) -> bool:
    return any(
        ElementRole.BODY in find_roles(around) for around in islice(element.iterancestors(), _DEPTH)
    )


def _split_stanzas(poem: Sequence[PageBlock]) -> Iterator[list[PageBlock]]:
    stanza: list[PageBlock] = []
    for line in poem:
        if stanza and _has_gap_before(line.element):
            yield stanza
            stanza = []
        stanza.append(line)
    yield stanza


def _has_gap_before(element: HtmlElement) -> bool:
    before = element.getprevious()
    if before is None or str(before.tag) not in _GAP:
        return False
    return not "".join(before.itertext()).strip()
