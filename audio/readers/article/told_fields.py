"""Author and date as people type them over a text: `लेखक: राम शर्मा`, `दिनांक: 15 अगस्त 2025`.

Such lines are no prose: they tell what the opening of an edition says in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from audio import regex
from audio.hindi.connecting_words import CONNECTING_WORDS
from audio.readers.article.dates import parse_date
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.pieces import Piece, quote
from audio.records import BlockKind, Omission

_FIRST = 6
"""Pieces within which such lines stand."""
_PROSE = 100
"""Code points of a piece, at which the text has begun."""
_BETWEEN = r"\s*+(?:[:：]-?|[-–—])\s*+"
_AUTHOR = regex.compile(
    rf"(?:लेखक|लेखिका|लेखन|रिपोर्टर|संवाददाता|author|by|written by|reporter){_BETWEEN}"
    r"(?P<value>[\p{L}\p{M}.,' ()\u200c\u200d-]{2,60})",
    regex.IGNORECASE,
)
_DATE = regex.compile(
    rf"(?:दिनांक|दिनाँक|तारीख़|तारीख|तिथि|प्रकाशन तिथि|प्रकाशित|date|published|dated){_BETWEEN}"
    r"(?P<value>.{4,60})",
    regex.IGNORECASE,
)
_OF_EVENT = regex.compile(rf"(?:समय|स्थान|जगह|स्थल|venue|place|time){_BETWEEN}", regex.IGNORECASE)
"""Opens a line beside which a date is that of what is announced, and no date of writing."""
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})


class _Field(NamedTuple):
    """One such line."""

    piece: Piece
    author: str
    date: datetime | None

    @property
    def kind(self) -> str:
        return "date" if self.date else "author"


def take_fields(
    pieces: Sequence[Piece], front: FrontMatter, *, is_stronger: bool
) -> tuple[list[Piece], FrontMatter, list[Omission]]:
    """``pieces`` without such lines at their beginning, ``front`` with what these tell.

    ``is_stronger``: they are believed more than ``front``, which a program has filled; else what
    ``front`` knows already stays, and so does the line. Of each kind the first is taken.
    """
    found: dict[str, _Field] = {}
    for field in _find_fields(pieces):
        found.setdefault(field.kind, field)
    if not is_stronger:
        known = {"author": front.author, "date": front.date}
        found = {kind: field for kind, field in found.items() if not known[kind]}
    if len(found) == 1 and not front.title and next(iter(found.values())).piece is pieces[0]:
        return list(pieces), front, []  # which may be a title: लेखक: एक परिचय
    taken = [field.piece for field in found.values()]
    notes = (f"took the {kind} from {quote(field.piece.text)}" for kind, field in found.items())
    told = replace(
        front,
        author=found["author"].author if "author" in found else front.author,
        date=found["date"].date if "date" in found else front.date,
        notes=(*front.notes, *notes),
    )
    left_out = [Omission(piece.text, "lines that tell author or date") for piece in taken]
    return [one for one in pieces if not any(one is piece for piece in taken)], told, left_out


def _find_fields(pieces: Sequence[Piece]) -> Iterator[_Field]:
    is_event = any(_OF_EVENT.match(piece.text) for piece in pieces[:_FIRST])
    for piece in pieces[:_FIRST]:
        if piece.kind is BlockKind.PARAGRAPH and len(piece.text) > _PROSE:
            return
        text = piece.text.strip().rstrip("।.").rstrip() if piece.kind in _KINDS else ""
        if author := _AUTHOR.fullmatch(text):
            if _is_name(author["value"]):
                yield _Field(piece, author["value"].strip(), None)
        elif not is_event and (day := _DATE.fullmatch(text)) and (date := parse_date(day["value"])):
            yield _Field(piece, "", date)


def _is_name(value: str) -> bool:
    """Whether ``value`` names people: `राम और सीता`, and not `समाज का दर्पण`."""
    return (CONNECTING_WORDS - {"और"}).isdisjoint(value.split())
