"""Times of day: ``7:30 बजे`` साढ़े सात बजे, ``10:05 AM``, ``18:45``, ``9:30-11:00``."""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.conjunctions import AND_OR
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording
from audio.normalize.numbers.hours import Clock, Clocks, say_by_quarters, verbalize
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_HALF_DAY = (
    r" ?(?P<{0}>[AaPp]\.?[Mm](?:\.(?!\p{{L}})|\b(?!\.))|[AP]\.? M\b\.?"
    r"|एएम|पीएम|(?<=:\d\d )(?:ए|पी) एम|ए\.एम\.?|पी\.एम\.?)"
)
_TIME = regex.compile(
    r"(?P<hour>\d{1,2})(?:(?P<sep>[:.]| ?: ?|\. | \.(?! )|(?=\d\d ?(?:बजे|hrs))(?<=[01]\d|2[0-3]))"
    r"(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?![\d:]|[.,]\d|/(?!\d{1,2}:\d\d)\d)(?:" + _HALF_DAY.format("half") + r"(?![\p{L}\p{M}]))?"
)
_STAMP = regex.compile(
    r"(?P<hour>[01]\d|2[0-3])(?P<sep>\.)(?P<minute>[0-5]\d)\.(?P<second>[0-5]\d)(?P<half>)(?![\d.])"
)
_STAMP_BEFORE = regex.compile(r"(?r)(?<![A-Za-z])at ")
"""``WhatsApp Image 2023-05-29 at 20.50.51``."""
_YEAR_BEFORE = regex.compile(r"(?r)(?<!\d)20\d\d/")
"""``28 जून, 2020/9:26 am``: the hour after the day."""
_MIDNIGHT = 12
_MORNING = "Aaए"
"""How AM begins."""
_LINK = regex.compile(
    r" ?- ?| to | ?/ ?(?=\d{1,2}[:.]\d\d ?(?:बजे|[AaPp])|(?<=:\d\d ?/ ?)\d{1,2}:\d\d(?![\d:]))"
)
_LAST_OF_ALMANAC = 31
_REACH_OF_ALMANAC = 6
"""Words before a time among which an almanac's are looked for."""
_BAJE = regex.compile(r" ?बजे(?![\p{L}\p{M}])")
_TO_BAJE = regex.compile(
    rf" (?:से|{AND_OR}|(?:की|के) (?:जगह|बजाय|बजाए|बदले)|के स्थान पर) "
    r"(?:[\p{L}\p{M}]{1,12} ){0,2}\d{1,2}(?:[:.][0-5]\d)? ?बजे(?![\p{L}\p{M}])"
)
"""बजे after a second time speaks for the first too: ``9.30 से शाम 5.30 बजे``."""
_STRIKES = regex.compile(r" बज(?:कर|ने|े? ?रह|ा|ी|ते|ता)?(?![\p{L}\p{M}])| बज रह")
"""``3:45 बज रहे थे``: the hour's word is there already."""
_FIRST_HOUR = regex.compile(r"(?r)(?P<part>[\p{L}\p{M}]{2,12}) \d{1,2}(?:[:.]\d\d)? (?:से|to|-) ")
"""``सुबह 4 से 6 AM``: the part of the day stands before the first of two hours."""
_AT = regex.compile(r" पर(?![\p{L}\p{M}])")
"""After ``सुबह 5:45`` it says what बजे says too: पौने छह बजे."""
_PAST = regex.compile(r" मिनट(?= (?:पर|तक|से)(?![\p{L}\p{M}]))")
"""The word after ``रात 8.39 मिनट पर``."""
_NPK_BEFORE = regex.compile(r"(?r)(?:एन\.? ?पी\.? ?के\.?|N\.? ?P\.? ?K\.?)[ :(\-]{1,3}")
_THRICE = regex.compile(r"(?P<share>\d{2}):(?P=share):(?P=share)")
"""``19:19:19``: three equal shares, which a time hardly has."""
_HRS = regex.compile(r" ?(?:hrs?|Hrs?|HRS)(?![\p{L}])")


