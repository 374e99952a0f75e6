"""Faults and verdicts as lines of text or JSON; nothing in them can end a line or fail to print."""

from __future__ import annotations

import json

from audio.check.fault import Fault
from audio.check.run import Verdict


def as_line(fault: Fault, *, as_json: bool) -> str:
    """``path: p3s2: what is wrong``, or an object with ``path``, ``sentence`` and ``what``."""
    where, what, sentence = map(_printable, fault)
    if as_json:
        return json.dumps({"path": where, "sentence": sentence, "what": what}, ensure_ascii=False)
    return str(Fault(where, what, sentence))


def summary(verdict: Verdict) -> str:
    """The last line."""
    seen = f"{_count(verdict.editions, 'edition')}, {_count(verdict.files, 'file')}"
    found = _count(verdict.faults, "fault") if verdict.faults else "no faults"
    feed = "" if verdict.has_feed else "; there is no feed: show.toml names no link"
    return f"{seen}, {found}{feed}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _printable(text: str) -> str:
    """File names may hold bytes that are no text, and texts may hold control characters."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else ascii(c)[1:-1] for c in text)
