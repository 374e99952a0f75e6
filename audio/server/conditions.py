"""Conditional and partial requests (RFC 9110, sections 13 and 14), from the headers alone."""

from __future__ import annotations

from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from typing import NamedTuple

from starlette.datastructures import Headers

from audio import regex

_RANGE = regex.compile(r"(?i:bytes)=[ \t]*(?:([0-9]{1,20})-([0-9]{1,20})?|-([0-9]{1,20}))[ \t]*")
_TAG = regex.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*+")')
_CODING = regex.compile(
    r"[ \t]*+([^;,\s]++)[ \t]*+(?:;[ \t]*+[qQ]=([01](?:\.[0-9]{0,3})?))?[ \t]*+"
)


class ResponseValidators(NamedTuple):
    """The entity tag and date by which a state of a resource is known (RFC 9110, 8.8)."""

    etag: str
    modified: float | None
    """Seconds since 1970."""

    @property
    def last_modified(self) -> str:
        """The date as in the header: ``Thu, 20 Jun 2024 13:00:00 GMT``; empty without one."""
        return "" if self.modified is None else formatdate(int(self.modified), usegmt=True)


class Unsatisfiable(NamedTuple):
    """A range that starts after the end: 416."""


def may_answer(headers: Headers, state: ResponseValidators) -> bool:
    """Whether If-Match and If-Unmodified-Since allow an answer; if not it is 412 (13.1)."""
    if (wanted := headers.get("if-match")) is not None:
        return wanted.strip() == "*" or state.etag in _parse_tags(wanted, weak=False)
    since = _parse_date(headers.get("if-unmodified-since"))
    return since is None or state.modified is None or int(state.modified) <= since


def is_known(headers: Headers, state: ResponseValidators) -> bool:
    """Whether the client has this state already: 304 (13.1.2, 13.1.3)."""
    if (known := headers.get("if-none-match")) is not None:
        return known.strip() == "*" or state.etag in _parse_tags(known, weak=True)
    since = _parse_date(headers.get("if-modified-since"))
    return since is not None and state.modified is not None and int(state.modified) <= since


def parse_range(
    headers: Headers, size: int, state: ResponseValidators, now: float
) -> range | Unsatisfiable | None:
    """The bytes asked for, ``range(0, 500)``; ``None`` for all of them.

    All are sent too where a server may ignore the header (14.2): for several ranges, which no
    player asks for, other units and malformed ranges; and when If-Range names another state.
    """
    asked = headers.getlist("range")
    found = _RANGE.fullmatch(asked[0]) if len(asked) == 1 else None
    if not found or not _may_continue(headers.get("if-range"), state, now):
        return None
    first, last, suffix = found.groups()
    if suffix:
        span = range(max(0, size - int(suffix)), size)
    elif last and int(last) < int(first):
        return None
    else:
        span = range(int(first), min(int(last) + 1 if last else size, size))
    return span if span else Unsatisfiable()


def _may_continue(condition: str | None, state: ResponseValidators, now: float) -> bool:
    """Whether If-Range lets a part be sent (13.1.5): strong comparison, dates exactly."""
    if condition is None:
        return True
    if '"' in condition:
        return condition.strip() == state.etag
    # A date is a strong validator only when nothing else can have had it (8.8.2.2).
    settled = state.modified is not None and int(state.modified) + 1 < now
    return settled and condition.strip() == state.last_modified


def is_gzip_allowed(headers: Headers) -> bool:
    """Whether Accept-Encoding allows gzip (12.5.3); a client that does not say does not."""
    for part in ",".join(headers.getlist("accept-encoding")).lower().split(","):
        found = _CODING.fullmatch(part)
        if found and found[1] in ("gzip", "x-gzip"):
            return float(found[2] or 1) > 0
    return False


def _parse_tags(header: str, *, weak: bool) -> frozenset[str]:
    """The entity tags listed, without W/; a strong comparison leaves the weak ones out."""
    return frozenset(
        found[1] for found in _TAG.finditer(header) if weak or not found[0].startswith("W/")
    )


def _parse_date(date: str | None) -> float | None:
    """An HTTP date in seconds since 1970; ``None`` when it is none and so to be ignored."""
    if date is None:
        return None
    try:
        parsed = parsedate_to_datetime(date)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
