"""Leave out the labels that came along when a web page was copied."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from audio.readers.article.pieces import Piece, fold, quote
from audio.tables import read_rows


def leave_out_labels(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    """``pieces`` without the labels that ``copied_labels.tsv`` names; each goes into ``notes``.

    A last line of one word without end punctuation is a label even when no table knows it.
    """
    kept = [
        piece for piece in pieces if len(pieces) == 1 or not _is_label(piece, "anywhere", notes)
    ] or pieces[:1]
    while len(kept) > 1 and _is_label(kept[0], "start", notes):
        del kept[0]
    while len(kept) > 1 and (_is_label(kept[-1], "end", notes) or _is_lone_word(kept[-1], notes)):
        del kept[-1]
    return kept


_LONGEST = 100
"""Code points of a line that may be a label: the longest in the table has half as many letters."""


def _is_label(piece: Piece, where: str, notes: list[str]) -> bool:
    known = len(piece.text) <= _LONGEST and piece.key in _read_labels(where)
    if known:
        notes.append(f"left out the label {quote(piece.text)}")
    return known


def _is_lone_word(piece: Piece, notes: list[str]) -> bool:
    lone = piece.is_shaped_heading and len(piece.text.split()) == 1
    if lone:
        notes.append(f"left out {quote(piece.text)}: a lone word at the end, taken for a label")
    return lone


@cache
def _read_labels(where: str) -> frozenset[str]:
    table = Path(__file__).with_name("copied_labels.tsv")
    return frozenset(fold(label) for label, place, _ in read_rows(table) if place == where)
