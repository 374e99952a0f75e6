"""Whether what is raised after a text is a power of it, as in 10⁶, or the mark of a note."""

from __future__ import annotations

import regex

_OPERATORS = r"[=+−×÷<>≤≥±·]"
_OPERATOR_AFTER = regex.compile(rf"\s*+{_OPERATORS}")
_OPERATOR_BEFORE = regex.compile(rf"(?r){_OPERATORS}\s?$")
_NUMBER = regex.compile(
    r"(?r)(?<![\p{L}\p{M}\p{Nd}.,:/₹$€£-])-?(?P<number>\p{Nd}{1,15}(?:\.\p{Nd}{1,15})?)$"
)
_WORD = regex.compile(r"(?r)[A-Za-z]{1,20}$")
_HINDI_UNIT = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?:(?:कि|से|सें|मि|डेसी|किलो|सेंटी|मिली)?\.?\s?मी(?:टर)?|फ़?[ीु]ट|इंच"
    r"|सेकंड|सेकेंड|गज)\.?$"
)
_UNITS = frozenset({
    "mm", "cm", "dm", "km", "nm", "ft", "in", "yd", "mi", "sec", "min", "hr", "ha", "kg", "mg",
    "Hz", "mol", "dB", "Pa", "sin", "cos", "tan", "cot", "cosec", "csc", "log", "ln",
})  # fmt: skip
_BRACKETED = regex.compile(r"(?r)[(\[](?P<inner>[^()\[\]]*+)[)\]]$")
_YEAR = regex.compile(r"(?:1[5-9]|20)\p{Nd}{2}")
_DEVANAGARI = regex.compile(r"[\u0904-\u0939]")
_LEAST_YEAR = 1000
"""A number from which on, like a year, it carries the mark of a note."""
_MOST_COMMON = 12
"""Up to this number powers are common: 2⁸, 10⁶."""


def takes_power(before: str, after: str, raised: str) -> bool:
    """Whether the number, variable or unit that ends ``before`` is to the power of ``raised``.

    `10⁶`, `25²`, `x⁴`, `km²` are powers; in `1947³ में`, `45⁷ लोग`, `NASA³` a note is marked.
    """
    last = before[-1:]
    is_square = raised in {"2", "3", "२", "३"} or not raised.isdecimal()
    is_reckoned = bool(_OPERATOR_AFTER.match(after))
    if not last:
        return False
    if last in ")]":
        found = _BRACKETED.search(before)
        inner = found["inner"] if found else ""
        return bool(inner) and not _DEVANAGARI.search(inner) and not _YEAR.fullmatch(inner)
    if last.isdecimal():
        return _is_base(before, is_square=is_square, is_reckoned=is_reckoned)
    if _WORD.search(before):
        return _is_variable(before, is_square=is_square, is_reckoned=is_reckoned)
    if "\u0900" <= last <= "\u097f" or last == ".":
        return is_square and bool(_HINDI_UNIT.search(before))
    return "Α" <= last <= "ω" or last in "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹"


def _is_base(before: str, *, is_square: bool, is_reckoned: bool) -> bool:
    found = _NUMBER.search(before)
    if not found:
        return False
    value = float(found["number"])
    if is_reckoned or _OPERATOR_BEFORE.search(before[: found.start()]):
        return True
    if value >= _LEAST_YEAR:
        return False
    return value <= _MOST_COMMON or is_square


def _is_variable(before: str, *, is_square: bool, is_reckoned: bool) -> bool:
    """Whether Latin letters stand for a quantity: `x`, `mc`, `km`, `AB` in `AB² + BC²`."""
    found = _WORD.search(before)
    word = found[0] if found else ""
    if word in _UNITS or is_reckoned:
        return len(word) < 6
    if _OPERATOR_BEFORE.search(before[: -len(word)]):
        return len(word) < 4
    if len(word) == 1:
        return is_square or word.islower()
    return len(word) == 2 and (word.islower() or not word.isupper()) and is_square
