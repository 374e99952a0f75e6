"""Faults and results as lines of text or JSON; nothing in them can end a line or fail to print."""

from __future__ import annotations

import json

from audio.check.fault import Fault
from audio.check.run import CheckResult
from audio.work.messages import translate
from audio.work.report import format_count


def format_fault(fault: Fault, *, as_json: bool) -> str:
    """``path: p3s2: what is wrong``, or an object with ``path``, ``sentence`` and ``what``."""
    where, what, sentence = map(_escape, fault)
    if as_json:
        return json.dumps({"path": where, "sentence": sentence, "what": what}, ensure_ascii=False)
    return str(Fault(where, translate(what), sentence))


def summarize(verdict: CheckResult) -> str:
    """The last line of a report: ``2 editions, 31 files, no faults``."""
    counts = (
        format_count(verdict.editions, "edition"),
        format_count(verdict.files, "file"),
        format_count(verdict.faults, "fault") if verdict.faults else "no faults",
    )
    feed = "" if verdict.has_feed else "there is no feed: show.toml names no link"
    if verdict.has_feed and not verdict.has_owner:
        feed = "the feed names no owner (itunes:owner): set email in show.toml"
    told = ", ".join(map(translate, counts))
    return f"{told}; {translate(feed)}" if feed else told


def _escape(text: str) -> str:
    """``text`` with escapes for bytes that are no text and for control characters."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else ascii(c)[1:-1] for c in text)
