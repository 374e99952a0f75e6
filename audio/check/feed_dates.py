"""Rules for a feed's dates: written as they must be, falling, and true to the editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import PurePosixPath

from lxml import etree

from audio import regex
from audio.check.fault import Fault, Rule, contrast
from audio.check.feed_document import ITUNES, FeedDocument, get_enclosure, get_path, get_text

_DATE = regex.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT)"
)
_AHEAD = timedelta(days=1)
"""How far in the future a date may lie, as clocks and zones differ."""
_LEAST = timedelta(seconds=1)
"""What a feed cannot tell."""
_DAY = timedelta(days=1)
"""By which an item may be newer at most than its date, as those of one date follow each other."""


def _check_dates(it: FeedDocument) -> Iterator[Fault]:
    dates: list[tuple[datetime, etree._Element]] = []
    if (text := get_text(it.channel, "lastBuildDate")) and _parse_date(text) is None:
        yield it.make_fault(f"lastBuildDate is no date of RFC 2822 with a zone: {text}")
    for item in it.all_items:
        text = get_text(item, "pubDate")
        date = _parse_date(text)
        if date is not None:
            dates.append((date, item))
            if date > datetime.now(UTC) + _AHEAD:
                yield it.make_fault(f"its pubDate is in the future: {text}", item)
        elif text:
            yield it.make_fault(f"its pubDate is no date of RFC 2822 with a zone: {text}", item)
    own = set(it.items)
    for (before, newer), (after, item) in pairwise(dates):
        # Former items have the dates that they had; several may have one.
        if after > before or (after == before and own.issuperset((newer, item))):
            yield it.make_fault("is as new as the item before it, or newer", item)


def _check_against_editions(it: FeedDocument) -> Iterator[Fault]:
    """A pubDate is the edition's date, or later on that day; in a serial its order decides.

    There what comes between published episodes later has a date between theirs.
    """
    if get_text(it.channel, f"{ITUNES}type") == "serial":
        return
    for item in it.items:
        data = it.editions.get(PurePosixPath(get_path(get_enclosure(item))).parent.name)
        date = _parse_date(get_text(item, "pubDate"))
        published = _parse_own_date(data.published or "") if data else None
        if published is None or date is None:
            continue
        expected = published if published.tzinfo else published.replace(tzinfo=date.tzinfo)
        if not -_LEAST < date - expected < _DAY:
            what = "its pubDate is not the edition's"
            found = get_text(item, "pubDate")
            yield it.make_fault(contrast(what, published.isoformat(), found), item)


def _parse_own_date(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_date(text: str) -> datetime | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else None


DATE_RULES: Sequence[Rule[FeedDocument]] = (_check_dates, _check_against_editions)
