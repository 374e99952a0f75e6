"""The tree of a formula, as the readers of MathML and of Word's formulas make it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audio import regex
from audio.tables import read_rows

DEEPEST = 30
"""Parts inside each other; what is deeper is not spoken."""
VECTORS = frozenset("→⟶⃗")
"""Above a letter they make it a vector."""
_TOKEN = regex.compile(
    r"\s*+(?P<token>\p{Nd}++(?:,\p{Nd}{2,3})*+(?:\.\p{Nd}++)?|[\p{Devanagari}][\p{Devanagari}\s]*+"
    r"|(?:sin|cos|tan|cot|cosec|csc|sec|log|ln|exp|det|lim|max|min)(?![a-z])|\S)"
)
_INVISIBLE = regex.compile(r"[\u2061-\u2064\u200b-\u200d\u2009\u200a\u00a0\ufe00-\ufe0f]")


class Formula(NamedTuple):
    """A part of a formula, and the parts that it is made of."""

    kind: str
    """`token`, `row`, `fraction`, `power` (base, exponent), `index` (base, index), `both` (base,
    index, exponent), `root` (of, degree), `sum` (sign, below, above), `accent` (base, sign),
    `lines`, or `unknown`."""
    parts: tuple[Formula, ...] = ()
    text: str = ""
    """Of a token, or what an unknown part is."""


class Sign(NamedTuple):
    """What a sign of a formula is, and is called; see `formula_words.tsv`."""

    kind: str
    spoken: str
    after: str


def make_row(parts: Iterable[Formula]) -> Formula:
    """``parts`` one after the other; a single one is itself."""
    kept = [part for part in parts if part.kind != "row" or part.parts]
    return kept[0] if len(kept) == 1 else Formula("row", tuple(kept))


def read_tokens(text: str) -> list[Formula]:
    """The numbers, letters and signs of ``text``."""
    found = _TOKEN.finditer(_INVISIBLE.sub("", text))
    return [Formula("token", (), match["token"].strip()) for match in found]


def flatten(parts: Iterable[Formula]) -> list[Formula]:
    """``parts``, rows among them as what they hold, that brackets may find their ends."""
    return [one for part in parts for one in (part.parts if part.kind == "row" else (part,))]


def is_sum(formula: Formula) -> bool:
    """Whether ``formula`` is a sign, as `∑` or `lim`, that has limits below and above it."""
    sign = read_signs().get(formula.text)
    return formula.kind == "token" and sign is not None and sign.kind == "sum"


def is_accent(formula: Formula) -> bool:
    """Whether ``formula`` is a sign that is said after what it stands above."""
    sign = read_signs().get(formula.text)
    return formula.text in VECTORS or (sign is not None and sign.kind == "accent")


@cache
def read_signs() -> dict[str, Sign]:
    """Every sign that has a name."""
    table = Path(__file__).with_name("formula_words.tsv")
    return {sign: Sign(kind, said, after) for sign, kind, said, after, _ in read_rows(table)}
