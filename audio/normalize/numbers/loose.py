"""Numbers that are written loosely: with a stray space, a comma for the dot, or no space."""

from __future__ import annotations

from typing import NamedTuple

from audio import regex
from audio.normalize.context import WORD, Context
from audio.normalize.tables_reader import index_spellings, read_cues

_THOUSANDS = 3
"""Digits between two commas."""
_MOST_BEFORE_DOT = 3
_STARTS = frozenset((". ", " .", " ,", ", "))
_DECIMAL = regex.compile(
    r"(?:\. (?P<fraction>\d{1,2})| \. ?(?P<fraction>\d(?:\d{1,2}| \d)?))"
    r"(?![\p{L}\p{M}\d]|[.,/:\-] ?\d)"
)
_GROUP = regex.compile(r"(?P<whole>[1-9]\d{0,2}(?: ,\d{2}){0,3} ,(?: )?\d{3})(?!\d|[ ,.]\d)")
_COMMA = regex.compile(r"(?P<whole>[1-9]\d?, (?P<rest>\d{2}, ?\d{3}|\d{3}))(?!\d|[ ,./]\d)")
_COMMA_DECIMAL = regex.compile(r",(?P<fraction>\d{1,3})(?![\d/]|[.,]\d)")
_COMMA_TENTHS = regex.compile(r"(?<=\b\d{1,2}),(?P<fraction>\d)(?=%| %| डिग्री)")
"""``31,1%``: tenths as Europe writes them; a list would have a space."""
_LISTED = regex.compile(r"\d{2,3}(?:,\d{3})++")
_LABEL_BEFORE = regex.compile(
    rf"(?r)(?P<label>{WORD}{{2,20}})\.?(?: ?(?:संख्या|सं\.?|नंबर|नम्बर|नं\.?|न\.))?[ :\-]{{1,3}}"
    r"(?:\d{1,4}[A-Zक-ह]?(?:\(\w\))?[,/] ?){0,20}",
    regex.V1,
)
"""What names the numbers of a list, before all of them: ``धारा 147,148,`` before 149."""
INSIDE_NUMBER = regex.compile(r"(?r)\d[.,:/\-]? ?")
_BETWEEN = regex.compile("[ ,]")


class LooseNumber(NamedTuple):
    """A number without what stood between its digits."""

    whole: str
    end: int
    """Where it ends."""
    fraction: str = ""
    grouped: bool = False
    """Written with commas."""


def find_loose_number(context: Context, match: regex.Match[str]) -> LooseNumber | None:
    """The number that ``match`` begins, if it has a stray space in it, or a comma for its dot.

    Or the first of a list without spaces, where ``match`` takes commas for those of thousands.
    """
    if match["bare"] or match["fraction"]:
        return None
    first, comma, _ = match["whole"].partition(",")
    if comma and _LISTED.fullmatch(match["whole"]) and _is_list(context, match):
        return LooseNumber(first, match.start("whole") + len(first))
    if context.view[match.end() : match.end() + 2] not in _STARTS:
        shape = _COMMA_DECIMAL if match["whole"] == "0" else _COMMA_TENTHS
        return _find_decimal(context, match, shape) if match["whole"] else None
    if INSIDE_NUMBER.match(context.view, 0, match.start()):
        return None
    group = _GROUP.match(context.view, match.start("whole"))
    if group is None and (comma := _COMMA.match(context.view, match.start())):
        group = comma if _is_one_amount(context, comma) else None
    if group:
        return LooseNumber(_BETWEEN.sub("", group["whole"]), group.end(), grouped=True)
    return _find_decimal(context, match, _DECIMAL)


def _is_list(context: Context, match: regex.Match[str]) -> bool:
    """``धारा 147,148,149``, ``323,504 IPC``, ``खसरा नं. 121,122``: numbers of sections or plots."""
    before = _LABEL_BEFORE.match(context.view, 0, match.start())
    label, following = before and before["label"], context.find_word_after(match.end())
    if following in read_cues("law", "currency-word"):
        return following in read_cues("law")
    numbers = match["whole"].split(",")
    if len(numbers[0]) < _THOUSANDS:
        return label is not None and label.startswith("धारा")  # धारा 323/34,506
    rising = numbers == sorted(set(numbers)) and "000" not in numbers
    return label in read_cues("law") or (rising and label in read_cues("numbered"))


def _find_decimal(
    context: Context, match: regex.Match[str], shape: regex.Pattern[str]
) -> LooseNumber | None:
    """``5. 7 फुट``, ``3 .6 किमी``, ``0,05 फीसदी``: a decimal, where something is measured.

    A comma stands for the dot after a nought alone: there it groups no digits.
    """
    part = shape.match(context.view, match.end())
    if part is None or len(match["whole"]) > _MOST_BEFORE_DOT:
        return None
    if not _is_measured(context, match.start(), part.end()):
        return None
    return LooseNumber(match["whole"], part.end(), part["fraction"].replace(" ", ""))


def _is_one_amount(context: Context, match: regex.Match[str]) -> bool:
    """``2, 500 रुपये``, ``1, 50,000``: a stray space after a comma, where money is counted.

    Not after a label (``धारा 2, 500 रुपये``): there it parts a list.
    """
    before = context.find_word_before(match.start())
    following = context.find_word_after(match.end())
    exact = len(match["rest"]) == _THOUSANDS and not match["rest"].endswith("0")
    if exact and before in read_cues("tallied", "land"):
        return True  # क्षेत्रफल 53, 484 वर्ग किमी
    if before and before not in read_cues("postposition", "count-before"):
        return False
    if following == "मामले" and len(match["rest"]) == _THOUSANDS:
        return True  # 12, 345 मामले
    return "," in match["rest"] or following in read_cues("currency-word")


def _is_measured(context: Context, start: int, end: int) -> bool:
    """Whether a unit, a scale or a percent follows, or intensity and the like stand before."""
    following = context.find_word_after(end)
    if following in read_cues("measured", "currency-word"):
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
