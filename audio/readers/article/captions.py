"""Captions of pictures, which are left out or read as `चित्र: …`."""

from __future__ import annotations

from audio import regex
from audio.readers.article.pieces import Piece
from audio.records import IMAGE_LABEL, BlockKind

_OF_TABLE = regex.compile(r"(?:तालिका|सारणी|table)(?![\p{L}\p{M}])", regex.IGNORECASE)
_NUMBER = regex.compile(r"^(?:चित्र|figure)\s*+[\p{Nd}.-]*+\s*+[:.।–-]?\s*+", regex.IGNORECASE)
_NAMES = regex.compile(
    r"(?<![\p{L}\p{N}])(?:fig(?:ure)?|ima?ge?|photo|pic(?:ture)?)?[-_]?caption(?:[-_]?text)?(?!\p{L})",
    regex.IGNORECASE,
)


def make_caption(text: str) -> Piece:
    """A caption as it is read: `चित्र: …`, without a number of its own."""
    words = " ".join(text.split())
    return Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{_NUMBER.sub('', words, count=1) or words}")


def describe_captions(count: int) -> str:
    """What tells that so many captions were left out."""
    return f"left out {count} {'caption' if count == 1 else 'captions'} of pictures"


def is_of_picture(text: str) -> bool:
    """Whether the caption ``text`` is not that of a table, which is read with it: `तालिका 2: …`."""
    return bool(text) and not _OF_TABLE.match(text)


def names_caption(classes: str) -> bool:
    """Whether one of an element's ``classes`` says that it is a caption."""
    return bool(_NAMES.search(classes))
