"""Where the story ends: by the text that the page's own data give for it, by notes about it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from audio.readers.article.pieces import fold, is_heading_like
from audio.readers.web.blocks import Unit
from audio.readers.web.known_words import Form, asks, note
from audio.records import BlockKind

_SURE = 0.7
"""Of the prose, how much the data must hold; what holds less is cut short or another text."""
_TAIL = 24
"""Letters of the end of a block by which it is found in the data."""
_LAST = 0.25
"""Of a story's prose, how much at most follows a note that stands after the story."""
_HEADING = 40
"""Code points of a note that is but a heading; what it heads is the note."""
_SHORT_TAIL = 40
_SHORT_PLEA, _PLEA = 150, 600
"""Code points of what asks for one thing, and for several."""
_WRITERS_NAME = regex.compile(r"[-–—]\s*+[^।॥?!\n]{2,40}")


def up_to_end(units: Sequence[Unit], body: str, left_out: list[str]) -> list[Unit]:
    """``units`` up to the one with which ``body``, the data's text, ends.

    Data that are cut short, as many are, seldom end where a block does; then all stays.
    """
    known = fold(body)
    found = [len(fold(unit.text)) >= _TAIL and fold(unit.text) in known for unit in units]
    total = sum(unit.mass for unit in units)
    held = sum(unit.mass for unit, is_found in zip(units, found, strict=True) if is_found)
    if not total or held < _SURE * total:
        return list(units)
    last = max(at for at, is_found in enumerate(found) if is_found)
    if not known.endswith(fold(units[last].text)[-_TAIL:]):
        return list(units)
    rest = [unit for unit in units[last + 1 :] if _is_listed(unit)]
    left_out += [unit.text for unit in units[last + 1 :] if not _is_listed(unit)]
    return [*units[: last + 1], *rest]


def _is_listed(unit: Unit) -> bool:
    """Whether it is of a table, which data leave out."""
    return unit.kind is BlockKind.ITEM and unit.element.tag == "table"


def without_notes(units: Sequence[Unit], left_out: list[str]) -> list[Unit]:
    """``units`` without what stands after the story about it: disclaimers, who its writer is."""
    total = left = sum(unit.mass for unit in units)
    kept: list[Unit] = []
    is_headed = False
    for unit in units:
        left -= unit.mass
        is_note = bool(kept) and left < _LAST * total and note(unit.text) is not None
        if is_note or is_headed:
            left_out.append(unit.text)
        else:
            kept.append(unit)
        is_headed = is_note and len(unit.text) < _HEADING
    return kept


def trim(units: list[Unit], left_out: list[str]) -> None:
    """Drop what trails after the last sentence: links, names of writers, lone labels."""
    while len(units) > 1 and (_is_tail(units[-1]) or _is_signature(*units[-2:])):
        left_out.append(units.pop().text)


def _is_parting(unit: Unit) -> bool:
    """Whether ``unit`` is what a page says last: that it be liked, shared, is not to blame."""
    if len(unit.text) > _PLEA or unit.kind is not BlockKind.PARAGRAPH:
        return False
    asked, said = asks(unit.text, Form.HOLDS), asks(unit.text, Form.SAYS)
    is_aside = unit.is_bold or unit.text.startswith("(") or (asked > 0 and not unit.ends)
    return asked + said > 1 or (len(unit.text) <= _SHORT_PLEA and is_aside and asked + said > 0)


def _is_tail(unit: Unit) -> bool:
    if unit.kind is BlockKind.HEADING:
        return True  # with nothing under it
    if _is_parting(unit):
        return True
    if unit.ends or unit.mass:
        return False
    if unit.kind is BlockKind.PARAGRAPH:
        is_short = len(unit.text) <= _SHORT_TAIL and is_heading_like(unit.text)
        return unit.link_share > 0.3 or (is_short and len(unit.text.split()) <= 4)
    return unit.link_share > 0.6


def _is_signature(before: Unit, unit: Unit) -> bool:
    """Whether ``unit`` is a name after a dash; after another dash it is what somebody says."""
    is_name = not unit.ends and _WRITERS_NAME.fullmatch(unit.text) is not None
    return is_name and before.text[:1] not in set("-–—")
