"""Retry-After: when a server that was asked too often, or is away, may be asked again."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime


def parse_retry_after(value: str) -> float | None:
    """Seconds, from a count or a date (RFC 9110, 10.2.3); ``None`` when it says neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
