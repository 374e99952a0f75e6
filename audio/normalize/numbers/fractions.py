"""Fractions in words: आधा, ढाई, सवा तीन, दो बटा सात."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.numbers.words import say_cardinal, say_year
from audio.normalize.tables_reader import index_rows, index_spellings, read_cues

_QUARTERS = {15: ("1", "4"), 30: ("1", "2"), 45: ("3", "4")}
_YEAR = regex.compile(r"1[89]\d\d|20\d\d")
_LEAST_RATE = 3
_ROUND = frozenset(("1", "10", "20", "50", "100", "500", "1000"))
_SIGN_BEFORE = regex.compile(r"(?r)(?:[₹$€£]|रु\.|Rs\.?) ?")
_SPACED_RATIO = regex.compile(r"(?P<top>[123]) / (?P<bottom>[234])(?= [\p{L}\p{M}])")


def say_fraction(whole: str, top: str, bottom: str, half: str) -> str:
    """``2 1/2`` ढाई, ``3 1/4`` सवा तीन, ``3/4`` तीन चौथाई, ``2 2/7`` दो सही दो बटा सात."""
    key = f"{whole} {top}/{bottom}".strip()
    if row := index_rows("fractions").get(key):
        return half if row.cells[1] == "आधा" else row.cells[1]
    if whole and (row := index_rows("fractions").get(f"n {top}/{bottom}")):
        next_whole = str(int(whole) + 1) if row.cells[1] == "पौने" else whole
        return f"{row.cells[1]} {say_cardinal(next_whole)}"
    words = say_parted(top, bottom)
    return f"{say_cardinal(whole)} सही {words}" if whole else words


def say_quarter(hour: int, minute: int) -> str:
    """``4:30`` साढ़े चार, ``5:45`` पौने छह, ``1:15`` सवा एक; empty where Hindi does not say so."""
    if (hour, minute) == (1, 15):
        return f"{index_rows('fractions')['n 1/4'].cells[1]} {say_cardinal('1')}"
    part = _QUARTERS.get(minute)
    return say_fraction(str(hour), *part, half="") if part else ""


def say_parted(top: str, bottom: str) -> str:
    """``2/7`` दो बटा सात, as the numbers of plots and cases are said too."""
    # 202/1995: no fraction has such a denominator, but the number of a case has a year.
    below = say_year(bottom) if _YEAR.fullmatch(bottom) else say_cardinal(bottom)
    return f"{say_cardinal(top)} बटा {below}"


def is_rate(context: Context, match: regex.Match[str]) -> bool:
    """``72500/10 ग्राम``, ``₹80/20 ग्राम``: so much for a round number of something, no fraction."""
    paid = _SIGN_BEFORE.match(context.view, 0, match.start())
    if (len(match["top"]) < _LEAST_RATE and not paid) or match["bottom"] not in _ROUND:
        return False
    following = context.find_word_after(match.end())
    unit = index_spellings("units").find(context.view, match.end() + 1)
    return following in read_cues("per") or unit is not None


def match_spaced_ratio(context: Context, start: int) -> regex.Match[str] | None:
    """``3 / 4 कप``: a proper fraction with a noun after it."""
    match = _SPACED_RATIO.match(context.view, start)
    if match is None or match["top"] >= match["bottom"]:
        return None
    return None if context.find_word_after(match.end()) in read_cues("postposition") else match
