"""Scores: ``3-1 से हराया``, ``21-19, 19-21``, sets with a dot (``6.3, 6.4 से हराकर``)."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import HINDI, Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording
from audio.normalize.numbers.chain import Numbers, verbalize_numbers
from audio.normalize.numbers.numeral import Numeral
from audio.normalize.tables_reader import read_cues
from audio.records import Span

SIDE_OF_SCORE = 2
"""Digits of a side of a score at most."""
_PAIR = r"(?<![\d\-/.:])(?P<first>\d{1,2})-(?P<second>\d{1,2})"
_PAIR_AFTER = regex.compile(r",? ?" + _PAIR + r"(?![\d\-/]|[.:]\d)")
_PAIR_BEFORE = regex.compile(r"(?r)" + _PAIR + r",? ")
_SET = r"[0-7]\.[0-7](?!\d)"
_NEXT_SET = rf"(?:, ?| (?:और |व |एवं )?){_SET}"
_BEATEN = rf" से (?:{HINDI}{{2,8}} (?:सेटों|गेमों) में )?(?:हरा|मात|पराजित|शिकस्त|जीत)"
_DOTTED_SET = regex.compile(
    rf"(?<![\d.])(?P<won>[0-7])\.(?P<lost>[0-7])(?!\d)"
    rf"(?=(?:{_NEXT_SET}){{1,4}}{_BEATEN}|(?<={_SET}{_NEXT_SET}){_BEATEN})",
    regex.V1,
)


def is_score(context: Context, numbers: list[Numeral], end: int) -> bool:
    """Small numbers beside words of winning and losing."""
    if any(len(number.whole) > 2 or not number.plain for number in numbers):
        return False
    start, end, falls = _find_run(context, numbers[0].span.start, end)
    if falls or read_cues("score-before") & set(context.find_words_before(start, 3)):
        return True
    following = context.find_words_after(end, 5)
    sides = context.find_words_before(start, 1) + following[:1]
    if len(sides) == 2 and read_cues("side").issuperset(sides):
        return True  # ब्राजील 1-7 जर्मनी
    return following[:1] in (["से"], ["की"], ["पर"]) and bool(
        read_cues("score-after") & set(following)
    )


def _find_run(context: Context, start: int, end: int) -> tuple[int, int, bool]:
    """Where the pairs around this one start and end, and whether one falls: ``21-19 19-21``."""
    falls = False
    for _ in range(4):
        if match := _PAIR_AFTER.match(context.view, end):
            end = match.end()
            falls = falls or int(match["first"]) >= int(match["second"])
        if match := _PAIR_BEFORE.match(context.view, 0, start):
            start = match.start("first")
            falls = falls or int(match["first"]) >= int(match["second"])
    return start, end, falls


def classify_sets(context: Context, at: int) -> Finding[Numbers] | None:
    """``6.3, 6.4 से हराकर``: two sets or more, with a dot for the hyphen."""
    match = _DOTTED_SET.match(context.view, at)
    if match is None:
        return None
    won, lost = (Numeral(match[name], Span(*match.span(name))) for name in ("won", "lost"))
    dot = Wording("", Span(won.span.end, lost.span.start))
    return Finding(Numbers((won, lost), (dot,)), Span(*match.span()), "score of a set")


SETS = Handler(
    "sets",
    "range",
    Start.DIGIT,
    classify_sets,
    verbalize_numbers,
    before=(Before("decimal", "को 6.3, 6.4 से हराकर", "को छह तीन, छह चार से हराकर"),),
)
