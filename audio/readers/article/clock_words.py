"""Times of day in words, written in digits: `शाम साढ़े सात बजे` is `शाम 7:30 बजे`."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from audio import regex
from audio.tables import read_rows

_HALVES = {"डेढ़": (1, 30), "ढाई": (2, 30)}
_QUARTERS = {"सवा": 15, "साढ़े": 30, "पौने": -15}
_NUMBER = r"\d{1,2}|[\u0900-\u097f]{2,12}"
_TIME = regex.compile(
    rf"(?<![\w\p{{M}}:.])(?:(?P<quarter>सवा|साढ़े|पौने)\s)?(?P<hour>{_NUMBER})\s?"
    rf"(?:बजे|(?P<past>बजकर)\s(?P<minute>{_NUMBER})\sमिनट)(?![\w\p{{M}}])"
)
_OF_DAYPART = regex.compile(r"(?<=सुबह|दोपहर|शाम|रात|तड़के)\sके(?=\s)")


def write_digits(line: str) -> str:
    """``line``, in NFC, with digits where a time of day is written in words, as `7 बजे`."""
    if "बज" not in line:
        return line
    return _TIME.sub(_write_time, _OF_DAYPART.sub("", line))


def _write_time(match: regex.Match[str]) -> str:
    half = _HALVES.get(match["hour"])
    hour, minute = half or (_read_number(match["hour"]), _read_number(match["minute"] or "0"))
    minute = -1 if half and (match["quarter"] or match["past"]) else minute
    if match["quarter"] and not match["past"]:
        minute = _QUARTERS[match["quarter"]]
        hour, minute = (hour - 1, 60 + minute) if minute < 0 else (hour, minute)
    if not 0 <= hour <= 24 or not 0 <= minute < 60 or (match["quarter"] and match["past"]):
        return match[0]
    return f"{hour}:{minute:02} बजे" if minute else f"{hour} बजे"


def _read_number(text: str) -> int:
    """The number that ``text`` is, in digits or as a word; -1 for another word."""
    return int(text) if text.isdecimal() else _read_words().get(text, -1)


@cache
def _read_words() -> dict[str, int]:
    rows = read_rows(Path(__file__).with_name("clock_words.tsv"))
    return {unicodedata.normalize("NFC", word): int(number) for word, number, _ in rows}
