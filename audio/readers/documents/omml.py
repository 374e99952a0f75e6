"""Word's formulas (Office Math) to the tree of a formula (ISO/IEC 29500-1, 22.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audio.readers.article.formula import (
    DEEPEST,
    Formula,
    flatten,
    is_accent,
    is_sum,
    make_row,
    read_tokens,
)
from audio.readers.article.formula_speech import SpokenFormula, speak_formula
from audio.readers.article.hardened_xml import find_children, get_attribute, get_name

FORMULAS = frozenset({"oMath", "oMathPara"})
"""Elements of a paragraph that hold one formula or several."""
_MOST = 1500
"""Elements of one formula; Word writes about three for a sign."""
_NOTHING = Formula("row")


def speak_omml(element: Any) -> SpokenFormula:
    """The formula in ``element``, an ``m:oMath`` or ``m:oMathPara``, in Hindi words."""
    return speak_formula(read_omml(element))


def read_omml(element: Any) -> Formula:
    """The tree of the formula in ``element``."""
    for count, _ in enumerate(element.iter()):
        if count >= _MOST:
            return Formula("unknown", (), f"more than {_MOST} parts")
    return _read(element, 0)


class _Parts:
    """The named parts of an element, read when they are asked for."""

    def __init__(self, element: Any, depth: int) -> None:
        self.element = element
        self._depth = depth + 1

    def read(self, name: str) -> Formula:
        """The first part of that name; nothing without one."""
        found = next(find_children(self.element, name), None)
        return _NOTHING if found is None else _read(found, self._depth)

    def read_all(self, name: str) -> list[Formula]:
        """Every part of that name."""
        return [_read(one, self._depth) for one in find_children(self.element, name)]

    def read_rest(self) -> Formula:
        """What is in it in order, but its properties; a number in several runs is one."""
        parts: list[Formula] = []
        text = ""
        for child in self.element:
            name = get_name(child)
            if name == "r":
                text += "".join(one.text or "" for one in find_children(child, "t"))
            elif name and not name.endswith("Pr") and name not in _SILENT:
                parts += [*read_tokens(text), _read(child, self._depth)]
                text = ""
        return make_row(flatten([*parts, *read_tokens(text)]))

    def get_property(self, name: str, default: str) -> str:
        """A property of the element, as `chr` of `naryPr`; without one ``default``."""
        for properties in self.element:
            if get_name(properties).endswith("Pr"):
                found = next(find_children(properties, name), None)
                if found is not None:
                    return get_attribute(found, "val")
        return default


def _read(element: Any, depth: int) -> Formula:
    name = get_name(element)
    if depth > DEEPEST:
        return Formula("unknown", (), f"parts more than {DEEPEST} deep")
    if name in _ROWS:
        return _Parts(element, depth).read_rest()
    build = _BUILDERS.get(name, _build_unknown)
    return build(_Parts(element, depth))


def _build_unknown(parts: _Parts) -> Formula:
    return Formula("unknown", (), f"<{get_name(parts.element)[:20]}>")


def _build_fraction(parts: _Parts) -> Formula:
    if parts.get_property("type", "bar") == "noBar":
        return Formula("unknown", (), "a binomial")
    return Formula("fraction", (parts.read("num"), parts.read("den")))


def _build_power(parts: _Parts) -> Formula:
    return _attach("power", parts.read("e"), parts.read("sup"))


def _build_index(parts: _Parts) -> Formula:
    return _attach("index", parts.read("e"), parts.read("sub"))


def _build_both(parts: _Parts) -> Formula:
    base, below, above = parts.read("e"), parts.read("sub"), parts.read("sup")
    return Formula("sum" if is_sum(base) else "both", (base, below, above))


def _attach(kind: str, base: Formula, other: Formula) -> Formula:
    if not is_sum(base):
        return Formula(kind, (base, other))
    limits = (_NOTHING, other) if kind == "power" else (other, _NOTHING)
    return Formula("sum", (base, *limits))


def _build_isotope(parts: _Parts) -> Formula:
    return make_row([parts.read("e"), parts.read("sup")])


def _build_root(parts: _Parts) -> Formula:
    return Formula("root", (parts.read("e"), parts.read("deg")))


def _build_nary(parts: _Parts) -> Formula:
    sign = make_row(read_tokens(parts.get_property("chr", "∫")))
    if not is_sum(sign):
        return Formula("unknown", (), f"the sign {sign.text}")
    limits = Formula("sum", (sign, parts.read("sub"), parts.read("sup")))
    return make_row([limits, *flatten([parts.read("e")])])


def _build_delimited(parts: _Parts) -> Formula:
    opening, closing = parts.get_property("begChr", "("), parts.get_property("endChr", ")")
    separator = read_tokens(parts.get_property("sepChr", "|"))
    inner: list[Formula] = []
    for part in parts.read_all("e"):
        inner += [*(separator if inner else ()), *flatten([part])]
    return Formula("row", (*read_tokens(opening), *inner, *read_tokens(closing)))


def _build_function(parts: _Parts) -> Formula:
    return make_row(flatten([parts.read("fName"), parts.read("e")]))


def _build_limit(parts: _Parts) -> Formula:
    base, limit = parts.read("e"), parts.read("lim")
    is_below = get_name(parts.element) == "limLow"
    if not is_sum(base):
        return Formula("unknown", (), "what stands above or below")
    return Formula("sum", (base, limit, _NOTHING) if is_below else (base, _NOTHING, limit))


def _build_accent(parts: _Parts) -> Formula:
    sign = make_row(read_tokens(parts.get_property("chr", "\u0302")))
    if not is_accent(sign):
        return Formula("unknown", (), f"the sign {sign.text}")
    return Formula("accent", (parts.read("e"), sign))


def _build_bar(parts: _Parts) -> Formula:
    return Formula("accent", (parts.read("e"), Formula("token", (), "¯")))


def _build_lines(parts: _Parts) -> Formula:
    return Formula("lines", tuple(parts.read_all("e")))


def _build_matrix(parts: _Parts) -> Formula:
    del parts
    return Formula("unknown", (), "a matrix")


_ROWS = {
    "oMath", "oMathPara", "num", "den", "e", "sup", "sub", "deg", "fName", "lim", "box",
    "borderBox", "ins", "moveTo", "r", "smartTag", "sdt", "sdtContent",
}  # fmt: skip
_SILENT = {"del", "moveFrom", "phant", "bookmarkStart", "bookmarkEnd", "proofErr"}
_BUILDERS: dict[str, Callable[[_Parts], Formula]] = {
    "f": _build_fraction,
    "sSup": _build_power,
    "sSub": _build_index,
    "sSubSup": _build_both,
    "sPre": _build_isotope,
    "rad": _build_root,
    "nary": _build_nary,
    "d": _build_delimited,
    "func": _build_function,
    "limLow": _build_limit,
    "limUpp": _build_limit,
    "acc": _build_accent,
    "bar": _build_bar,
    "eqArr": _build_lines,
    "m": _build_matrix,
}
