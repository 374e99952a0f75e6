"""Times of day: ``7:30 बजे`` साढ़े सात बजे, ``10:05 AM``, ``18:45``, ``9:30-11:00``."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audio.normalize.context import Context
from audio.normalize.handler import Found, Piece, Start, handler, said, spoken
from audio.normalize.numbers.words import cardinal
from audio.normalize.tables_reader import cues
from audio.records import Span, SpokenWord

_HALF_DAY = r" ?(?P<{0}>[AaPp]\.?[Mm](?:\.(?=[^\p{{L}}])|\b(?!\.))|एएम|पीएम|ए\.एम\.|पी\.एम\.)"
_TIME = regex.compile(
    r"(?P<hour>\d{1,2})(?:(?P<sep>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?![\d:]|[.,/]\d)(?:" + _HALF_DAY.format("half") + r"(?![\p{L}\p{M}]))?"
)
_LINK = regex.compile(r" ?- ?")
_BAJE = regex.compile(r" ?बजे(?![\p{L}\p{M}])")
_TO_BAJE = regex.compile(
    r" (?:से|और|या|व|एवं|तथा) (?:[\p{L}\p{M}]{1,12} )?\d{1,2}(?:[:.][0-5]\d)? ?बजे(?![\p{L}\p{M}])"
)
"""बजे after a second time speaks for the first too: ``9.30 से शाम 5.30 बजे``."""
_HRS = regex.compile(r" ?(?:hrs?|Hrs?|HRS)(?![\p{L}])")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    hour: int
    minute: int
    second: int | None
    span: Span
    day_part: Piece | None = None
    """सुबह, शाम …, for AM and PM where the text has no such word."""
    baje: Span | None = None
    """Where बजे is written."""
    at: bool = False
    """पर is due after minutes: the time is when something happens."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """A time, or the start and the end of a stretch of time."""

    first: Clock
    second: Clock | None = None
    link: Span | None = None


def classify(context: Context, at: int) -> Found[Clocks] | None:
    """A time by its colon, or by बजे, AM or PM after it."""
    if (
        context.view[at - 1 : at] in (":", ".", "/", "-")
        and context.view[at - 2 : at - 1].isdigit()
    ):
        return None
    match = _TIME.match(context.view, at)
    if match is None or not _possible(match):
        return None
    link = _LINK.match(context.view, match.end())
    other = _TIME.match(context.view, link.end()) if link else None
    if link and other and _possible(other) and _is_time(context, other):
        if match["minute"] or match["half"] or other["half"]:
            second, end = _clock(context, other)
            first, _ = _clock(context, match, last=False)
            return Found(Clocks(first, second, Span(*link.span())), Span(at, end), "hours from to")
    elif _is_time(context, match):
        first, end = _clock(context, match)
        return Found(Clocks(first), Span(at, end), "time of day")
    return None


def _possible(match: regex.Match[str]) -> bool:
    limit = 12 if match["half"] else 24
    return int(match["hour"]) <= limit


def _is_time(context: Context, match: regex.Match[str]) -> bool:
    """Whether the digits are a time at all."""
    if match["half"]:
        return True
    if not match["minute"]:
        return False
    if any(sign.match(context.view, match.end()) for sign in (_BAJE, _HRS, _TO_BAJE)):
        return True
    before = context.words_before(match.start(), 3)
    following = context.words_after(match.end(), 2)
    if following[:1] and following[0] in cues("time-after"):
        return True
    if match["sep"] == ".":
        parts = {word for word in before[:2] if word != "के"} & cues("day-part")
        return bool(parts) and (not following or following[0] in cues("postposition"))
    return bool(cues("time-before") & set(before)) or not cues("ratio") & {*before, *following}


def _clock(context: Context, match: regex.Match[str], *, last: bool = True) -> tuple[Clock, int]:
    end = match.end()
    baje = _BAJE.match(context.view, end) if last else None
    hrs = _HRS.match(context.view, end) if last else None
    following = context.after(baje.end()) if baje else ""
    due = bool(following) and following not in cues("postposition")
    clock = Clock(
        int(match["hour"]),
        int(match["minute"] or 0),
        int(match["second"]) if match["second"] else None,
        Span(match.start(), match.end("half") if match["half"] else match.end()),
        _day_part(context, match),
        Span(*baje.span()) if baje else None,
        due,
    )
    return clock, baje.end() if baje else hrs.end() if hrs else end


def _day_part(context: Context, match: regex.Match[str]) -> Piece | None:
    """सुबह for AM, दोपहर, शाम or रात for PM, unless a word of the kind stands before."""
    if not match["half"] or cues("day-part") & set(context.words_before(match.start(), 3)):
        return None
    hour = int(match["hour"]) % 12
    if match["half"][0] in "Aaए":
        words = "सुबह" if hour >= 4 else "रात"
    else:
        words = "दोपहर" if hour < 4 else "शाम" if hour < 8 else "रात"
    return Piece(words, Span(*match.span("half")))


def verbalize(value: Clocks) -> list[SpokenWord]:
    """साढ़े सात बजे; दस बजे से शाम पाँच बजे."""
    words = _clock_words(value.first)
    if value.second and value.link:
        words += said("से", value.link) + _clock_words(value.second)
    return words


_QUARTERS = {15: "सवा", 30: "साढ़े", 45: "पौने"}


def _clock_words(clock: Clock) -> list[SpokenWord]:
    baje = said("बजे", clock.baje or clock.span)
    words = spoken(clock.day_part)
    hour = cardinal(str(clock.hour))
    if clock.second is None and (short := _quarter(clock)):
        return words + said(short, clock.span) + baje
    if not clock.minute and not clock.second:
        return words + said(hour, clock.span) + baje
    minutes = f"{hour} बजकर {cardinal(str(clock.minute))} मिनट"
    if clock.second is not None:
        minutes += f" {cardinal(str(clock.second))} सेकंड"
    words += said(minutes, clock.span)
    return words + (said("पर", clock.baje) if clock.at and clock.baje else [])


def _quarter(clock: Clock) -> str:
    """डेढ़, ढाई, साढ़े चार, सवा पाँच, पौने छह; empty where Hindi does not say so."""
    if clock.minute not in _QUARTERS or not 1 <= clock.hour <= 12:
        return ""
    if clock.minute == 30 and clock.hour in (1, 2):
        return ("डेढ़", "ढाई")[clock.hour - 1]
    hour = clock.hour % 12 + 1 if clock.minute == 45 else clock.hour
    return f"{_QUARTERS[clock.minute]} {cardinal(str(hour))}"


CLOCK = handler("time", Start.DIGIT, classify, verbalize)
