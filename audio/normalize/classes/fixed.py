"""Expressions that are said in one way only: ``9/11``, ``24x7``, ``G20``, ``CO₂``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.gate import Gate
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.tables_reader import index_spellings

_JOINED = regex.compile(r"[\p{L}\p{M}\p{N}]")
_PART_BEFORE = regex.compile(r"(?r)\d[.,:/]")
_GOES_ON = regex.compile(r"[.,:/]?\d|/\p{L}")


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """The longest expression of ``fixed.tsv`` at ``at``, if nothing is joined to it."""
    if _JOINED.match(context.view[at - 1 : at] if at else ""):
        return None
    if context.view[at].isdigit() and _PART_BEFORE.match(context.view, 0, at):
        return None  # 4.5/5 स्टार
    found = index_spellings("fixed").find(context.view, at)
    if found is None:
        return None
    row, end = found
    if context.view[end - 1].isdigit() and _GOES_ON.match(context.view, end):
        return None
    if _JOINED.match(context.view, end):
        return None
    return find_wording(row.cells[1], (at, end), f"fixed {row.place}")


FIXED = Handler(
    "fixed",
    "fixed",
    Start.DIGIT | Start.LATIN | Start.HINDI | Start.SIGN,
    classify,
    speak_wording,
    gate=Gate(tables=("fixed",)),
    before=(
        Before("dimensions", "24x7 सेवा", "चौबीस सात सेवा"),
        Before("measure", "2-in-1 लैपटॉप", "टू इन वन लैपटॉप"),
        Before("fraction", "9/11 का हमला", "नाइन इलेवन का हमला"),
        Before("date", "9-2-11 हो गए", "नौ दो ग्यारह हो गए"),
    ),
)
