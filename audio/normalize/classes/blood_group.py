"""Blood groups: ``O+``, ``AB-``, ``B+ve``, ``ओ-``."""

from __future__ import annotations

import regex

from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.handler import Found, Piece, Start, handler, said
from audio.normalize.tables_reader import cues
from audio.records import Span, SpokenWord

_GROUP = regex.compile(
    r"(?P<letters>AB|[ABO]|एबी|[एओ]|बी)(?P<sign> ?(?P<side>[+-])(?P<ve> ?ve\b)?)(?![\p{L}\p{M}\d])"
)
_HINDI = {"एबी": "ए बी"}
_SIDES = {"+": "पॉज़िटिव", "-": "निगेटिव"}
_NEAR = 3


def classify(context: Context, at: int) -> Found[tuple[Piece, Piece]] | None:
    """The letters and the sign, if ``ve`` is written or blood is spoken of nearby."""
    match = _GROUP.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    near = context.words_before(at, _NEAR) + context.words_after(match.end(), _NEAR)
    if not (match["ve"] or cues("blood").intersection(near)):
        return None
    letters = match["letters"]
    said_as = spell(letters) if letters.isascii() else _HINDI.get(letters, letters)
    pieces = (
        Piece(said_as, Span(*match.span("letters"))),
        Piece(_SIDES[match["side"]], Span(*match.span("sign"))),
    )
    return Found(pieces, Span(*match.span()), "blood group")


def verbalize(pieces: tuple[Piece, Piece]) -> list[SpokenWord]:
    """ओ पॉज़िटिव."""
    return [word for piece in pieces for word in said(*piece)]


BLOOD_GROUP = handler("initialism", Start.LATIN | Start.HINDI, classify, verbalize)
