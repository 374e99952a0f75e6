"""The slash of a dateline: ``बलिया/मऊ, 5 मई``, ``संवाददाता/ किशनगंज``."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.hindi.common_words import read_common_words
from audio.normalize.context import HINDI, Context
from audio.normalize.places import is_place

_YEAR_BEFORE = regex.compile(r"(?r)(?<!\d)(?:19|20)\d\d ?")
_TEXT_AFTER = regex.compile(r" \p{L}| ?\d{1,2}:\d\d")
"""``5 जून 2022/ जिले में``: the slash that ends a dateline, or stands before the hour."""
_PLACES = rf"{HINDI}{{2,20}}(?: {HINDI}{{2,20}})?"
_PLACES_BEFORE = regex.compile(rf"(?r)(?:^|: ){_PLACES}(?:/{_PLACES})?", regex.V1)
_PLACES_AFTER = regex.compile(
    rf"(?!नहीं){_PLACES}(?:/{_PLACES})?(?: ?\({HINDI}{{2,20}}\))?(?: ?।| ?, ?\d{{1,2}} {HINDI})",
    regex.V1,
)
"""``बलिया/मऊ (यूपी)।``, ``बलिया/मऊ, 5 मई``: places in a dateline."""
_OPENED_BEFORE = regex.compile(rf"(?r)\A(?P<word>{HINDI}{{2,20}})", regex.V1)
_SENTENCE_AFTER = regex.compile(rf"(?: {HINDI}{{1,20}}){{5}}", regex.V1)
"""The text after the place that it opens with, before which alone the slash has no space."""
_AGENCY_BEFORE = regex.compile(
    r"(?r)(?:संवाददाता|समाचार|एजेंसी|एजेंसियां|ब्यूरो|प्रतिनिधि|वार्ता|न्यूज़?|डेस्क|नेटवर्क) ?"
)
"""``संवाददाता/ किशनगंज``, ``हिन्दुस्थान समाचार / राधा``: who reports, and where."""
_AGENCY_AFTER = regex.compile(
    rf" (?:{HINDI}{{2,14}} ){{0,2}}(?:संवाददाता|समाचार|ब्यूरो|न्यूज़?|डेस्क|नेटवर्क|जागरण|उजाला|भास्कर|पत्रिका"
    r"|टाइम्स|एक्सप्रेस|हिन्दुस्तान|हिंदुस्तान|हेराल्ड|दर्पण|केसरी|भारत|मीडिया|टीवी|वाणी|पोस्ट|लाइव)"
    rf"(?: ?(?:[,;:।|)]|\Z)|(?: ?- ?| ){HINDI}{{2,14}} ?(?:[,;:।|)]|\Z))",
    regex.V1,
)
_NAMED_BEFORE = regex.compile(rf"(?r)(?:\A|[।|(:] ?)(?:{HINDI}{{2,14}} ){{1,3}}", regex.V1)
"""``राम शर्मा / नगर समाचार``: a reporter and the paper."""


def is_in_dateline(context: Context, at: int) -> bool:
    """``बलिया/मऊ, 5 मई``; or after the place, the year or the reporter that a text begins with."""
    view = context.view
    if _PLACES_BEFORE.match(view, 0, at) and _PLACES_AFTER.match(view, at + 1):
        return True
    if (opened := _OPENED_BEFORE.match(view, 0, at)) and _SENTENCE_AFTER.match(view, at + 1):
        return opened["word"] not in _read_common_words()  # रिसाली/ नगर निगम का बजट …
    if view[at + 1 : at + 2] == " " and _AGENCY_AFTER.match(view, at + 1):
        return bool(_NAMED_BEFORE.match(view, 0, at))
    told = _YEAR_BEFORE.match(view, 0, at) or _AGENCY_BEFORE.match(view, 0, at)
    if told and _TEXT_AFTER.match(view, at + 1):
        return True
    return view.startswith(" ", at + 1) and is_place(context.find_word_before(at))


@cache
def _read_common_words() -> frozenset[str]:
    return frozenset(read_common_words())
