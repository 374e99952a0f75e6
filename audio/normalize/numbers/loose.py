"""Whether stray spaces stand inside a number, by what stands around it."""

from __future__ import annotations

import regex

from audio.normalize.context import Context
from audio.normalize.tables_reader import index_spellings, read_cues

_GROUP = 3
"""Digits between two commas."""


STARTS = frozenset((". ", " .", " ,", ", "))
DECIMAL = regex.compile(
    r"(?:\. (?P<fraction>\d{1,2})| \. ?(?P<fraction>\d(?:\d{1,2}| \d)?))"
    r"(?![\p{L}\p{M}\d]|[.,/:\-] ?\d)"
)
GROUP = regex.compile(
    r"(?P<whole>[1-9]\d{0,2})(?P<rest>(?: ,\d{2}){0,3} ,(?: )?\d{3})(?!\d|[ ,.]\d)"
)
COMMA = regex.compile(r"(?P<whole>[1-9]\d?), (?P<rest>\d{2}, ?\d{3}|\d{3})(?!\d|[ ,./]\d)")
COMMA_DECIMAL = regex.compile(r"0,(?P<fraction>\d{1,3})(?![\d/]|[.,]\d)")
"""``0,05``: a comma that groups no digits."""


def is_one_amount(context: Context, match: regex.Match[str]) -> bool:
    """``2, 500 रुपये``, ``1, 50,000``: a stray space after a comma, where money is counted.

    Not after a label (``धारा 2, 500 रुपये``): there it parts a list.
    """
    before = context.find_word_before(match.start())
    if before and before not in read_cues("postposition") | read_cues("count-before"):
        return False
    following = context.find_word_after(match.end())
    if following == "मामले" and len(match["rest"]) == _GROUP:
        return True  # 12, 345 मामले
    return "," in match["rest"] or following in read_cues("currency-word")


def is_measured(context: Context, start: int, end: int) -> bool:
    """Whether a unit, a scale or a percent follows, or intensity and the like stand before."""
    following = context.find_word_after(end)
    if following in read_cues("measured") or following in read_cues("currency-word"):
        return True
    if following in read_cues("shared") and context.find_word_after(end, 2) in read_cues(
        "measured"
    ):
        return True  # 37. 38 मत प्रतिशत
    at = end + (context.view[end : end + 1] == " ")
    if context.view[at : at + 1] == "%" or any(
        index_spellings(table).find(context.view, at) for table in ("scales", "units")
    ):
        return True
    return not read_cues("measured-before").isdisjoint(context.find_words_before(start, 2))
