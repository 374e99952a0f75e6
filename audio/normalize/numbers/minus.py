"""Whether a hyphen before a number is a minus, or the dash that parts it from its noun."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import HINDI, Context
from audio.normalize.tables_reader import read_cues

_NOUN_BEFORE = regex.compile(rf"(?r){HINDI} ", regex.V1)
_MEASURED_AFTER = regex.compile(
    r" ?(?:°|%|℃|डिग्री|डि\.|प्रतिशत|फ़?ीसदी|फीसद|अंक)"
    r"|(?: से | ?- ?|, ?[^।\d]{1,20} )-?\d{1,3}(?:\.\d)? ?(?:°|डिग्री)"
)
"""What may be below nought: heat, a share, points of an index."""
_REACH = 3


def is_dash_after_noun(context: Context, start: int, end: int) -> bool:
    """``प्रस्तर -3.2``, ``कुल पद -250``: a dash; ``तापमान -2``, ``मुनाफ़ा -3.5%`` has a minus.

    ``start`` is where the hyphen stands, ``end`` where its number ends. No date is below nought:
    the hyphen of ``-7 अगस्त तक`` opens the point of a list.
    """
    if context.find_word_after(end) in read_cues("month"):
        return True
    if not _NOUN_BEFORE.match(context.view, 0, start):
        return False
    before = context.find_words_before(start, _REACH)
    if before[0] in read_cues("postposition") or not read_cues("signed").isdisjoint(before):
        return False
    return not _MEASURED_AFTER.match(context.view, end)
