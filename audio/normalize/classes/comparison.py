"""``<5%``, ``≥ 60 वर्ष``: in Hindi the sign comes after what it compares with."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.amount import Amount, read_amount, verbalize_amount
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span, SpokenWord

_SIGN = regex.compile(r"(?P<sign>[<>]=?|[≤≥⩽⩾]) ?(?=[\d.])")
_VARIABLE = regex.compile(r"(?P<sign>[<>]=?|[≤≥⩽⩾]) ?(?P<letter>[A-Za-z])(?![\p{L}\p{M}\d<>/])")
_VARIABLE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}<>/])(?:[A-Za-z]|\d{1,4}|\)) ?")
"""``a < b``, ``0 < x``."""
_WORDS = {
    "<": "से कम",
    ">": "से ज़्यादा",
    "≤": "या उससे कम",
    "≥": "या उससे ज़्यादा",
    "<=": "या उससे कम",
    ">=": "या उससे ज़्यादा",
    "⩽": "या उससे कम",
    "⩾": "या उससे ज़्यादा",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """An amount and how something compares with it."""

    amount: Amount | Wording
    """A variable is in words already."""
    unit: Wording | None
    sign: Wording


def classify(context: Context, at: int) -> Finding[Comparison] | None:
    """A sign of comparison before a number."""
    if (variable := _VARIABLE.match(context.view, at)) and _VARIABLE_BEFORE.match(
        context.view, 0, at
    ):
        return _compare_variable(variable)
    match = _SIGN.match(context.view, at)
    amount = match and read_amount(context, match.end())
    if not (match and amount):
        return None
    unit = _find_unit(context, amount)
    end = unit.span.end if unit else amount.end
    sign = Wording(_WORDS[match["sign"]], Span(*match.span("sign")))
    return Finding(Comparison(amount, unit, sign), Span(at, end), f"comparison {match['sign']}")


def _compare_variable(match: regex.Match[str]) -> Finding[Comparison]:
    """``a < b``: ए बी से कम."""
    letter = Wording(spell(match["letter"]), Span(*match.span("letter")))
    sign = Wording(_WORDS[match["sign"]], Span(*match.span("sign")))
    span = Span(*match.span())
    return Finding(Comparison(letter, None, sign), span, f"comparison {match['sign']}")


def _find_unit(context: Context, amount: Amount) -> Wording | None:
    """The unit, percent sign or counted noun that belongs to the amount."""
    start = amount.end + (context.view[amount.end : amount.end + 1] == " ")
    for name, column in (("shares", 1), ("units", 2)):
        if found := index_spellings(name).find(context.view, start):
            return Wording(found[0].cells[column], Span(start, found[1]))
    noun = context.find_word_after(amount.end)
    if noun in read_cues("counted") and context.view.startswith(noun, start):
        return Wording(noun, Span(start, start + len(noun)))
    return None


def verbalize(value: Comparison) -> list[SpokenWord]:
    """पाँच प्रतिशत से कम."""
    amount = value.amount
    said = speak_wording(amount) if isinstance(amount, Wording) else verbalize_amount(amount)
    return said + speak_wording(value.unit) + speak_wording(value.sign)


COMPARISON = Handler(
    "comparison",
    "comparison",
    Start.SIGN,
    classify,
    verbalize,
    before=(Before("symbol", "<5% लोग", "पाँच प्रतिशत से कम लोग"),),
)
