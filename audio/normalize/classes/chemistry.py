"""Formulas of chemistry: ``AgNO3``, ``Ca(OH)₂``, ``C6H12O6``, ``Na⁺``, ``SO₄²⁻``, ``प्रतीक Au``.

Signs of elements are said letter by letter, the counts in English, as in a school.
"""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.words import say_in_english
from audio.normalize.tables_reader import index_rows
from audio.records import Span

_COUNT = r"(?:[1-9]\d?|[₁-₉][₀-₉]?)"
_PART = regex.compile(
    rf"(?P<sign>[A-Z][a-z]?)|(?P<count>{_COUNT})|\(|\)(?P<times>{_COUNT})?"
    r"|(?P<charge>[²³⁴]?[⁺⁻])"
)
_TIMES = dict.fromkeys("2₂", "होल ट्वाइस") | dict.fromkeys("3₃", "होल थ्राइस")
_SIGN = r"(?:प्रतीक|संकेत|सिंबल|सिम्बल|चिह्न|चिन्ह)"
_SIGN_BEFORE = regex.compile(rf"(?r)(?<![\p{{L}}\p{{M}}]){_SIGN}(?: है)?[:\- (]{{1,3}}")
_SIGN_AFTER = regex.compile(rf" {_SIGN}(?![\p{{L}}\p{{M}}])")
_NAME_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])(?P<name>[\p{Devanagari}\p{M}]{2,20}) ?\(")
_SHORTEST_IN_CAPITALS = 3
"""Signs of one letter that make a formula, with two counts: ``C6H12O6``, but not ``PS5``."""


@cache
def _compile_formula() -> regex.Pattern[str]:
    signs = "|".join(sorted(index_rows("elements"), key=len, reverse=True))
    atoms = rf"(?:(?:{signs}){_COUNT}?+)"
    return regex.compile(
        rf"(?=\d{{0,2}}+[A-Z(])(?P<coefficient>[1-9]\d?)?(?P<atoms>(?:{atoms}|\({atoms}{{1,6}}\){_COUNT}){{1,10}})"
        r"(?P<charge>[²³⁴]?[⁺⁻])?(?![\p{L}\p{M}\p{N}]|[-.:/]\d)"
    )


@cache
def _compile_spaced_formula() -> regex.Pattern[str]:
    """``H 2 SO 4``, as subscripts are left by a copy; not ``B 2 B``, which has no H and no O."""
    signs = "|".join(sorted(index_rows("elements"), key=len, reverse=True))
    atoms = rf"(?:{signs}){{1,4}}"
    return regex.compile(
        r"(?:(?:CO|SO|NO) 2"
        rf"|(?=[A-Za-z\d ]{{0,12}}[HO])(?:{atoms} [1-9]\d? ){{1,6}}{atoms}(?: [1-9]\d?)?)"
        r"(?![\p{L}\p{M}\p{N}]|[-.:/]\d)"
    )


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Signs of elements with a count between them or a charge at the end, or one named as such."""
    if context.view[at - 1 : at].isalnum():
        return None
    match = _compile_spaced_formula().match(context.view, at)
    if match is None:
        match = _compile_formula().match(context.view, at)
        if match is None or not (_is_formula(match) or _is_sign(context, match)):
            return None
    found = [*_PART.finditer(context.view, at, match.end())]
    parts = tuple(Wording(_say(part), Span(*part.span())) for part in found)
    return Finding(parts, Span(*match.span()), "formula of chemistry")


def _is_formula(match: regex.Match[str]) -> bool:
    """Whether no code would be written so: ``CuSO4``, but not ``PS5`` or ``NH44``."""
    if match["charge"]:
        return True
    atoms = match["atoms"]
    signs = sum(map(str.isupper, atoms))
    counts = len(regex.findall(_COUNT, atoms))
    if signs == 1 or not counts:
        return False
    small = any(map(str.islower, atoms))
    return small or "(" in atoms or (signs >= _SHORTEST_IN_CAPITALS and counts > 1)


def _is_sign(context: Context, match: regex.Match[str]) -> bool:
    """Whether the sign of one element is told as such: ``प्रतीक Au``, ``आर्सेनिक (As)``."""
    element = index_rows("elements").get(match[0])
    if element is None:
        return False
    if _SIGN_BEFORE.match(context.view, 0, match.start()) or _SIGN_AFTER.match(
        context.view, match.end()
    ):
        return True
    named = _NAME_BEFORE.match(context.view, 0, match.start())
    return named is not None and named["name"] == element.cells[1]


def _say(part: regex.Match[str]) -> str:
    if part["sign"]:
        return spell(part["sign"])
    if times := part["times"]:
        return _TIMES.get(times) or f"होल {say_in_english(times)}"
    if charge := part["charge"]:
        sign = "प्लस" if charge[-1] == "⁺" else "माइनस"
        return f"{say_in_english(charge[:-1])} {sign}" if charge[:-1] else sign
    return say_in_english(part["count"]) if part["count"] else ""


CHEMISTRY = Handler(
    "chemistry",
    "code",
    Start.DIGIT | Start.LATIN,
    classify,
    speak_pieces,
    before=(
        Before("code", "FeSO4 का घोल", "एफ़ ई एस ओ फ़ोर का घोल"),
        Before("latin", "Na⁺ आयन", "एन ए प्लस आयन"),
    ),
)
