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
_ION_AFTER = regex.compile(
    r"(?P<list>(?:,| और| तथा| व| एवं|/) ?(?:[A-Z][a-z]?){1,3}\d{0,2} ?[+\-]{1,2}){0,5}"
    r"(?:,? (?:(?:धन|ऋण|हाइड्रोजन )?आयन|(?:an|cat)?ion)|\)(?![\p{L}\d]))"
)
"""``Na+ और Cl- आयन``, ``(Cl-)``."""
_START = regex.compile(r"\d{0,2}+[A-Z(]")
_TIMES = dict.fromkeys("2₂", "होल ट्वाइस") | dict.fromkeys("3₃", "होल थ्राइस")
_SIGN = r"(?:प्रतीक|संकेत|सिंबल|सिम्बल|चिह्न|चिन्ह)"
_SIGN_BEFORE = regex.compile(rf"(?r)(?<![\p{{L}}\p{{M}}]){_SIGN}(?: है)?[:\- (]{{1,3}}")
_SIGN_AFTER = regex.compile(rf" {_SIGN}(?![\p{{L}}\p{{M}}])")
_ADDED_BEFORE = regex.compile(r"(?r)[+→] ?\d?")
_ADDED_AFTER = regex.compile(r" ?[+→]")
"""What stands beside the Mg of ``Mg + 2HCl → MgCl₂ + H₂``."""
_NAME_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])(?P<name>[\p{Devanagari}\p{M}]{2,20}) ?\(")
_SHORTEST_IN_CAPITALS = 3
"""Signs of one letter that make a formula, with two counts: ``C6H12O6``, but not ``PS5``."""


@cache
def _compile_formula() -> regex.Pattern[str]:
    signs = "|".join(sorted(index_rows("elements"), key=len, reverse=True))
    atoms = rf"(?:(?:{signs}){_COUNT}?+)"
    return regex.compile(
        rf"(?P<coefficient>[1-9]\d?)?(?P<atoms>(?:{atoms}|\({atoms}{{1,6}}\){_COUNT}){{1,10}})"
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


@cache
def _compile_ion() -> regex.Pattern[str]:
    """``Cl-``, ``Ca2+``, ``SO42-``, ``NH4+``: a charge that is no longer raised."""
    signs = "|".join(sorted(index_rows("elements"), key=len, reverse=True))
    return regex.compile(
        rf"(?:(?P<atoms>(?:{signs})(?:[2-9]?(?:{signs})){{1,3}})"
        r"[2-9]?(?P<charge>[2-4]? ?[+\-])"
        rf"|(?P<atoms>{signs})(?P<charge>\+\+|--|[2-4]? ?[+\-]))"
    )


def _read_ion(context: Context, at: int) -> Finding[Pieces] | None:
    match = _compile_ion().match(context.view, at)
    if match is None:
        return None
    if not (_ION_AFTER.match(context.view, match.end()) or _is_metal(context, match)):
        return None
    parts = [
        Wording(_say(part), Span(*part.span()))
        for part in _PART.finditer(context.view, at, match.start("charge"))
    ]
    charge = match["charge"].replace(" ", "")
    sign = "प्लस" if charge[-1] == "+" else "माइनस"
    number = str(len(charge)) if charge[0] in "+-" and len(charge) > 1 else charge[:-1]
    said = f"{say_in_english(number)} {sign}" if number else sign
    parts.append(Wording(said, Span(*match.span("charge"))))
    return Finding(tuple(parts), Span(*match.span()), "ion")


_METAL = regex.compile(
    r"(?:Na|Mg|Ca|Fe|Zn|Ag|Ba|Li|Cu|Pb|Sn|Hg|Mn|Ni|Cl)(?:[2-4]?[+]|\+\+|(?<=Cl)-)"
)
_LISTED_AFTER = regex.compile(
    r",|/| (?:आदि|इत्यादि|और|तथा|एवं|का|के|की|को|से|में|बनता|होता)(?![\p{L}\p{M}])|\Z"
)


def _is_metal(context: Context, match: regex.Match[str]) -> bool:
    """``Na+, Ca++ आदि``: signs of two letters, which are no words with a plus after them."""
    metal = _METAL.fullmatch(context.view, match.start(), match.end())
    return bool(metal and _LISTED_AFTER.match(context.view, match.end()))


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Signs of elements with a count between them or a charge at the end, or one named as such."""
    if not _START.match(context.view, at) or context.view[at - 1 : at].isalnum():
        return None
    if ion := _read_ion(context, at):
        return ion
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
    if _ADDED_BEFORE.match(context.view, 0, match.start()) or _ADDED_AFTER.match(
        context.view, match.end()
    ):
        return "→" in context.view
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
