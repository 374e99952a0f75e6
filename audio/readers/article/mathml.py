"""MathML to the tree of a formula (MathML Core, and what of MathML 3 pages and books hold)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audio import regex
from audio.readers.article.formula import (
    DEEPEST,
    Formula,
    flatten,
    is_accent,
    is_sum,
    make_row,
    read_tokens,
)
from audio.readers.article.formula_speech import STAND_IN, SpokenFormula, speak_formula
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.tex import read_tex

_MOST = 600
"""Elements of one formula; a longer one is not spoken, whatever it says."""
_ROWS = {"math", "mrow", "mstyle", "mpadded", "mtd", "menclose", "merror", "semantics", "none"}
_TOKENS = {"mi", "mn", "mo", "ms", "mtext"}
_SILENT = {"mspace", "mphantom", "annotation", "annotation-xml", "maligngroup", "malignmark"}
_NOTHING = Formula("row")
_RELATIONS = frozenset("=≠<>≤≥≈≡→⇒⇔")
TEX_ALONE = "one that is written in TeX alone"
_OUTER = regex.compile(r"^\{(\\.*)\}$")
"""The braces that encyclopedias put around a formula in TeX."""
_STYLE = regex.compile(r"\\(?:display|text|script)style(?![A-Za-z])")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")


def speak_mathml(math: Any) -> SpokenFormula:
    """The element ``math`` in Hindi words; by its ``alttext`` where that is Hindi.

    By that, too, where it is TeX on a line and the element says nothing or holds what is unknown.
    """
    alternative = " ".join(get_attribute(math, "alttext").split())
    if _DEVANAGARI.search(alternative):
        return SpokenFormula(alternative)
    said = speak_formula(read_mathml(math))
    if not alternative or (said.text and not said.unknown):
        return said
    typed = read_tex(_STYLE.sub("", _OUTER.sub(r"\1", alternative)).strip("$ "))
    return SpokenFormula(typed) if typed else SpokenFormula(STAND_IN, said.unknown or TEX_ALONE)


def read_mathml(math: Any) -> Formula:
    """The tree of the element ``math``."""
    for count, _ in enumerate(math.iter()):
        if count >= _MOST:
            return Formula("unknown", (), f"more than {_MOST} parts")
    return _read(math, 0)


def _read(element: Any, depth: int) -> Formula:
    name = get_name(element)
    if depth > DEEPEST:
        return Formula("unknown", (), f"parts more than {DEEPEST} deep")
    if name in _SILENT or not name:
        return _NOTHING
    if name in _TOKENS:
        return make_row(read_tokens("".join(element.itertext())))
    children = [one for one in element if get_name(one) not in _SILENT and get_name(one)]
    if name == "semantics":
        children = children[:1]
    parts = [_read(child, depth + 1) for child in children]
    if name in _ROWS:
        return make_row(flatten(parts))
    build = _BUILDERS.get(name, _build_unknown)
    return build(element, parts)


def _build_unknown(element: Any, parts: list[Formula]) -> Formula:
    del parts
    return Formula("unknown", (), f"<{get_name(element)[:20]}>")


def _build_scripts(kind: str, least: int) -> Callable[[Any, list[Formula]], Formula]:
    def build(element: Any, parts: list[Formula]) -> Formula:
        if len(parts) != least:
            return Formula("unknown", (), f"<{get_name(element)}> of {len(parts)} parts")
        base = parts[0]
        if is_sum(base) and kind in {"index", "both", "power"}:
            below = parts[1] if kind != "power" else _NOTHING
            above = parts[-1] if kind != "index" else _NOTHING
            return Formula("sum", (base, below, above))
        return Formula(kind, tuple(parts))

    return build


def _build_limits(element: Any, parts: list[Formula]) -> Formula:
    """What stands above or below: the limits of a sum, or an accent."""
    name = get_name(element)
    if len(parts) != (3 if name == "munderover" else 2):
        return Formula("unknown", (), f"<{name}> of {len(parts)} parts")
    base, *marks = parts
    if is_sum(base):
        below = marks[0] if name != "mover" else _NOTHING
        above = marks[-1] if name != "munder" else _NOTHING
        return Formula("sum", (base, below, above))
    if len(marks) == 1 and is_accent(marks[0]):
        return Formula("accent", (base, marks[0]))
    return Formula("unknown", (), "what stands above or below")


def _build_root(element: Any, parts: list[Formula]) -> Formula:
    if get_name(element) == "msqrt":
        return Formula("root", (make_row(flatten(parts)), _NOTHING))
    if len(parts) != 2:
        return Formula("unknown", (), f"<mroot> of {len(parts)} parts")
    return Formula("root", (parts[0], parts[1]))


def _build_fraction(element: Any, parts: list[Formula]) -> Formula:
    is_line = get_attribute(element, "linethickness") not in {"0", "0pt", "0px", "0em"}
    if len(parts) != 2 or not is_line:
        return Formula("unknown", (), "a binomial" if not is_line else "a broken fraction")
    return Formula("fraction", tuple(parts))


def _build_fenced(element: Any, parts: list[Formula]) -> Formula:
    opening = element.get("open", "(") or ""
    closing = element.get("close", ")") or ""
    comma = Formula("token", (), ",")
    inner = [one for part in parts for one in (part, comma)][:-1]
    return make_row([*read_tokens(opening), *flatten(inner), *read_tokens(closing)])


def _build_table(element: Any, parts: list[Formula]) -> Formula:
    """Equations below each other; what else stands in rows and columns is a matrix."""
    del element
    is_equations = all(
        len(row.parts) == 1 or _begins_with_relation(row.parts[1]) for row in parts if row.parts
    )
    if not is_equations:
        return Formula("unknown", (), "a matrix")
    return Formula("lines", tuple(make_row(flatten(row.parts)) for row in parts))


def _begins_with_relation(formula: Formula) -> bool:
    first = formula.parts[0] if formula.kind == "row" and formula.parts else formula
    return first.text in _RELATIONS


def _build_cells(element: Any, parts: list[Formula]) -> Formula:
    del element
    return Formula("cells", tuple(parts))


def _build_isotope(element: Any, parts: list[Formula]) -> Formula:
    """`²³⁵U`: an element with its mass; other signs at all corners are not read."""
    names = [get_name(one) for one in element]
    if "mprescripts" not in names:
        return Formula("unknown", (), "signs at all corners")
    at = names.index("mprescripts")
    figures = [part for part in parts[at + 1 :] if part.kind == "token"]
    if at != 1 or not figures or not figures[-1].text.isdecimal():
        return Formula("unknown", (), "signs at all corners")
    return make_row([parts[0], figures[-1]])


def _build_nothing(element: Any, parts: list[Formula]) -> Formula:
    del element, parts
    return _NOTHING


_BUILDERS: dict[str, Callable[[Any, list[Formula]], Formula]] = {
    "msup": _build_scripts("power", 2),
    "msub": _build_scripts("index", 2),
    "msubsup": _build_scripts("both", 3),
    "munder": _build_limits,
    "mover": _build_limits,
    "munderover": _build_limits,
    "msqrt": _build_root,
    "mroot": _build_root,
    "mfrac": _build_fraction,
    "mfenced": _build_fenced,
    "mtable": _build_table,
    "mtr": _build_cells,
    "mlabeledtr": _build_cells,
    "mmultiscripts": _build_isotope,
    "mprescripts": _build_nothing,
}
