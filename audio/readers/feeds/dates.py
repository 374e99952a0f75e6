"""Dates as feeds write them: RFC 822 and 3339, and what publishers write instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from audio import regex
from audio.readers.article.dates import find_date

_MIDNIGHT = regex.compile(r"(?<![\d:])24:00(?=:00(?!\d)|(?![\d:]))")
"""ISO 8601's end of a day, which is the beginning of the next."""
_HALF = regex.compile(r"\d ?[ap]\.?m(?![a-z])", regex.IGNORECASE)
_SECONDS = regex.compile(r"(?P<seconds>1[0-9]{9})(?:[0-9]{3})?(?:\.[0-9]{1,9})?")
"""A moment as machines count it: `1714545000` seconds since 1970, or as many milliseconds."""


def parse_feed_date(written: str) -> datetime | None:
    """`Wed, 01 May 2024 10:00:00 +0530`, `2024-05-01T10:00:00Z`, `01 May 2024`, `बुध, 1 मई 2024`.

    Also `1714545000`, a number of seconds.
    """
    if moment := _SECONDS.fullmatch(written.strip()):
        return datetime.fromtimestamp(int(moment["seconds"]), UTC)
    text, midnights = _MIDNIGHT.subn("00:00", written.strip()[:200])
    # The standard library's reader of mail takes 5:30 PM for 5:30.
    of_mail = _find_day if _HALF.search(text) else parsedate_to_datetime
    parsers: tuple[Callable[[str], datetime], ...] = (datetime.fromisoformat, of_mail, _find_day)
    for parse in parsers:
        try:
            return parse(text) + timedelta(days=midnights)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _find_day(text: str) -> datetime:
    found = find_date(text)
    if found is None:
        raise ValueError(text)
    return found.when
