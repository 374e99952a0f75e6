"""Hours from Greenwich: ``GMT-05:00``, ``UTC+5:30``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.numbers.fractions import say_quarter
from audio.normalize.numbers.words import say_cardinal

_OFFSET = regex.compile(
    r"(?P<sign>[+-]) ?(?P<hour>\d{1,2})(?::(?P<minute>00|15|30|45))?(?![\d:]|\.\d)"
)
_ZONE_BEFORE = regex.compile(r"(?r)(?:GMT|UTC|जीएमटी|यूटीसी) ?")


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """``GMT-05:00``, ``UTC+5:30``: hours from Greenwich, no time of day."""
    match = _OFFSET.match(context.view, at)
    if match is None or not _ZONE_BEFORE.match(context.view, 0, at):
        return None
    sign = "माइनस" if match["sign"] == "-" else "प्लस"
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = (hour and say_quarter(hour, minute)) or say_cardinal(str(hour))
    return find_wording(f"{sign} {said}", match.span(), "hours from Greenwich")


OFFSET = Handler(
    "offset",
    "offset",
    Start.SIGN,
    classify,
    speak_wording,
    before=(Before("symbol", "GMT+5:30 पर", "जी एम टी प्लस साढ़े पाँच पर"),),
)