def classify(context: Context, at: int) -> Finding[Clocks] | None:
    """A time by its colon, or by बजे, AM or PM after it."""
    if (
        context.view[at - 1 : at] in (":", ".", "/", "-")
        and context.view[at - 2 : at - 1].isdigit()
        and not _YEAR_BEFORE.match(context.view, 0, at)
    ):
        return None
    stamp = _STAMP_BEFORE.match(context.view, 0, at) and _STAMP.match(context.view, at)
    if stamp:
        first, end = _read_clock(context, stamp)
        return Finding(Clocks(first), Span(at, end), "time in the name of a picture")
    match = _TIME.match(context.view, at)
    if match is None or not (_is_possible(match) or _is_of_next_day(context, match)):
        return None
    link = _LINK.match(context.view, match.end())
    other = _TIME.match(context.view, link.end()) if link else None
    if link and other and _is_possible(other) and _ends_hours(context, match, other):
        known = match["minute"] or match["half"] or other["half"]
        if (
            known
            or _is_of_day_part(context, match, other)
            or _BAJE.match(context.view, other.end())
        ):
            second, end = _read_clock(context, other)
            first, _ = _read_clock(context, match, last=False)
            if not match["half"]:
                first, second = _share_half(first, second, other)
            between = "या" if "/" in link[0] else "से"
            hours = Clocks(first, second, Span(*link.span()), between)
            return Finding(hours, Span(at, end), "hours from to")
    elif _is_time(context, match):
        first, end = _read_clock(context, match)
        return Finding(Clocks(first), Span(at, end), "time of day")
    return None


def _share_half(first: Clock, second: Clock, other: regex.Match[str]) -> tuple[Clock, Clock]:
    """Two hours of which AM or PM stands with the second: it speaks for both, if they rise."""
    first = replace(first, struck=bool(other["half"]) and not first.minute)
    if not second.day_part or first.day_part or first.hour % 12 >= second.hour % 12:
        return first, second
    part = Wording(_name_day_part(first.hour, other["half"]), second.day_part.span)
    if part.words == second.day_part.words:
        second = replace(second, day_part=None)
    return replace(first, day_part=part), second


def _ends_hours(context: Context, first: regex.Match[str], other: regex.Match[str]) -> bool:
    """Whether the second of two is a time, or only its hour before बजे: ``4.30-6 बजे``."""
    bare = not other["minute"] and first["minute"] and _BAJE.match(context.view, other.end())
    return bool(bare) or _is_time(context, other) or _is_of_day_part(context, first, other)


def _is_of_day_part(context: Context, first: regex.Match[str], other: regex.Match[str]) -> bool:
    """``सुबह 7-9.30 तक``: a part of the day before two hours, and their case after."""
    return (
        bool(other["minute"])
        and context.find_word_before(first.start()) in read_cues("day-part")
        and context.find_word_after(other.end()) in read_cues("postposition")
    )


def _is_possible(match: regex.Match[str]) -> bool:
    morning = match["half"] and match["half"][0] in _MORNING
    return int(match["hour"]) <= (_MIDNIGHT if morning else 2 * _MIDNIGHT)


def _is_of_next_day(context: Context, match: regex.Match[str]) -> bool:
    """Whether an almanac counts the hours on past midnight: ``अश्लेषा 27:34 तक``."""
    if match["sep"] != ":" or match["half"] or int(match["hour"]) > _LAST_OF_ALMANAC:
        return False
    return _is_of_almanac(context, match.start())


def _is_of_almanac(context: Context, at: int) -> bool:
    """Whether a star, a day of the moon or the like is named before: ``नक्षत्र मघा 10.22 तक``."""
    return not read_cues("almanac").isdisjoint(context.find_words_before(at, _REACH_OF_ALMANAC))


def _is_time(context: Context, match: regex.Match[str]) -> bool:
    """Whether the digits are a time at all."""
    if match["half"] or not match["minute"]:
        return bool(match["half"])
    if " " in match["sep"]:  # 9: 15 बजे
        return bool(_BAJE.match(context.view, match.end()))
    signs = (_BAJE, _HRS, _TO_BAJE)
    if any(sign.match(context.view, match.end()) for sign in signs) or (
        _is_past_hour(context, match)
    ):
        return True
    before = context.find_words_before(match.start(), 3)
    following = context.find_words_after(match.end(), 2)
    if following[:1] and following[0] in read_cues("time-after"):
        return True
    if match["sep"] == ".":
        return _is_dotted_time(context, match, before, following)
    graded = match["second"] and is_graded(context, match.start(), match.end())
    shared = (
        graded
        or "अनुपात" in context.view
        or not read_cues("ratio").isdisjoint((*before, *following))
    )
    return bool(read_cues("time-before") & set(before)) or not shared


def is_graded(context: Context, start: int, end: int) -> bool:
    """``NPK 12:32:16``, ``19:19:19 का छिड़काव``: shares of a fertilizer, by a word near."""
    if _NPK_BEFORE.match(context.view, 0, start) or _THRICE.fullmatch(context.view, start, end):
        return True
    near = (*context.find_words_before(start, 4), *context.find_words_after(end, 8))
    return not read_cues("graded").isdisjoint(near)


