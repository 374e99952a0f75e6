"""Figures of a cricket match: ``176/7``, ``205/2 (28.2)``, ``5/57``, ``2-37``, ``7x4``."""

from __future__ import annotations

from audio import regex
from audio.normalize.conjunctions import AND
from audio.normalize.context import WORD, Context
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span

_SCORE = regex.compile(
    r"(?P<first>[1-9]\d{0,2})(?P<sign>[/\-])(?P<second>\d{1,3})(?!\d|[/.,:\-]\d|/)"
    r"(?P<declared>(?:d|dec\.?)(?![\p{L}\p{M}]))?"
)
_FOURS = regex.compile(
    r"(?P<count>\d{1,2}) ?[xX×] ?(?P<runs>[46])(?![\d\p{L}\p{M}]| \d(?! ?[xX×] ?[46]))"
)
_HITS = regex.compile(r"(?P<runs>[46])['’]?s(?![\p{L}\p{M}\d])")
"""``4s``: fours, where cricket is spoken of."""
_BALLS = regex.compile(r"(?P<count>\d{1,3}) ?b(?![\p{L}\p{M}\d])")
_BOTH = regex.compile(rf"\d ?[xX×] ?4(?:,| {AND}| &|/)? ?\d{{1,2}} ?[xX×] ?6")
_INNINGS_BEFORE = regex.compile(r"(?r)\d\*? ?\((?:\d{1,3} ?b?,? ?)?")
"""``76 (7x4)``."""
_NAME_BEFORE = regex.compile(r"(?r)[\p{Devanagari}--[।\p{Nd}]] ", regex.V1)
_LIST_AFTER = regex.compile(rf"(?<=\d\d\*)(?:,|\)| {AND}(?![\p{{L}}\p{{M}}]))")
"""After so many that they are runs, beside a name: ``रोहित 121* और``."""
_NOT_OUT = regex.compile(r"(?P<count>\d{1,3})(?P<star>\*)(?![\d*]| \d)")
_BALLS_AFTER = regex.compile(r" ?\(\d{1,3}[,) ]")
_FIGURE = r"(?P<first>\d{1,2})[/\-](?P<second>\d{1,3})"
_NAMES = rf"(?:{WORD}{{1,20}} ){{0,2}}"
_NEXT_FIGURE = regex.compile(
    rf"(?: \([^()\d]{{1,30}}\))?,? {_NAMES}{_FIGURE}(?![\d/]|[.,\-]\d)", regex.V1
)
_FIGURE_BEFORE = regex.compile(
    rf"(?r)(?<![\d/.\-]){_FIGURE}(?: \([^()\d]{{1,30}}\))?,? {_NAMES}", regex.V1
)
_CLAUSE_START = regex.compile(r"(?r)(?:\A|[,;:(।|])\s*")
_CLAUSE_END = regex.compile(r"\s*(?:\Z|[,;।|)(])")
_INSIDE = regex.compile(r"(?r)\d[/.,:\-]")
_OVERS = regex.compile(r" \(\d{1,2}(?:\.[0-5])?(?:\)| (?:ov|ओवर))")
_NEAR = 150
"""Characters on either side in which cricket must be spoken of."""
_WICKETS = 10
_LAST_DAY = 31
_LEAST_TOTAL = 60
"""``20 ओवर में 9/155 रन``: a side's runs after its wickets, as Australia writes them."""
_LEAST_BETWEEN = 10
"""Runs that a bowler gives beyond his wickets, at least, so that ``2-3`` is no figure of his."""
_LEAST_OF_BOWLER = 4
"""The same after a bowler's name: ``सिराज ने 6/15``."""
_LABELS = (
    "numbered", "labelled", "law", "id-before", "roman-before", "lettered-before", "edition-before",
    "postposition",
)  # fmt: skip
"""Roles of words that are no bowler's name."""
_RUNS = {"4": "चौके", "6": "छक्के"}


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Runs and wickets, fours, sixes or balls, where cricket is spoken of or a side is named."""
    if _INSIDE.match(context.view, 0, at):
        return None
    if (match := _FOURS.match(context.view, at)) and _are_boundaries(context, match):
        return _make_count(match, _RUNS[match["runs"]])
    if (match := _HITS.match(context.view, at)) and _is_cricket(context, match):
        span = Span(*match.span())
        return Finding((Wording(_RUNS[match["runs"]], span),), span, "hits")
    if (match := _NOT_OUT.match(context.view, at)) and (
        _BALLS_AFTER.match(context.view, match.end())
        or context.find_word_before(at) in read_cues("best-before")
        or _is_cricket(context, match)
        or (
            _NAME_BEFORE.match(context.view, 0, at) and _LIST_AFTER.match(context.view, match.end())
        )
    ):
        return _make_not_out(context, match)
    if (match := _BALLS.match(context.view, at)) and _is_cricket(context, match):
        return _make_count(match, "गेंद")
    match = _SCORE.match(context.view, at)
    return _read_score(context, match) if match else None


def _are_boundaries(context: Context, match: regex.Match[str]) -> bool:
    """Fours or sixes of an innings, no sides of a board: ``7x4 लगाए``, but ``6x4 फुट``."""
    at = match.end() + (context.view[match.end() : match.end() + 1] == " ")
    following = context.find_word_after(match.end())
    if index_spellings("units").find(context.view, at) or following in read_cues("measured"):
        return False
    innings = _INNINGS_BEFORE.match(context.view, 0, match.start())
    return innings is not None or _is_cricket(context, match)


def _make_count(match: regex.Match[str], words: str) -> Finding[Pieces]:
    unit = Wording(words, Span(match.end("count"), match.end()))
    return Finding((_say(match, "count"), unit), Span(*match.span()), words)


def _make_not_out(context: Context, match: regex.Match[str]) -> Finding[Pieces]:
    """बयासी नाबाद; before what they are, नाबाद बयासी रन."""
    told = context.find_word_before(match.start()) == "नाबाद"
    star = Wording("" if told else "नाबाद", Span(*match.span("star")))
    runs = context.find_word_after(match.end()) in ("रन", "रनों")
    pieces = (star, _say(match, "count")) if runs else (_say(match, "count"), star)
    return Finding(pieces, Span(*match.span()), "not out")


def _read_score(context: Context, match: regex.Match[str]) -> Finding[Pieces] | None:
    first, second = int(match["first"]), int(match["second"])
    sign = Span(*match.span("sign"))
    if match["sign"] == "/" and (
        first >= _WICKETS >= second < first
        or (first >= second and _is_of_side(context, match) and _is_early(context, match))
    ):
        if not _is_score(context, match):
            return None
        runs = (_say(match, "first"), Wording("पर", sign), _say(match, "second"))
        if context.find_word_after(match.end()) in ("रन", "रनों"):  # 138/7 रन
            runs = (runs[2], Wording("विकेट पर", sign), runs[0])
        declared = match["declared"] and Wording("घोषित", Span(*match.span("declared")))
        return Finding(
            (*runs, declared) if declared else runs,
            Span(*match.span()),
            "runs for wickets",
        )
    if not _is_figure(context, match, first, second):
        return None
    if match["sign"] == "-":
        pieces = (_say(match, "first"), Wording("", sign), _say(match, "second"))
    else:
        pieces = (_say(match, "second"), Wording("पर", sign), _say(match, "first"))
    return Finding(pieces, Span(*match.span()), "wickets for runs")


def _is_early(context: Context, match: regex.Match[str]) -> bool:
    """Whether a few runs are a score: the overs follow, or no wicket fell, as in ``3/0``."""
    return int(match["second"]) == 0 or bool(_OVERS.match(context.view, match.end()))


def _is_score(context: Context, match: regex.Match[str]) -> bool:
    after = context.find_word_after(match.end())
    if int(match["first"]) <= _LAST_DAY and after == "को":
        return False
    second = int(match["second"])
    ends = _CLAUSE_END.match(context.view, match.end())
    side = _is_of_side(context, match)
    if context.find_words_after(match.end(), 2)[1:] == ["स्कोर"]:
        return True  # 705/7 का स्कोर
    if len(match["first"]) == 3:  # 264/9: more runs than a fraction would have
        alone = ends and "," not in ends[0]
        starts = alone and _CLAUSE_START.match(context.view, 0, match.start())
        if side or starts or _OVERS.match(context.view, match.end()):
            return True
    return bool(side and (ends or second == 0)) or _is_cricket(context, match)


def _is_of_side(context: Context, match: regex.Match[str]) -> bool:
    """Whether a side, or the end of a session, stands before: ``भारत 205/2``, ``चाय तक 187/3``."""
    before = context.find_words_before(match.start(), 2)
    if before[:1] == ["ने"]:  # लखनऊ ने 171/7 का स्कोर बनाया
        before = before[1:]
    if before[:1] == ["तक"]:
        return before[1:] != [] and before[1] in read_cues("session")
    return before != [] and before[0] in read_cues("side")


def _is_figure(context: Context, match: regex.Match[str], first: int, second: int) -> bool:
    """Whether a bowler's wickets and runs are meant, or which wicket fell at how many runs."""
    if first <= _WICKETS and _is_fall(context, match):
        return True
    least = _LEAST_OF_BOWLER if _is_of_bowler(context, match) else _LEAST_BETWEEN
    if first > _WICKETS or second - first < least or _is_counted(context, match):
        return False
    if match["sign"] == "/" and least == _LEAST_OF_BOWLER:
        return True
    if match["sign"] == "/" and _is_of_side(context, match):
        return True  # भारत 5/112, as Australia writes it
    beside = context.find_word_before(match.start()) in read_cues("figure-before") or not read_cues(
        "figure-after"
    ).isdisjoint(
        (context.find_word_after(match.end()), " ".join(context.find_words_after(match.end(), 2)))
    )
    alone = len(match[0]) == len(context.view.strip())
    return beside or alone or _is_cricket(context, match) or _is_listed(context, match)


