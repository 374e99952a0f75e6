"""The hyphen of a range whose two ends are whole: ``2 लाख-3 लाख``, ``15 जून-15 जुलाई``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import Finding, Handler, Start, Wording, find_wording, speak_wording
from audio.normalize.tables_reader import index_spellings, read_cues

_NUMBER = r"(?P<number>\d{1,9}(?:[.,]\d{1,9}){0,4})"
_WORD = r"(?P<word>(?:(?:वर्ग|घन) )?[\p{L}\p{M}.°²³]{1,20})"
_YEAR = r"(?:(?:, ?| )(?:1[1-9]|20)\d{2})?"
_BEFORE = regex.compile(rf"(?r)(?<![\d.,:/]){_NUMBER} ?{_WORD}(?P<year>{_YEAR}) ?")
_AFTER = regex.compile(rf"- ?{_NUMBER} ?{_WORD}(?![\p{{L}}\p{{M}}])")
_SIGN_BEFORE = regex.compile(r"(?r)[½⅓⅔¼¾] ?")
_DATE = r"\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d\d)?\d\d"
_DATE_BEFORE = regex.compile(rf"(?r)(?<!\d){_DATE} ?")
_DATE_AFTER = regex.compile(rf"- ?{_DATE}(?!\d)")
_NUMBER_AFTER = regex.compile(r"- ?\d{1,3}(?![\d.,:/\-])")
_HOUR_BEFORE = regex.compile(r"(?r)\d ?बजे ?")
_HOUR_AFTER = regex.compile(
    r"- ?(?:[\p{L}\p{M}]{2,7} )?\d{1,2}(?:[:.][0-5]\d)? ?बजे(?![\p{L}\p{M}])"
)
"""``सुबह 6 बजे-शाम 6 बजे``."""
_LAST_DAY = 31
_MONTH_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}]|\d ?)(?P<word>[\p{L}\p{M}]{2,8})(?:, ?| )(?:1[1-9]|20)\d{2} ?"
)
_MONTH_AFTER = regex.compile(r"- ?(?P<word>[\p{L}\p{M}]{2,8})(?:, ?| )(?:1[1-9]|20)\d{2}(?!\d)")


def is_interval(context: Context, at: int) -> bool:
    """Whether the hyphen at ``at`` stands between the two ends of a range."""
    if context.view[at : at + 1] != "-":
        return False
    if _HOUR_AFTER.match(context.view, at) and _HOUR_BEFORE.match(context.view, 0, at):
        return True
    if _DATE_AFTER.match(context.view, at):
        return bool(_DATE_BEFORE.match(context.view, 0, at))
    if _SIGN_BEFORE.match(context.view, 0, at):
        return bool(_NUMBER_AFTER.match(context.view, at))
    if (month := _MONTH_AFTER.match(context.view, at)) and _is_month(month["word"]):
        before = _MONTH_BEFORE.match(context.view, 0, at)
        return bool(before and _is_month(before["word"]))  # मार्च 2020 - जून 2021
    after = _AFTER.match(context.view, at)
    before = after and _BEFORE.match(context.view, 0, at)
    return bool(before and after and _are_alike(before, after))


def _are_alike(before: regex.Match[str], after: regex.Match[str]) -> bool:
    """The same word or a greater scale after a greater number, or two dates."""
    first, second = _parse_number(before), _parse_number(after)
    words = before["word"], after["word"]
    if _is_month(words[0]) and _is_month(words[1]):
        return 1 <= first <= _LAST_DAY and 1 <= second <= _LAST_DAY and before[0] != after[0]
    if before["year"]:
        return False
    if words[0] == words[1]:
        # 18वीं-19वीं सदी, 10वीं-12वीं के नतीजे: two, and nothing between them
        both = words[0].startswith("व") and (second == first + 1 or (first, second) == (10, 12))
        return first < second and not both
    sizes = _rank_scale(words[0]), _rank_scale(words[1])
    return 0 <= sizes[0] < sizes[1]


def _parse_number(match: regex.Match[str]) -> float:
    whole, _, fraction = match["number"].replace(",", "").partition(".")
    return float(f"{whole}.{fraction.replace('.', '')}")


def _is_month(word: str) -> bool:
    found = index_spellings("months").find(word, 0)
    return word in read_cues("month") or bool(found and found[1] == len(word))


_SIZES = ("हजार", "हज़ार", "लाख", "करोड़", "अरब")


def _rank_scale(word: str) -> int:
    return _SIZES.index(word) if word in _SIZES else -1


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """The hyphen itself; the ends are for other classes."""
    if not is_interval(context, at):
        return None
    return find_wording("से", (at, at + 1), "range of whole ends")


INTERVAL = Handler("interval", "range", Start.SIGN, classify, speak_wording)
