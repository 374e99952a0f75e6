"""Powers and differences, as formulas have them: ``10⁻³``, ``x^2``, ``x – y = 4``."""

from __future__ import annotations

import unicodedata

from audio import regex
from audio.normalize.classes.dimension import read_unit_of_power
from audio.normalize.classes.division import FORMULA_BEFORE
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.letter_names import is_letter_name
from audio.normalize.numbers.words import say_cardinal
from audio.records import Span

SUM_BEFORE = regex.compile(r"(?r)\([^()]{1,30}[+\-][^()]{1,30}\)")
"""The brackets of ``(a+b)²``."""

_POWER = regex.compile(r"(?P<minus>⁻)?(?P<digits>[⁰¹²³⁴-⁹]{1,6})(?![⁰¹²³⁴-⁹])")
_CARET = regex.compile(
    r"\^ ?(?:(?P<minus>-)?(?P<digits>\d{1,3})|(?P<letter>\p{Latin}|[nrxt]{2}))(?![\p{L}\p{M}\d])"
)
"""``x^2``, ``10^-3``, ``2^n``."""
_CARET_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}]{2})(?:\p{Latin}|[\d)])")
_MASS = regex.compile(r"(?P<digits>[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})(?=\p{Lu}\p{Ll}?(?![\p{L}\p{M}]))")
"""``²³⁵U``."""
_CUBE_ROOT = "³√"
_NAMED_POWERS = {"^2": "स्क्वायर", "^3": "क्यूब"}
_TEN_BEFORE = regex.compile(r"(?r)(?<![\d.,])10")
_BASE = regex.compile(r"(?r)[\p{Latin})]|(?<![\d.,])\d{1,2}")


def classify_power(context: Context, at: int) -> Finding[Wording] | None:
    """``10⁻³``, ``10¹²``, ``x⁻¹``: what one sign alone cannot say; ``2023¹²`` are footnotes.

    Before the sign of an element it is the mass of an isotope, ``²³⁵U``.
    """
    if (match := _MASS.match(context.view, at)) and not context.view[at - 1 : at].isalnum():
        words, span = _say_raised(match["digits"]), Span(*match.span())
        return find_wording(words, span, "mass of an isotope")
    if context.view.startswith(_CUBE_ROOT, at):
        return find_wording("घनमूल", (at, at + len(_CUBE_ROOT)), "cube root")
    if match := _CARET.match(context.view, at):
        return _read_caret(context, match)
    match = _POWER.match(context.view, at)
    if match is None or not (match["minus"] or len(match["digits"]) > 1):
        return None
    if not _BASE.match(context.view, 0, at):
        return None
    minus = "माइनस " if match["minus"] else ""
    words = f"की घात {minus}{_say_raised(match['digits'])}"
    unit = _TEN_BEFORE.match(context.view, 0, at) and read_unit_of_power(context, match.end())
    said = f"{words} {unit.words}" if unit else words
    return find_wording(said, (at, unit.span.end if unit else match.end()), "power")


def _say_raised(digits: str) -> str:
    """``¹²`` बारह."""
    return say_cardinal(unicodedata.normalize("NFKC", digits))


def _read_caret(context: Context, match: regex.Match[str]) -> Finding[Wording] | None:
    """स्क्वायर and क्यूब after a letter or a bracket; else की घात and the exponent.

    A number's power, as in ``10^15``, is left to the sign, and ``15 m`` to its unit.
    """
    number = context.view[match.start() - 1 : match.start()].isdigit() and match["digits"]
    if (number and not match["minus"]) or not _CARET_BEFORE.match(context.view, 0, match.start()):
        return None
    span = Span(*match.span())
    if named := _NAMED_POWERS.get(match[0]):
        whole = "होल " if SUM_BEFORE.match(context.view, 0, match.start()) else ""
        return find_wording(whole + named, span, "power")
    exponent = spell(match["letter"]) if match["letter"] else say_cardinal(match["digits"])
    minus = "माइनस " if match["minus"] else ""
    return find_wording(f"की घात {minus}{exponent}", span, "power")


POWER = Handler(
    "power",
    "symbol",
    Start.SIGN,
    classify_power,
    speak_wording,
    before=(Before("symbol", "10¹² तारे", "दस की घात बारह तारे"),),
)