def _is_dotted_time(
    context: Context, match: regex.Match[str], before: list[str], following: list[str]
) -> bool:
    """``प्रातः 06.15``, ``8.30 पर रवाना``: a dot between hour and minutes, by what is beside."""
    if following[:1] == ["तक"] and _is_of_almanac(context, match.start()):
        return True
    first = _FIRST_HOUR.match(context.view, 0, match.start())
    parts = {word for word in before[:2] if word != "के"} | ({first["part"]} if first else set())
    parts &= read_cues("day-part")
    padded = match["hour"].startswith("0") and len(match["minute"]) == len(match["hour"])
    at_end = not following or following[0] in read_cues("postposition")
    if padded and following[:1] == ["तक"]:
        return True  # अरुणोदय 05.03 तक: no decimal begins so
    label = {*before[:1], *([first["part"]] if first else [])} & read_cues("dotted-time")
    if label and int(match["hour"]) and (at_end if following else match["minute"][1] in "05"):
        return True  # समय 10.30 से
    leaves = following[:1] == ["पर"] and not read_cues("train-goes").isdisjoint(following)
    return leaves or (bool(parts) and (padded or at_end))


def _is_past_hour(context: Context, match: regex.Match[str]) -> bool:
    """``रात 8.39 मिनट पर``: minutes past an hour, by a part of the day right before."""
    if not _PAST.match(context.view, match.end()):
        return False
    return context.find_word_before(match.start()) in read_cues("day-part")


def _read_clock(
    context: Context, match: regex.Match[str], *, last: bool = True
) -> tuple[Clock, int]:
    end = match.end()
    baje = _BAJE.match(context.view, end) if last else None
    hrs = _HRS.match(context.view, end) if last else None
    if hrs is None and last and _is_past_hour(context, match):
        hrs = _PAST.match(context.view, end)
    following = context.find_word_after(baje.end()) if baje else ""
    due = bool(following) and following not in read_cues("postposition")
    clock = Clock(
        _read_hour(context, match),
        int(match["minute"] or 0),
        int(match["second"]) if match["second"] else None,
        Span(match.start(), match.end("half") if match["half"] else match.end()),
        _choose_day_part(context, match),
        Span(*baje.span()) if baje else None,
        due,
        baje is None and last and _STRIKES.match(context.view, end) is not None,
    )
    if last and _is_said_whole(clock) and not (baje or hrs or clock.struck):
        baje = _AT.match(context.view, end)
        clock = replace(clock, baje=Span(*baje.span())) if baje else clock
    return clock, baje.end() if baje else hrs.end() if hrs else end


def _is_said_whole(clock: Clock) -> bool:
    """Whether बजे ends what is said, as in पौने छह बजे, and not मिनट."""
    return clock.second is None and bool(not clock.minute or say_by_quarters(clock))


def _read_hour(context: Context, match: regex.Match[str]) -> int:
    """The hour as it is said: twelve after midnight, five for ``17:31 PM`` and ``शाम 17:31``."""
    hour = int(match["hour"])
    if _is_midnight(match):
        return _MIDNIGHT
    late = match["half"] or _find_day_parts(context, match) - read_cues("forenoon")
    return hour % _MIDNIGHT if late and _MIDNIGHT < hour < 2 * _MIDNIGHT else hour


def _find_day_parts(context: Context, match: regex.Match[str]) -> set[str]:
    """The words like शाम before a time, or before the first of two."""
    first = _FIRST_HOUR.match(context.view, 0, match.start())
    known = set(context.find_words_before(match.start(), 3)) | ({first["part"]} if first else set())
    return known & read_cues("day-part")


def _is_midnight(match: regex.Match[str]) -> bool:
    """``00:30``, ``24:00``: the hour after midnight, or midnight itself, on a clock of 24 hours."""
    past = match["hour"] == "00" or (match["hour"] == "0" and match["minute"])
    return bool(past) or (match["hour"], match["minute"]) == ("24", "00")


def _choose_day_part(context: Context, match: regex.Match[str]) -> Wording | None:
    """सुबह for AM, दोपहर, शाम or रात for PM, unless a word of the kind stands before."""
    if _find_day_parts(context, match):
        return None
    if _is_midnight(match):
        return Wording("रात", Span(*match.span("hour")))
    if not match["half"]:
        return None
    words = _name_day_part(int(match["hour"]), match["half"])
    return Wording(words, Span(*match.span("half")))


def _name_day_part(hour: int, half: str) -> str:
    """सुबह, दोपहर, शाम or रात for an hour with AM or PM."""
    hour %= 12
    if half[0] in _MORNING:
        return "सुबह" if hour >= 4 else "रात"
    return "दोपहर" if hour < 4 else "शाम" if hour < 8 else "रात"


CLOCK = Handler(
    "clock",
    "time",
    Start.DIGIT,
    classify,
    verbalize,
    before=(
        Before("measure", "10 A.M. से", "सुबह दस बजे से"),
        Before("version", "Image at 20.50.51", "इमेज ऐट बीस बजकर पचास मिनट इक्यावन सेकंड"),
        Before("ratio", "सुबह 6:15 बजे", "सुबह सवा छह बजे"),
    ),
)