def _is_of_bowler(context: Context, match: regex.Match[str]) -> bool:
    """Whether a bowler's name stands before: ``शमी 7/57``, ``सिराज ने 6/15``."""
    before = context.find_words_before(match.start(), 2)
    if before[:1] == ["ने"]:
        before = before[1:]
    return before != [] and before[0] in read_cues("bowler")


def _is_fall(context: Context, match: regex.Match[str]) -> bool:
    """``1-12, 2-37, 3-98``: one wicket after the other, at more runs each time."""
    number, runs = int(match["first"]), int(match["second"])
    if following := _NEXT_FIGURE.match(context.view, match.end()):
        gap = int(following["first"]) - number, int(following["second"]) - runs
    elif before := _FIGURE_BEFORE.match(context.view, 0, match.start()):
        gap = number - int(before["first"]), runs - int(before["second"])
    else:
        return False
    return gap[0] == 1 and gap[1] >= 0 and runs > number and _is_cricket(context, match)


def _is_listed(context: Context, match: regex.Match[str]) -> bool:
    """``हार्दिक 3-28, अर्शदीप 2-37``: a name before each, which labels no number."""
    view = context.view
    other = _NEXT_FIGURE.match(view, match.end()) or _FIGURE_BEFORE.match(view, 0, match.start())
    if other is None or not _CLAUSE_END.match(view, match.end()):
        return False
    if int(other["first"]) > _WICKETS or int(other["second"]) < _LEAST_BETWEEN:
        return False
    name = context.find_word_beside(match.start())
    return len(name) > 1 and name not in read_cues(*_LABELS)


