"""The Roman marks of lists: ``(ii)``, ``iii)``."""

from __future__ import annotations

from audio import regex
from audio.normalize.conjunctions import AND_OR
from audio.normalize.context import Context
from audio.normalize.handler import Finding
from audio.normalize.numbers.roman_numeral import Roman, parse_roman
from audio.records import Span

SMALL = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_MARK = regex.compile(rf"(?:{SMALL}|{SMALL.upper()})(?=\))")
_BARE_MARK = regex.compile(rf"(?<![^\s,;:।\-])(?:{SMALL}|{SMALL.upper()})(?=\))")
_LINE_MARK = regex.compile(rf"{SMALL}(?=[.)] | \) )")
_MARK_BEFORE = regex.compile(r"(?r)(?:\A|[\s\p{Nd}.,;:।\-)])\(")
_MARK_ALONE_BEFORE = regex.compile(rf"(?r)(?:\A|\p{{Nd}}|[.,;:।\-)] ?|{AND_OR} )\(")
_BARE_BEFORE = regex.compile(r"(?r)[\s,;:।\-] ?")
_REACH = 400
"""How far before ``(v)`` its ``(iv)`` is looked for."""


def read_mark(context: Context, at: int) -> Finding[Roman] | None:
    """``(ii)`` and, where the text starts or ``i)`` stands before, ``ii)``: an item's mark."""
    match = _LINE_MARK.match(context.view, at) if at == 0 else _MARK.match(context.view, at)
    if match is None or not match[0]:
        return None
    if at and _BARE_BEFORE.match(context.view, 0, at):
        return _read_bare_mark(context, match)
    one_before = {"v": "(iv)", "x": "(ix)"}.get(match[0])
    alone = one_before and one_before not in context.view[max(0, at - _REACH) : at]
    before = _MARK_ALONE_BEFORE if alone or match[0].isupper() else _MARK_BEFORE
    if at and not before.match(context.view, 0, at):
        return None
    span = Span(*match.span())
    return Finding(Roman(parse_roman(match[0].upper()), span), span, "mark of a list")


def _read_bare_mark(context: Context, match: regex.Match[str]) -> Finding[Roman] | None:
    """``ii)`` in a line that has ``i)`` before it, or ``i)`` with ``ii)`` after it."""
    start, end = match.span()
    number = parse_roman(match[0].upper())
    near = context.view[max(0, start - _REACH) : end + _REACH]
    marks = [parse_roman(mark.upper()) for mark in _BARE_MARK.findall(near)]
    if not {number - 1, number + 1}.intersection(marks):
        return None
    return Finding(Roman(number, Span(start, end)), Span(start, end), "mark of a list")
