"""The formulas of hypertext, put into words in its tree before its blocks are read."""

from __future__ import annotations

from typing import Any

from audio.readers.article.formula_speech import STAND_IN
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.mathml import TEX_ALONE, speak_mathml
from audio.readers.article.silent_text import is_hidden_style
from audio.readers.documents.inline_marks import insert_before, take_out

_WRAPPERS = 3
"""Elements around a formula that serve to hide it from the eye, where a picture of it is shown."""


def read_formulas(root: Any) -> list[str]:
    """Put the formulas in ``root`` into words; returns what of those not spoken is unknown.

    A picture, or a second form for the eye alone, that stands beside a formula goes with it.
    """
    unknown: list[str] = []
    for element in [one for one in root.iter() if _is_formula(one)]:
        if get_name(element) == "math":
            said = speak_mathml(element)
            text, reason = said.text, said.unknown
        else:
            text, reason = STAND_IN, TEX_ALONE
        unknown += [reason] if reason else []
        whole = _find_wrapper(element)
        _take_out_twins(whole)
        after = (whole.tail or "")[:1]
        gap = " " if after.isalnum() or after == "(" else ""
        insert_before(whole, f" {text}{gap}" if text else " ")
        take_out(whole)
    return unknown


def _is_formula(element: Any) -> bool:
    name = get_name(element)
    if name == "math":
        return True
    is_source = name == "script" and get_attribute(element, "type").startswith("math/")
    return is_source and not any(get_name(one) == "math" for one in _list_before(element))


def _list_before(element: Any) -> list[Any]:
    previous = element.getprevious()
    return list(previous.iter()) if previous is not None else []


def _find_wrapper(formula: Any) -> Any:
    """What hides ``formula`` and nothing else, else ``formula`` itself."""
    whole = formula
    for _ in range(_WRAPPERS):
        parent = whole.getparent()
        if parent is None or len(parent) > 1 or (parent.text or "").strip():
            break
        if get_name(parent) != "span":
            break
        whole = parent
        if is_hidden_style(get_attribute(parent, "style")):
            return whole
    return whole if _has_twin(whole) else formula


def _has_twin(element: Any) -> bool:
    following = element.getnext()
    return following is not None and _is_twin(following)


def _is_twin(element: Any) -> bool:
    """Whether ``element`` shows to the eye what the formula beside it says."""
    if get_name(element) == "img":
        return "math" in get_attribute(element, "class") or "\\" in get_attribute(element, "alt")
    return get_attribute(element, "aria-hidden") == "true"


def _take_out_twins(element: Any) -> None:
    for other in (element.getnext(), element.getprevious()):
        if other is not None and _is_twin(other):
            take_out(other)
