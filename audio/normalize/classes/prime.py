"""Measures by a prime: ``5'10"`` feet and inches, ``30'x40'``, ``43"``, the angle ``23°26'``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.conjunctions import AND_OR
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Pieces,
    Start,
    Wording,
    find_wording,
    speak_pieces,
    speak_wording,
    speak_words,
)
from audio.normalize.numbers.amount import Amount, read_amount, verbalize_amount
from audio.normalize.numbers.numeral import Numeral, read_numeral
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.numbers.words import AdjectiveForm, say_cardinal, say_ordinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_SIDES = regex.compile(
    r"(?P<number>\d{1,4}(?:\.\d)?)(?P<unit>'|\") ?(?P<sign>[xX×*]|बाई|बाय) ?"
    r"(?P<number>\d{1,4}(?:\.\d)?)(?P=unit)(?![\d\"'])"
)
_UNITS = {"'": "फुट", '"': "इंच"}


def classify_sides(context: Context, at: int) -> Finding[Pieces] | None:
    """Two numbers with the same prime and a times sign between."""
    match = _SIDES.match(context.view, at)
    if match is None:
        return None
    first, second = (
        Wording(_say_number(context, start), Span(start, end))
        for start, end in match.spans("number")
    )
    link = Wording("बाई", Span(*match.span("sign")))
    unit = Wording(_UNITS[match["unit"]], Span(match.end() - 1, match.end()))
    return Finding((first, link, second, unit), Span(*match.span()), "sides")


def _say_number(context: Context, at: int) -> str:
    numeral = read_numeral(context, at, ratios=False)
    if numeral is None:
        return ""
    numeral = replace(numeral, whole=numeral.whole.lstrip("0") or "0")  # 05'
    return " ".join(word.text for word in verbalize_numeral(numeral))


SIDES = Handler(
    "sides",
    "measure",
    Start.DIGIT,
    classify_sides,
    speak_pieces,
    before=(Before("cardinal", "30'x40' का प्लॉट", "तीस बाई चालीस फुट का प्लॉट"),),
)


_MINUTE = regex.compile(r"(?P<minute>\d{1,3})'(?![\d\p{L}'\"]| ?\d{1,2}(?:\"|''))")
_LAST_MINUTE = 130
_FEET = regex.compile(r"(?P<feet>\d{1,2})'(?: ?(?P<inches>\d{1,2})(?:\"|''))?(?![\d\p{L}])")


_AMONG_MINUTES = regex.compile(r"(?r)(?<!\d)\d{1,3}', ?")
_MORE_MINUTES = regex.compile(r", ?\d{1,3}'(?!\d)")
"""Goals of one player: ``(2', 16', 48')``."""
_NEAR = 60
"""Characters on either side in which a goal must be spoken of."""


def classify_minute(context: Context, at: int) -> Finding[Wording] | None:
    """A minute of a football match by its prime."""
    match = _MINUTE.match(context.view, at)
    if match is None or not 1 <= int(match["minute"]) <= _LAST_MINUTE:
        return None
    listed = _MORE_MINUTES.match(context.view, match.end()) or _AMONG_MINUTES.match(
        context.view, 0, at
    )
    near = context.find_words_within(_NEAR, at, match.end())
    if not listed and read_cues("goal").isdisjoint(near):
        return None
    words = f"{say_ordinal(match['minute'], AdjectiveForm.OBLIQUE)} मिनट"
    return find_wording(words, match.span(), "minute of a match")


def classify_height(context: Context, at: int) -> Finding[Pieces] | None:
    """Feet and inches by their primes."""
    match = _FEET.match(context.view, at)
    if match is None or (not match["inches"] and "'" in context.view[:at]):
        return None
    pieces = tuple(
        Wording(f"{say_cardinal(match[name])} {unit}", Span(*match.span(name)))
        for name, unit in (("feet", "फुट"), ("inches", "इंच"))
        if match[name]
    )
    return Finding(pieces, Span(*match.span()), "feet and inches")


_FAR = 400
_QUOTE = regex.compile(r"(?<!\d)\"")
_FEET_BEFORE = regex.compile(r"(?r)\d ?(?:फुट|फ़ुट|फीट|फ़ीट|ft) ?")
_PAIR_OF_INCHES = regex.compile(rf"\d{{1,3}}\" (?:से|{AND_OR}) \d{{1,3}}\"")
_PAIR_BEFORE = regex.compile(rf"(?r)\d{{1,3}}\" (?:से|{AND_OR}) ")
"""``13" से 17"``: no quotation stands around the word between two numbers."""
_INCHES = regex.compile(r"\"|''")


@dataclass(frozen=True, slots=True)
class Inches:
    """``32"``: an amount by its double prime."""

    amount: Amount
    sign: Span


def classify_inches(context: Context, at: int) -> Finding[Inches] | None:
    """A double prime, or a quote that closes none, before what is sized in inches."""
    amount = read_amount(context, at)
    match = _INCHES.match(context.view, amount.end) if amount else None
    if amount is None or match is None:
        return None
    feet = _FEET_BEFORE.match(context.view, 0, at) is not None
    prime = (
        feet
        or context.text[match.start()] == "″"
        or (_is_in_parts(amount.first) and _is_outside_quotes(context, at))
    )
    pair = _PAIR_OF_INCHES.match(context.view, at) or _PAIR_BEFORE.match(context.view, 0, at)
    sized = pair or read_cues("sized-in-inches").intersection(
        context.find_words_after(match.end(), 3)
    )
    if not prime and not (sized and _is_outside_quotes(context, at)):
        return None
    return Finding(Inches(amount, Span(*match.span())), Span(at, match.end()), "inches")


def _is_in_parts(numeral: Numeral) -> bool:
    """Whether a number is no whole one: ``6.8"``, ``1/2"``; few quotations end in such a one."""
    return bool(numeral.fraction or numeral.ratio)


def _is_outside_quotes(context: Context, at: int) -> bool:
    """Whether as many quotes close as open before ``at``, a sentence's length back."""
    return len(_QUOTE.findall(context.view, max(at - _FAR, 0), at)) % 2 == 0


def verbalize_inches(inches: Inches) -> list[SpokenWord]:
    """बत्तीस इंच."""
    return verbalize_amount(inches.amount) + speak_words("इंच", inches.sign)


INCHES = Handler(
    "inches",
    "measure",
    Start.DIGIT,
    classify_inches,
    verbalize_inches,
    before=(
        Before("cardinal", '43" टीवी', "तैंतालीस इंच टीवी"),
        Before("decimal", '6.8" का पर्दा', "छह दशमलव आठ इंच का पर्दा"),
        Before("fraction", '1/2" का पाइप', "आधा इंच का पाइप"),
    ),
)


_ARC = regex.compile(
    r"(?P<degrees>\d{1,3}) ?°\.? ?(?P<minutes>\d{1,2})'"
    r"(?: ?(?P<seconds>\d{1,2}(?:\.\d+)?)\")?(?!\d)"
    r"(?: ?(?P<side>[NSEW]|[उदप]\.|पू\.)(?![\p{L}\p{M}]))?"
)
_SIDES_OF_EARTH = dict(
    zip(
        ("N", "S", "E", "W", "उ.", "द.", "पू.", "प."),
        ("उत्तर", "दक्षिण", "पूर्व", "पश्चिम") * 2,
        strict=True,
    )
)


def classify_arc(context: Context, at: int) -> Finding[Pieces] | None:
    """Degrees and minutes by their signs."""
    match = _ARC.match(context.view, at)
    if match is None:
        return None
    units = (("degrees", "डिग्री"), ("minutes", "मिनट"), ("seconds", "सेकंड"))
    pieces = [
        Wording(f"{_say_number(context, match.start(name))} {unit}", Span(*match.span(name)))
        for name, unit in units
        if match[name]
    ]
    if named := match["side"]:
        pieces.append(Wording(_SIDES_OF_EARTH[named], Span(*match.span("side"))))
    return Finding(tuple(pieces), Span(*match.span()), "degrees and minutes")


ARC = Handler(
    "arc",
    "measure",
    Start.DIGIT,
    classify_arc,
    speak_pieces,
    before=(Before("measure", "23° 26' पर", "तेईस डिग्री छब्बीस मिनट पर"),),
)

MINUTE = Handler(
    "minute",
    "time",
    Start.DIGIT,
    classify_minute,
    speak_wording,
    before=(Before("height", "67' में गोल किया", "सड़सठवें मिनट में गोल किया"),),
)
HEIGHT = Handler(
    "height",
    "measure",
    Start.DIGIT,
    classify_height,
    speak_pieces,
    before=(Before("cardinal", "क़द 5'10\" है", "क़द पाँच फुट दस इंच है"),),
)
