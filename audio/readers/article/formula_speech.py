"""Formulas in Hindi words, by a small set of rules; what none is for is named, not guessed.

A formula is said as in a classroom: `x² + 2 = 6` is `एक्स स्क्वायर प्लस 2 बराबर 6`. Where a part of
several words ends is said too: `भिन्न, अंश …, हर …, भिन्न समाप्त`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from audio import regex
from audio.normalize.english.word_tables import read_letter_names
from audio.readers.article.formula import DEEPEST, VECTORS, Formula, make_row, read_signs

LONGEST = 150
"""Words; who hears more cannot follow."""
STAND_IN = "सूत्र"
"""What is said in the place of a formula that is not spoken."""
_OPENING = frozenset("([{⟨")
_CLOSING = frozenset(")]}⟩")
_BARS = frozenset("|∣‖")
_PAUSES = frozenset(",;")
_STOPS = frozenset(".।")
_MARKS = {"*": "स्टार", "∗": "स्टार", "∘": "डिग्री", "°": "डिग्री", "′": "प्राइम", "'": "प्राइम",
          "″": "डबल प्राइम", "+": "प्लस", "-": "माइनस", "−": "माइनस"}  # fmt: skip
"""What is raised and no power."""
_SPACED_COMMA = regex.compile(r"\s++,")
_COMMAS = regex.compile(r",(?:\s*+,)++")
_POWERS = {"2": "स्क्वायर", "3": "क्यूब", "२": "स्क्वायर", "३": "क्यूब"}


class SpokenFormula(NamedTuple):
    """What is said of a formula, and what it holds that no rule is for."""

    text: str
    unknown: str = ""


def describe_formulas(unknown: Sequence[str]) -> list[str]:
    """The note on formulas for which `सूत्र` is said; none without."""
    if not unknown:
        return []
    reasons = ", ".join(dict.fromkeys(unknown))
    count = f"{len(unknown)} formulas" if len(unknown) > 1 else "a formula"
    return [f"left out {count}, said “{STAND_IN}” instead; not spoken: {reasons}"]


def speak_formula(formula: Formula) -> SpokenFormula:
    """``formula`` in words. With something unknown in it, or too long, it is not spoken."""
    unknown = next(_find_unknown(formula), "")
    if unknown:
        return SpokenFormula(STAND_IN, unknown)
    words = _SPACED_COMMA.sub(",", " ".join(_speak(formula))).split()
    if not words:
        return SpokenFormula("")
    if len(words) > LONGEST:
        return SpokenFormula(STAND_IN, f"more than {LONGEST} words")
    return SpokenFormula(_COMMAS.sub(",", " ".join(words)).strip(" ,"))


def _find_unknown(formula: Formula, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST:
        yield f"parts more than {DEEPEST} deep"
        return
    if sum(part.text in _OPENING | _BARS for part in formula.parts) > DEEPEST:
        yield f"more than {DEEPEST} brackets"
    if formula.kind == "unknown":
        yield formula.text
    elif formula.kind == "token" and not _is_known(formula.text):
        yield f"the sign {formula.text}"
    for part in formula.parts:
        yield from _find_unknown(part, depth + 1)


def _is_known(token: str) -> bool:
    is_word = token[:1].isdecimal() or "\u0900" <= token[:1] <= "\u097f"
    known = _OPENING | _CLOSING | _BARS | _PAUSES | _STOPS
    return is_word or token in known or token in read_signs() or token in _read_letters()


def _speak(formula: Formula) -> Iterator[str]:
    if formula.kind == "token":
        yield _speak_token(formula.text)
    elif formula.kind == "row":
        yield from _speak_row(formula.parts)
    elif formula.kind == "lines":
        for part in formula.parts:
            yield from [*_speak(part), ","]
    elif formula.kind in _SPEAKERS:
        yield from _SPEAKERS[formula.kind](*formula.parts)


def _speak_powered(base: Formula, exponent: Formula) -> Iterator[str]:
    yield from [*_speak(base), *_speak_power(exponent)]


def _speak_indexed(base: Formula, index: Formula) -> Iterator[str]:
    yield from [*_speak(base), *_speak(index)]


def _speak_both(base: Formula, index: Formula, exponent: Formula) -> Iterator[str]:
    yield from [*_speak(base), *_speak(index), *_speak_power(exponent)]


def _speak_token(text: str) -> str:
    sign = read_signs().get(text)
    if sign:
        return sign.spoken
    if text in _PAUSES:
        return ","
    if text in _BARS:
        return "ऐसा कि"
    if text in _OPENING | _CLOSING | _STOPS:
        return ""
    return _read_letters().get(text, text)


def _speak_row(parts: Sequence[Formula]) -> Iterator[str]:
    """``parts`` in order; what `<` is followed by ends in `से`, brackets of more than one say so."""
    after = ""
    at = 0
    while at < len(parts):
        part = parts[at]
        sign = read_signs().get(part.text) if part.kind == "token" else None
        if sign and sign.kind == "relation":
            yield from [after, sign.spoken]
            after = sign.after
        elif part.kind == "token" and part.text in _PAUSES:
            yield from [after, ","]
            after = ""
        elif (end := _find_closing(parts, at)) > at:
            yield from _speak_fenced(parts[at + 1 : end], part.text)
            if parts[end].kind == "power":
                yield from _speak_power(parts[end].parts[1])
            at = end
        else:
            yield from _speak(part)
        at += 1
    yield after


def _find_closing(parts: Sequence[Formula], at: int) -> int:
    """Where the bracket or bar ``parts[at]`` is closed; ``at`` when it is none or stays open.

    What closes it may bear a power, as the last of `(a + b)²` does.
    """
    opening = _find_edge(parts[at]) if parts[at].kind == "token" else ""
    if opening in _BARS:
        edges = (
            index for index in range(at + 1, len(parts)) if _find_edge(parts[index]) == opening
        )
        return next(edges, at)
    depth = 0
    for index in range(at, len(parts) if opening in _OPENING else at):
        edge = _find_edge(parts[index])
        depth += (edge in _OPENING) - (edge in _CLOSING)
        if not depth:
            return index
    return at


def _find_edge(formula: Formula) -> str:
    """The text of a token, or of one that bears a power."""
    base = formula.parts[0] if formula.kind == "power" else formula
    return base.text if base.kind == "token" else ""


def _speak_fenced(parts: Sequence[Formula], opening: str) -> Iterator[str]:
    inner = make_row(parts)
    if opening in _BARS:
        yield from ["मापांक", *_speak(inner), "" if _is_simple(inner) else ", मापांक समाप्त,"]
    elif _is_simple(inner):
        yield from _speak(inner)
    else:
        yield from ["कोष्ठक", *_speak(inner), "कोष्ठक बंद"]


def _speak_fraction(above: Formula, below: Formula) -> Iterator[str]:
    if _is_simple(above) and _is_simple(below):
        yield from [*_speak(above), "बटा", *_speak(below)]
    else:
        yield from ["भिन्न, अंश", *_speak(above), ", हर", *_speak(below), ", भिन्न समाप्त,"]


def _speak_power(exponent: Formula) -> Iterator[str]:
    if exponent.kind == "token" and exponent.text in _POWERS:
        yield _POWERS[exponent.text]
    elif exponent.kind == "token" and exponent.text in _MARKS:
        yield _MARKS[exponent.text]
    else:
        yield from ["की घात", *_speak(exponent), "" if _is_simple(exponent) else ","]


def _speak_root(radicand: Formula, degree: Formula) -> Iterator[str]:
    name = {"": "वर्गमूल", "2": "वर्गमूल", "3": "घनमूल"}.get(degree.text, "")
    words = [name] if name else ["मूल, घात", *_speak(degree), ","]
    if _is_simple(radicand):
        yield from [*words, *_speak(radicand)]
    else:
        yield from [*words, "में", *_speak(radicand), ", मूल समाप्त,"]


def _speak_sum(sign: Formula, below: Formula, above: Formula) -> Iterator[str]:
    """A sum, product, integral or limit with what stands below and above it."""
    yield from _speak(sign)
    arrow = next((at for at, part in enumerate(below.parts) if part.text in {"→", "⟶"}), -1)
    if arrow > 0:
        yield from [", जब", *_speak(make_row(below.parts[:arrow]))]
        yield from [*_speak(make_row(below.parts[arrow + 1 :])), "की ओर,"]
        return
    low, high = list(_speak(below)), list(_speak(above))
    if low:
        yield from [",", *low, "से" if high else ""]
    if high:
        yield from [*high, "तक"]
    if low or high:
        yield ","


def _speak_accented(base: Formula, sign: Formula) -> Iterator[str]:
    known = read_signs().get(sign.text)
    said = "सदिश" if sign.text in VECTORS else known.spoken if known else ""
    yield from [*_speak(base), said]


def _is_simple(formula: Formula) -> bool:
    """Whether ``formula`` is said as one word or two, so that nobody asks where it ends."""
    match formula.kind, formula.parts:
        case "token", _:
            return True
        case (("power" | "index"), (base, other)):
            return base.kind == "token" and other.kind == "token"
        case "row", (first, second) if first.kind == "token":
            return first.text in {"-", "−", "d", "∂", "Δ"} and second.kind == "token"
        case "row", ():
            return True
    return False


@cache
def _read_letters() -> dict[str, str]:
    """Latin letters, small and capital, by their names."""
    names = read_letter_names()
    return names | {letter.upper(): name for letter, name in names.items()}


_SPEAKERS: dict[str, Callable[..., Iterator[str]]] = {
    "fraction": _speak_fraction,
    "power": _speak_powered,
    "index": _speak_indexed,
    "both": _speak_both,
    "root": _speak_root,
    "sum": _speak_sum,
    "accent": _speak_accented,
}
