"""Lists of links between a story's paragraphs, and what follows a rule under it."""

from __future__ import annotations

from collections.abc import Sequence

from audio import regex
from audio.readers.web.blocks import PageBlock
from audio.records import BlockKind

_SHORT_HEADING = 60
RULE = regex.compile(r"[*#_=~–—-]{3,}|[*#\s]{5,}")


def drop_link_lists(blocks: Sequence[PageBlock], left_out: list[str]) -> list[PageBlock]:
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
            left_out += [item.text for item in items]
            if kept and _is_over_list(kept[-1]):
                left_out.append(kept.pop().text)
            at = end
            continue
        kept += items or [blocks[at]]
        at = end if items else at + 1
    return kept


def _is_over_list(block: PageBlock) -> bool:
    is_set_off = block.kind is BlockKind.HEADING or block.is_bold or block.text.endswith(":")
    return is_set_off and not block.mass and len(block.text) <= _SHORT_HEADING


def drop_colophon(blocks: Sequence[PageBlock], left_out: list[str]) -> list[PageBlock]:
    """``blocks`` up to a rule after which next to nothing comes: initials, numbers, addresses."""
    total = sum(block.mass for block in blocks)
    left = total
    for at, block in enumerate(blocks):
        if at and RULE.fullmatch(block.text) and left < 0.15 * total:
            left_out += [other.text for other in blocks[at:]]
            return list(blocks[:at])
        left -= block.mass
    return [block for block in blocks if not RULE.fullmatch(block.text)]