_MINUS = regex.compile(
    r" - ?(?:\p{Devanagari}{1,6}[²³]|[a-z]{2}[²³]|[\p{Latin}\p{Greek}](?![\p{L}\p{M}])|\d|[√∛]"
    r"|(?:sin|cos|tan|cot|sec|cosec)[²³ θ])",
    regex.V1,
)
_MINUS_BEFORE = regex.compile(
    r"(?r)(?:(?<![\p{L}\p{M}'])[\p{Latin}θφαβ]|[\d²³]|(?<![\p{L}\p{M}]{2})\)"
    r"|(?<=\d)['\"]|(?<=\d ?)(?:°|[\p{L}\p{M}]{1,8}+)) ?",
    regex.V1,
)
_OPERAND = r"(?:\d[\d.,]{0,12}+\p{Latin}?|\p{Latin})[²³]?(?![\p{L}\p{M}])"
_DIFFERENCE = regex.compile(rf"-{_OPERAND}(?: ?[+×*÷−-] ?{_OPERAND}){{0,4}} ?= ?[\d\p{{Latin}}?−-]")
"""The ``-7=5`` of ``12-7=5``, the ``-y = 3`` of ``x-y = 3``."""
_EQUATION = regex.compile(r"[^।?!]{0,30}?=")
_EQUATION_BEFORE = regex.compile(r"(?r)[=√][^।?!]{0,30}")
_POWER_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])\p{Latin}[²³] ?")
_POWER_AFTER = regex.compile(r" ?\d{0,3}\p{Latin}{1,2}[²³]")
"""``a² – b²``, ``x³ – ax²`` are differences without an equation."""
_TERM_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d'.])\d{0,3}[xyz] ")
_TERM_AFTER = regex.compile(r" (?:\d{1,3}|[a-z]) (?:का|को|से|के|की|में|तथा|और)(?![\p{L}\p{M}])")
"""``x – 12 का शून्यक``."""
_SIGN_BEFORE = regex.compile(r"(?r)[=(±] ?")
_LETTER_AFTER = regex.compile(
    r"(?:[a-z\p{Greek}]|log\d{0,2}|sin|cos|tan)(?![\p{L}\p{M}])|(?<=\p{Latin}\d? ?= ?-) \d"
)
_FACTOR_BEFORE = regex.compile(r"(?r)\((?:\d{0,3}[a-z])[²³]?")
_FACTOR_AFTER = regex.compile(r"(?:\d{1,3}[a-z]?|[a-z])\)")
_DASH_BETWEEN = regex.compile(r"(?r)\p{Devanagari} -")
_FORMULA_AFTER = regex.compile(r" [\p{L}\p{M} ]{1,30} = [\p{L}\d]", regex.V1)
"""The rest of a formula: the ``व्यय = बचत`` of ``आय – व्यय = बचत``."""


def _is_between_words(context: Context, at: int) -> bool:
    """``लाभ = विक्रय मूल्य – क्रय मूल्य``: a dash in a formula of words."""
    view = context.view
    dash = _DASH_BETWEEN.match(view, 0, at + 1) and view[at + 1 : at + 2] == " "
    return bool(
        dash and (FORMULA_BEFORE.match(view, 0, at - 1) or _FORMULA_AFTER.match(view, at + 1))
    )


def _is_sign_of_variable(view: str, at: int) -> bool:
    """``x = -b/a``, ``(-b ± c)``, ``u = - 30``: a minus that opens a side of a formula."""
    return bool(
        _SIGN_BEFORE.match(view, 0, at)
        and _LETTER_AFTER.match(view, at + 1)
        and (_EQUATION.match(view, at) or _EQUATION_BEFORE.match(view, 0, at))
    )


def _is_in_factor(context: Context, at: int) -> bool:
    """``(x-2)(x-3) = 0``; a true minus needs no equation."""
    view = context.view
    if not (_FACTOR_BEFORE.match(view, 0, at) and _FACTOR_AFTER.match(view, at + 1)):
        return False
    true = context.text[at] == "−"
    return bool(true or _EQUATION.match(view, at) or _EQUATION_BEFORE.match(view, 0, at))


