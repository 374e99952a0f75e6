"""Blood groups: ``O+``, ``AB-``, ``B+ve``, ``ओ-``, ``Rh-``."""

from __future__ import annotations

from audio import regex
from audio.normalize.conjunctions import BETWEEN
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_RHESUS = ("Rh", "RH", "आरएच")
_LETTERS = r"AB|[ABO]|एबी|[एओ]|बी|R[hH]|आरएच"
_GROUP = regex.compile(
    rf"(?P<letters>{_LETTERS})(?P<sign> ?(?P<side>[+\-–−])(?P<ve> ?ve\b)?)(?![\p{{L}}\p{{M}}\d])"
)
_OTHER_BEFORE = regex.compile(
    rf"(?r)(?<![\p{{L}}\p{{M}}])(?:(?:{_LETTERS}) ?[+\-–−](?: ?ve\b)?{BETWEEN}){{1,7}}"
)
"""Other groups in the same list."""
_HINDI = {"एबी": "ए बी", "आरएच": "आर एच"}
_SIDES = {"+": "पॉज़िटिव"}
"""Any dash is निगेटिव."""
_NEAR = 3


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """The letters and the sign, if ``ve`` is written or blood is spoken of nearby."""
    match = _GROUP.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    other = _OTHER_BEFORE.match(context.view, 0, at)
    if other:  # ब्लड ग्रुप O+ और AB-
        at = other.start()
    near = context.find_words_before(at, _NEAR) + context.find_words_after(match.end(), _NEAR)
    letters = match["letters"]
    told = match["ve"] or letters in _RHESUS
    if not (told or read_cues("blood").intersection(near)):
        return None
    said_as = spell(letters) if letters.isascii() else _HINDI.get(letters, letters)
    pieces = (
        Wording(said_as, Span(*match.span("letters"))),
        Wording(_SIDES.get(match["side"], "निगेटिव"), Span(*match.span("sign"))),
    )
    return Finding(pieces, Span(*match.span()), "blood group")


BLOOD_GROUP = Handler(
    "blood_group",
    "initialism",
    Start.LATIN | Start.HINDI,
    classify,
    speak_pieces,
    gate=Gate(signs="-", letters=True),
    before=(
        Before("initialism", "एबी+ ब्लड", "ए बी पॉज़िटिव ब्लड"),
        Before("latin", "AB- ब्लड की ज़रूरत", "ए बी निगेटिव ब्लड की ज़रूरत"),
    ),
)
