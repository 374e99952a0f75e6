"""Find an article's title among its pieces, and see that it stands there once."""

from __future__ import annotations

from audio.readers.pieces import (
    TITLE_LENGTH,
    Piece,
    fold,
    is_heading_like,
    is_label_like,
    quoted,
)
from audio.records import BlockKind
from audio.segment import sentence_spans

_OPENING = 6
"""Pieces within which a title must come that is not marked as one."""


def with_title(pieces: list[Piece], named: str, notes: list[str]) -> list[Piece]:
    """``pieces`` with the title first, as the only ``TITLE``, and not repeated after it.

    The title is ``named`` (by the front matter), else the first heading of level 1, else the
    line that is repeated, else the heading-like line that opens the text, else, for want of
    any, the first sentence. What stands before the title and is a short label is left out.
    """
    at = _place(pieces, named)
    if named or at is not None:
        text = named or " ".join(pieces[at or 0].text.split())
        before = _before_title(pieces[: at or 0], notes)
        rest = [piece for piece in pieces[at or 0 :] if piece.key != fold(text)]
        before = [piece for piece in before if piece.key != fold(text)]
        return [Piece(BlockKind.TITLE, text), *before, *rest]
    return _first_sentence_as_title(pieces, notes)


def _place(pieces: list[Piece], named: str) -> int | None:
    """Where the title first stands; None when no line is one."""
    if named:
        return _first(pieces[:_OPENING], named)
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING and piece.level == 1:
            return index
    repeated = _repeated(pieces)
    if repeated is not None:
        return repeated
    opening = _first_prose(pieces)
    return opening if _may_be_title(pieces[opening]) else None


def _first_prose(pieces: list[Piece]) -> int:
    """The first piece that is a line of writing; 0 when none is."""
    kinds = {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE}
    return next((index for index, piece in enumerate(pieces) if piece.kind in kinds), 0)


def _first(pieces: list[Piece], title: str) -> int | None:
    keys = [piece.key for piece in pieces]
    return keys.index(fold(title)) if fold(title) in keys else None


def _may_be_title(piece: Piece) -> bool:
    if piece.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
        return False
    # A headline may ask: क्या बदलेगा नया क़ानून?
    return is_heading_like(piece.text.rstrip("?!"), TITLE_LENGTH)


def _repeated(pieces: list[Piece]) -> int | None:
    """The longest of the opening lines that stands in the article again."""
    found: int | None = None
    seen_later = _keys_seen_twice(pieces)
    for index, piece in enumerate(pieces[:_OPENING]):
        if piece.kind is BlockKind.IMAGE:
            continue
        if not _may_be_title(piece):
            break
        if piece.key in seen_later and (found is None or len(piece.key) > len(pieces[found].key)):
            found = index
    return found


def _keys_seen_twice(pieces: list[Piece]) -> set[str]:
    once: set[str] = set()
    twice: set[str] = set()
    for piece in pieces:
        (twice if piece.key in once else once).add(piece.key)
    return twice


def _before_title(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        if piece.kind is not BlockKind.IMAGE and is_label_like(piece.text):
            notes.append(f"left out {quoted(piece.text)}: a short line before the title")
        else:
            notes.append(f"moved {quoted(piece.text)} after the title")
            kept.append(piece)
    return kept


def _first_sentence_as_title(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    at = _first_prose(pieces)
    first = pieces[at]
    span = sentence_spans(first.text)[0]
    title = " ".join(span.of(first.text).split())
    notes.append(f"no title: the first sentence stands for it, {quoted(title)}")
    remainder = first.text[span.end :].strip()
    middle = [first._replace(text=remainder)] if remainder else []
    return [Piece(BlockKind.TITLE, title), *pieces[:at], *middle, *pieces[at + 1 :]]
