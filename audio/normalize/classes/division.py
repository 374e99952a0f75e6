"""The slash that divides: ``8/20``, ``5/A``, ``V² / R``, ``चाल = दूरी/समय``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import WORD, Context
from audio.normalize.letter_names import is_letter_name
from audio.normalize.tables_reader import read_cues

DIGIT_AFTER = regex.compile(r" ?[\d.]*\d")
DIGIT_BEFORE = regex.compile(r"(?r)\d ?")
_OPERATION = regex.compile(r"/ ?\d+ ?[+\-*=×÷] ?[\d\p{L}]")
"""राशि / 3 + 5."""
FORMULA_BEFORE = regex.compile(r"(?r) = [\p{L}\p{M} ()×÷*+/\-]{2,40}", regex.V1)
"""What is equal to the words after it, up to here: ``लाभ = विक्रय मूल्य``."""
_EQUALS_BEFORE = regex.compile(r"(?r)= ?[\p{L}\p{M}\d ()×÷+\-]{2,40}", regex.V1)
_EQUALS_AFTER = regex.compile(r"/ ?[\p{L}\p{M} ]{2,25}= ?[\p{L}\d]")
_TERM_OVER_BEFORE = regex.compile(r"(?r)= ?(?:[\dA-Za-z/]{1,9} ?[+\-] ?){0,3}\d{1,4}\p{Latin}")
"""``= 4P/25``."""
_ROOT_AFTER = regex.compile(r" ?(?:√|(?:sin|cos|tan|cot|sec|cosec)(?: ?[²³]?\p{Greek}| [A-Cx]\b))")
"""``1/√2``, ``1/sin θ``, ``sinθ/cosθ``, ``sin A/cos A``."""
_TERM_BEFORE = regex.compile(r"(?r)(?:\d|\p{Greek}|(?:sin|cos|tan|cot|sec|cosec)[²³]? ?[A-Cx]) ?")
_BRACKET_AFTER = regex.compile(r" ?\(-?\d{1,4}\)")
"""``1/(-10)``."""
_POWER_BEFORE = regex.compile(r"(?r)[\p{Latin}\d)][²³] ?")
_EQUAL_BEFORE = regex.compile(r"(?r)=[^=।]{3,50}\) ?")
_VARIABLE_LETTERS = tuple("πθαβλφ")
_SUM_BEFORE = regex.compile(r"(?r)\([^()]{1,24}[+×÷*][^()]{1,24}\) ?")
"""``(a+b)/2``, ``π/2``."""
_DIVISOR_AFTER = regex.compile(r" ?(?:\(|\d?[a-z]\d?(?![\p{L}\p{M}\d]))")
"""``(m1 * m2) / r``."""
LETTER_ALONE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Latin}")
LETTER_ALONE_AFTER = regex.compile(r"\p{Latin}(?![\p{L}\p{M}\d])")
"""``B/L``: two letters of one short form."""
_VARIABLES = regex.compile(
    r"(?r)(?<![\p{L}\p{M}\d])"
    r"(?:a ?/ ?b|b ?/ ?a|b/c|c/d|m/n|p ?/ ?q|q/p|u/v|r ?/ ?n|x ?/ ?y|y/x|y/z)"
)
_PRODUCT_BEFORE = regex.compile(r"(?r)=[^=।]{1,40}[)₀-₉]")
"""What is divided in ``F = m₁m₂/r``."""
_EQUATION = regex.compile(r"/ ?\p{Latin} ?[=+]")
_EQUALED_BEFORE = regex.compile(r"(?r)\p{Latin} ?= ?\d{0,3}\p{Greek}?\p{Latin}")
"""The numerator of ``R = V/I``, ``R = ρL/A``."""
_INDEXED_BEFORE = regex.compile(r"(?r)\p{Latin}[₀-₉] ?")
_INDEXED_AFTER = regex.compile(r" ?\p{Latin}{1,12}[₀-₉]")
"""``V₁/V₂``."""
SECTION_BEFORE = regex.compile(r"(?r)\d{2}[ \-]?[A-F]")
_SIDE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{2} ?")
_SIDE_AFTER = regex.compile(r" ?\p{Lu}{2}(?![\p{L}\p{M}\d])")
_OF_FIGURES = regex.compile(r"[△∆Δ∠]|त्रिभुज|समरूप")
"""What tells that ``AD/DB`` are two lengths."""
_LONG_AFTER = regex.compile(r"/ ?(?:\d{4,6}[\- ]?\d{6}|0\d{2,4}[\- ]\d{6,8})(?!\d)")
"""A telephone after another: ``9415012345/0532-2601234``, ``155261 / 011-24300606``."""
_PART_AFTER = regex.compile(rf"{WORD}{{1,12}}[\-/]\d", regex.V1)


def is_division(context: Context, at: int) -> bool:
    """Whether a number stands over another, or over a letter: ``8/20``, ``5/A``, ``A/12``."""
    if _LONG_AFTER.match(context.view, at):
        return False
    if _is_of_terms(context, at) or _is_worked_out(context, at):
        return True
    if DIGIT_BEFORE.match(context.view, 0, at):
        return _is_over_part(context, at)
    return _is_over_letter(context, at)


def is_equated(context: Context, at: int) -> bool:
    """Whether two letters are terms, and no short form: ``R = V/I``, ``x/y``, ``AD/DB = 2``."""
    view = context.view
    variables = _VARIABLES.match(view, 0, at + 2) or _EQUALED_BEFORE.match(view, 0, at)
    return bool(variables or _EQUATION.match(view, at)) or _is_of_sides(context, at)


def _is_of_terms(context: Context, at: int) -> bool:
    """By what stands on either side, ``V² / R``, ``1/√2``, ``π/2``, ``(a+b)/2``, ``V₁/V₂``."""
    view = context.view
    if _is_of_quantities(context, at) or _is_of_sides(context, at):
        return True
    if _POWER_BEFORE.match(view, 0, at) or view[at + 1 : at + 2] in ("Σ", "∑"):
        return True
    number_after = DIGIT_AFTER.match(view, at + 1)
    if number_after and view[at - 1 : at] in _VARIABLE_LETTERS:
        return True
    if "=" in view and _BRACKET_AFTER.match(view, at + 1) and DIGIT_BEFORE.match(view, 0, at):
        return True
    if number_after or _DIVISOR_AFTER.match(view, at + 1):
        divided = _SUM_BEFORE.match(view, 0, at) or _EQUAL_BEFORE.match(view, 0, at)
        if divided:
            return True
    return any(
        before.match(view, 0, at) and after.match(view, at + 1)
        for before, after in ((_TERM_BEFORE, _ROOT_AFTER), (_INDEXED_BEFORE, _INDEXED_AFTER))
    )


def _is_worked_out(context: Context, at: int) -> bool:
    """``राशि / 3 + 5``, ``लाभ = विक्रय मूल्य / 12``."""
    view = context.view
    worked_out = _OPERATION.match(view, at) or FORMULA_BEFORE.match(view, 0, at)
    return bool(worked_out and (DIGIT_AFTER.match(view, at + 1) or view[at - 1] == " "))


def _is_over_part(context: Context, at: int) -> bool:
    """A number over a number, a letter or a part of the number of a file: ``1850/छह-2019``."""
    view = context.view
    if DIGIT_AFTER.match(view, at + 1) or _PART_AFTER.match(view, at + 1):
        return True
    word = context.find_word_after(at + 1)
    return len(word) == 1 or (is_letter_name(word) and view[at + 1 : at + 2] != " ")


def _is_over_letter(context: Context, at: int) -> bool:
    """A letter over a number, or over a letter in an equation."""
    view = context.view
    alone = LETTER_ALONE_BEFORE.match(view, 0, at)
    if DIGIT_AFTER.match(view, at + 1) and (
        alone or SECTION_BEFORE.match(view, 0, at) or _TERM_OVER_BEFORE.match(view, 0, at)
    ):
        return True
    spaced = view.startswith(" ", at + 1)
    known = _VARIABLES.match(view, 0, at + 2 + spaced) or _EQUALED_BEFORE.match(view, 0, at)
    if known and LETTER_ALONE_AFTER.match(view, at + 1 + spaced):
        return True
    if alone and _EQUATION.match(view, at):
        return True
    product = _PRODUCT_BEFORE.match(view, 0, at)
    return bool(product and LETTER_ALONE_AFTER.match(view, at + 1))


def _is_of_quantities(context: Context, at: int) -> bool:
    """``चाल = दूरी/समय``, ``परिधि/व्यास = π``: one quantity by another, in a formula of words."""
    if not (_EQUALS_BEFORE.match(context.view, 0, at) or _EQUALS_AFTER.match(context.view, at)):
        return False
    words = context.find_word_before(at), context.find_word_after(at + 1)
    return not read_cues("quantity").isdisjoint(words)


def _is_of_sides(context: Context, at: int) -> bool:
    """``AD/DB = AE/EC``: two lengths of a figure."""
    view = context.view
    first, second = _SIDE_BEFORE.match(view, 0, at), _SIDE_AFTER.match(view, at + 1)
    if not (first and second):
        return False
    beside = view[: first.start()].rstrip()[-1:] + view[second.end() :].lstrip()[:1]
    return "=" in beside or bool(_OF_FIGURES.search(view))
