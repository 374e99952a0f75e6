"""Days of the moon in digits: ``चैत्र शुक्ल 9``, ``फाल्गुन सुदी 5``, ``माघ कृ. 14``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.tables_reader import index_rows, read_cues

_DAY = regex.compile(r"(?P<day>0?[1-9]|1[0-5]|30)(?![\p{L}\p{M}\d%]|[.:/,-]\d| ?(?:वीं|वें|व))")
_HALF_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?:(?P<month>[\p{L}\p{M}]{2,10})"
    r"(?: (?:मास|माह|महीने))?(?: (?:के|की|का))?,? (?:शुक्ला?|कृष्णा?|शु\.|कृ\.)|(?P<half>(?:सु|व|ब)द[िी]))"
    r"(?: ?पक्ष)?(?: (?:की )?तिथि)?[ -]{1,2}"
)
_NEW_MOON = "30"
_FULL_MOON = "15"


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A number up to fifteen, or thirty, after the bright or the dark half of a month."""
    match = _DAY.match(context.view, at)
    before = match and _HALF_BEFORE.match(context.view, 0, at)
    if not (match and before) or not (before["half"] or before["month"] in read_cues("lunar")):
        return None
    following = context.find_word_after(match.end())
    if following in read_cues("counted", "time-after", "rough"):
        return None
    day = match["day"].lstrip("0")
    bright = regex.search(r"शु|सुद", before[0]) is not None
    if day == _FULL_MOON and not bright:
        day = _NEW_MOON
    row = index_rows("tithis")[day]
    return find_wording(row.cells[1], match.span(), f"day of the moon {row.place}")


TITHI = Handler(
    "tithi",
    "date",
    Start.DIGIT,
    classify,
    speak_wording,
    before=(Before("cardinal", "चैत्र शुक्ल 9 को", "चैत्र शुक्ल नवमी को"),),
)
