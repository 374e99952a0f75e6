"""Roman numerals: after a regnal name a rank (लुई XIV), after भाग or another noun a number.

Also ranges (``कक्षा VI-VIII``), ordinals (``XII वीं``) and the marks of lists (``(ii)``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import regex

from audio.normalize.classes.ordinal import form_of
from audio.normalize.context import WORD, Context
from audio.normalize.handler import Found, Start, handler, said
from audio.normalize.numbers.words import Form, cardinal, ordinal
from audio.normalize.tables_reader import by_first, cues
from audio.records import Span, SpokenWord

_ROMAN = regex.compile(
    r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'.]\p{L}?|-\p{L})"
    r"|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'])"
)
_SMALL = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_MARK = regex.compile(rf"(?:{_SMALL}|{_SMALL.upper()})(?=\))")
_LINE_MARK = regex.compile(rf"{_SMALL}(?=[.)] )")
_MARK_BEFORE = regex.compile(r"(?r)(?:\A|[\s\p{Nd}.,;:।\-)])\(")
_MARK_ALONE_BEFORE = regex.compile(r"(?r)(?:\A|\p{Nd}|[.,;:।\-)] ?|(?:और|तथा|या|व) )\(")
_RANKED = regex.compile(
    rf"(?P<roman>(?=[IVX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))[ -]?(?P<suffix>व(?:ाँ|ां|ीं|ें))(?!{WORD})",
    regex.V1,
)
_REACH = 400
"""How far before ``(v)`` its ``(iv)`` is looked for."""
_LINK = regex.compile(r" ?- ?")
_TO = regex.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\p{N}&'-])")
_HYPHEN_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}]-")
_CAPITALS_BEFORE = regex.compile(r"(?r)(?<!\p{L})\p{Lu}{3,10}-")
_NEVER_ALONE = frozenset("CDLM")
_MAY_BE_LETTERS = frozenset(("IV", "VI"))
_NEVER_BY_SHAPE = frozenset(("XX", "XXX"))
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Roman:
    """A Roman numeral and how it is said."""

    number: int
    span: Span
    rank: bool = False
    """After the name of a king or pope."""
    form: Form | None = None
    """Of an ordinal, by the ending that is written after it."""
    last: Roman | None = None
    """The greater end of a range."""
    link: Span | None = None
    """The hyphen of a range."""


def roman_value(numeral: str) -> int:
    """``XIV`` → 14."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if following and _VALUES[following] > value else value
    return total


def classify(context: Context, at: int) -> Found[Roman] | None:
    """A Roman numeral after a word that takes one, or by its shape."""
    if context.view[at - 1 : at].isalnum():
        return None
    if found := _mark(context, at) or _with_ending(context, at):
        return found
    match = _ROMAN.match(context.view, at)
    if match is None or not match[0] or match[0] in _NEVER_ALONE:
        return None
    return _after_a_name(context, match) or _number(context, match)


def _with_ending(context: Context, at: int) -> Found[Roman] | None:
    """``XII वीं``: बारहवीं."""
    match = _RANKED.match(context.view, at)
    if match is None or not match["roman"]:
        return None
    span, ending = Span(*match.span()), match["suffix"]
    value = Roman(roman_value(match["roman"]), span, form=form_of(ending))
    return Found(value, span, f"Roman with the ending {ending}")


def _after_a_name(context: Context, match: regex.Match[str]) -> Found[Roman] | None:
    """A rank: by the list of names, or by how names of Indian kings end (रामसिंह)."""
    span, before = Span(*match.span()), context.beside(match.start())
    row = by_first("regnal_names").get(before)
    if row or (match[0] != "X" and before.endswith(_regnal_endings())):
        rule = f"Roman {row.place}" if row else f"Roman after the name {before}"
        return Found(Roman(roman_value(match[0]), span, rank=True), span, rule)
    return None


def _number(context: Context, match: regex.Match[str]) -> Found[Roman] | None:
    roman = Roman(roman_value(match[0]), Span(*match.span()))
    before = context.beside(match.start())
    if before in cues("roman-before"):
        return _perhaps_range(context, roman, f"Roman after {before}")
    if _is_by_shape(context, match, before):
        return _perhaps_range(context, roman, "Roman by shape")
    to = _perhaps_range(context, roman, "Roman range")
    return to if to.value.last and len(to.span.of(context.view)) > len("I-V") else None


@cache
def _regnal_endings() -> tuple[str, ...]:
    return tuple(sorted(cues("regnal-ending")))


def _mark(context: Context, at: int) -> Found[Roman] | None:
    """``(ii)`` and, where the text starts, ``ii)``: the mark of a list's item."""
    match = _LINE_MARK.match(context.view, at) if at == 0 else _MARK.match(context.view, at)
    if match is None or not match[0]:
        return None
    one_before = {"v": "(iv)", "x": "(ix)"}.get(match[0])
    alone = one_before and one_before not in context.view[max(0, at - _REACH) : at]
    before = _MARK_ALONE_BEFORE if alone or match[0].isupper() else _MARK_BEFORE
    if at and not before.match(context.view, 0, at):
        return None
    span = Span(*match.span())
    return Found(Roman(roman_value(match[0].upper()), span), span, "mark of a list")


def _is_by_shape(context: Context, match: regex.Match[str], before: str) -> bool:
    """Two or more of I, V and X; ``IV`` and ``VI``, which may be letters, after a noun only.

    ``GRAP-I`` too, but no other single letter.
    """
    letters = match[0]
    if letters == "I":
        joined = context.view[match.end() : match.end() + 1] == "-"
        return not joined and bool(_CAPITALS_BEFORE.match(context.view, 0, match.start()))
    if len(letters) < 2 or not set(letters) <= set("IVX") or letters in _NEVER_BY_SHAPE:
        return False
    if letters not in _MAY_BE_LETTERS or _HYPHEN_BEFORE.match(context.view, 0, match.start()):
        return True
    if not before or context.after(match.end()) in cues("not-roman-after"):
        return False
    return not any(before in cues(role) for role in ("postposition", "opener", "not-roman-before"))


def _perhaps_range(context: Context, roman: Roman, rule: str) -> Found[Roman]:
    """The numeral, with the greater one that may follow after a hyphen."""
    link = _LINK.match(context.view, roman.span.end)
    match = _TO.match(context.view, link.end()) if link else None
    if not (link and match and roman_value(match[0]) > roman.number):
        return Found(roman, roman.span, rule)
    last = Roman(roman_value(match[0]), Span(*match.span()))
    value = replace(roman, last=last, link=Span(*link.span()))
    return Found(value, Span(roman.span.start, match.end()), rule)


def verbalize(value: Roman) -> list[SpokenWord]:
    """चतुर्थ, चौदहवें; चार; छह से आठ; बारहवीं."""
    digits = str(value.number)
    if value.form:
        return said(ordinal(digits, value.form), value.span)
    if value.last and value.link:
        return said(cardinal(digits), value.span) + said("से", value.link) + verbalize(value.last)
    if not value.rank:
        return said(cardinal(digits), value.span)
    row = by_first("sanskrit_ordinals").get(digits)
    return said(row.cells[1] if row else ordinal(digits, Form.OBLIQUE), value.span)


ROMAN = handler("roman", Start.LATIN, classify, verbalize)