def _is_counted(context: Context, match: regex.Match[str]) -> bool:
    following = context.find_word_after(match.end())
    if match["sign"] == "/" and (following == "विकेट" or int(match["second"]) >= _LEAST_TOTAL):
        return False
    return following in read_cues("cricket", "counted", "per", "month", "time-after", "rough")


def _is_cricket(context: Context, match: regex.Match[str]) -> bool:
    start, end = match.span()
    if not read_cues("cricket").isdisjoint(context.find_words_within(_NEAR, start, end)):
        return True
    return _BOTH.search(context.view, max(0, start - _NEAR), end + _NEAR) is not None


def _say(match: regex.Match[str], side: str) -> Wording:
    return Wording(say_cardinal(str(int(match[side]))), Span(*match.span(side)))


CRICKET = Handler(
    "cricket",
    "score",
    Start.DIGIT,
    classify,
    speak_pieces,
    before=(
        Before("fixed", "नाबाद 40 (4x4, 3x6)", "नाबाद चालीस (चार चौके, तीन छक्के)"),
        Before("cardinal", "कोहली 82* (53)", "कोहली बयासी नाबाद (तिरपन)"),
        Before("fraction", "भारत 205/2 पर", "भारत दो सौ पाँच पर दो पर"),
        Before("dimensions", "पारी 76 (7x4)", "पारी छिहत्तर (सात चौके)"),
        Before("range", "गेंदबाज़ी 2-37", "गेंदबाज़ी दो सैंतीस"),
    ),
)
