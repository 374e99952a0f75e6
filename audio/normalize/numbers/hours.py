"""Times of day in words: साढ़े सात बजे, दस बजकर पाँच मिनट पर."""

from __future__ import annotations

from dataclasses import dataclass

from audio.normalize.handler import Wording, speak_wording, speak_words
from audio.normalize.numbers.fractions import say_quarter
from audio.normalize.numbers.words import say_cardinal
from audio.records import Span, SpokenWord

_NOON = 12
_QUARTER_TO = 45


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    hour: int
    minute: int
    second: int | None
    span: Span
    day_part: Wording | None = None
    """सुबह, शाम …, for AM and PM where the text has no such word."""
    baje: Span | None = None
    """Where बजे is written."""
    at: bool = False
    """पर is due after minutes: the time is when something happens."""
    struck: bool = False
    """A form of बजना follows or बजे stands with a later hour, so that none is said here."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """A time, or the start and the end of a stretch of time."""

    first: Clock
    second: Clock | None = None
    link: Span | None = None
    between: str = "से"
    """What is said for the link: या for a slash."""


def verbalize(value: Clocks) -> list[SpokenWord]:
    """साढ़े सात बजे; दस बजे से शाम पाँच बजे."""
    words = _say_clock(value.first)
    if value.second and value.link:
        words += speak_words(value.between, value.link) + _say_clock(value.second)
    return words


def _say_clock(clock: Clock) -> list[SpokenWord]:
    baje = [] if clock.struck else speak_words("बजे", clock.baje or clock.span)
    words = speak_wording(clock.day_part)
    hour = say_cardinal(str(clock.hour))
    if clock.second is None and (short := say_by_quarters(clock)):
        return words + speak_words(short, clock.span) + baje
    if not clock.minute and not clock.second:
        return words + speak_words(hour, clock.span) + baje
    minutes = f"{hour} बजकर {say_cardinal(str(clock.minute))} मिनट"
    if clock.second is not None:
        minutes += f" {say_cardinal(str(clock.second))} सेकंड"
    words += speak_words(minutes, clock.span)
    return words + (speak_words("पर", clock.baje) if clock.at and clock.baje else [])


def say_by_quarters(clock: Clock) -> str:
    """``12:45`` पौने एक, ``4:30`` साढ़े चार; nothing for ``4:20``, or ``16:30`` on a clock of 24."""
    if not 1 <= clock.hour <= _NOON:
        return ""
    hour = clock.hour % _NOON if clock.minute == _QUARTER_TO else clock.hour
    return say_quarter(hour, clock.minute)