_ANGLE_BEFORE = regex.compile(r"(?r)\((?:\d{1,3}°?|\p{Greek}|[A-Cx]) ?")
_ANGLE_AFTER = regex.compile(r" ?(?:\p{Greek}|[A-Cx]|\d{1,3}°?)\)")


def _is_between_angles(context: Context, at: int) -> bool:
    """``sin (90°-θ)``, ``(A - B)``: a difference of angles in the brackets of a function."""
    view = context.view
    before = _ANGLE_BEFORE.match(view, 0, at)
    after = _ANGLE_AFTER.match(view, at + 1)
    if not (before and after):
        return False
    if "°" in before[0] or any("θ" <= sign <= "φ" or sign in "αβ" for sign in before[0] + after[0]):
        return True
    return bool(_FUNCTION_BEFORE.match(view, 0, before.start()))


_FUNCTION_BEFORE = regex.compile(r"(?r)(?i:sin|cos|tan|cot|sec|cosec)[²³]? ?")


_TERM = r"\d{0,3}[a-ln-z]{1,2}[²³⁴]?"
_POLYNOMIAL_BEFORE = regex.compile(
    rf"(?r)(?<![\p{{L}}\p{{M}}\d.])\d{{0,3}}[a-ln-z][²³⁴](?: ?[+\-] ?{_TERM}){{0,4}} ?"
)
_POLYNOMIAL_AFTER = regex.compile(
    rf" ?(?:{_TERM}(?![\p{{L}}\p{{M}}\d])|\d{{1,4}}(?! ?[-.:/]?\d)(?! ?\p{{Latin}}))"
)
"""``x² – 5x – 6``: all of a sum in which one letter has a power."""
_ROOT_BEFORE = regex.compile(r"(?r)(?:[(,=±] ?|\A)")
_NAMED_BEFORE = regex.compile(r"(?r)\((?P<letter>[\p{L}\p{M}]{1,4}) ?")
_NAMED_AFTER = regex.compile(r" ?(?P<letter>[\p{L}\p{M}]{1,4})\)")


def _is_in_polynomial(view: str, at: int) -> bool:
    return bool(_POLYNOMIAL_BEFORE.match(view, 0, at) and _POLYNOMIAL_AFTER.match(view, at + 1))


def _is_between_named_letters(view: str, at: int) -> bool:
    """``√p (पी-ए)``: letters by their names, in the brackets of a formula."""
    before, after = _NAMED_BEFORE.match(view, 0, at), _NAMED_AFTER.match(view, at + 1)
    if not (before and after and is_letter_name(before["letter"])):
        return False
    return is_letter_name(after["letter"]) and ("=" in view or "√" in view)


def classify_minus(context: Context, at: int) -> Finding[Wording] | None:
    """``x – y = 4``, ``8 − 3``: a dash between two quantities of an equation, or a true minus."""
    view = context.view
    in_formula = view[at] == "-" and (
        _is_sign_of_variable(view, at)
        or _is_in_factor(context, at)
        or _is_between_angles(context, at)
        or _is_in_polynomial(view, at)
        or _is_between_named_letters(view, at)
        or (view.startswith("√", at + 1) and _ROOT_BEFORE.match(view, 0, at))
    )
    if in_formula:
        return find_wording("माइनस", (at, at + 1), "minus")
    if view[at] != "-" or not (_MINUS_BEFORE.match(view, 0, at) or _is_between_words(context, at)):
        return None
    spaced = view[at - 1] == " "
    words = _is_between_words(context, at)
    if not words and not (
        _DIFFERENCE.match(view, at) or _MINUS.match(view, at - 1 if spaced else at)
    ):
        return None
    true = context.text[at] == "−"
    powers = _POWER_BEFORE.match(view, 0, at) and _POWER_AFTER.match(view, at + 1)
    powers = powers or (_TERM_BEFORE.match(view, 0, at) and _TERM_AFTER.match(view, at + 1))
    if not (true or powers or _EQUATION.match(view, at) or _EQUATION_BEFORE.match(view, 0, at)):
        return None
    return find_wording("माइनस", (at, at + 1), "minus")


MINUS = Handler(
    "minus",
    "symbol",
    Start.SIGN,
    classify_minus,
    speak_wording,
    before=(Before("symbol", "(x-2) = 0", "(एक्स माइनस दो) बराबर शून्य"),),
)
