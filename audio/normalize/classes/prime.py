"""Measures by a prime: ``5'10"`` feet and inches, ``30'x40'``, ``43"``, the angle ``23°26'``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio import regex
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    speak_wording,
    speak_words,
)
from audio.normalize.numbers.amount import Amount, read_amount, verbalize_amount
from audio.normalize.numbers.numeral import Numeral, read_numeral
from audio.normalize.numbers.numeral import verbalize as verbalize_numeral
from audio.normalize.numbers.words import AdjectiveForm, say_ordinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_SIDES = regex.compile(
    r"(?P<number>\d{1,4}(?:\.\d)?)(?P<unit>'|\") ?(?P<sign>[xX×*]|बाई|बाय) ?"
    r"(?P<number>\d{1,4}(?:\.\d)?)(?P=unit)(?![\d\"'])"
)
_UNITS = {"'": "फुट", '"': "इंच"}


@dataclass(frozen=True, slots=True)
class Sides:
    """``30'x40'``: two numbers of feet or inches."""

    pieces: tuple[Wording, ...]


def classify_sides(context: Context, at: int) -> Finding[Sides] | None:
    """Two numbers with the same prime and a times sign between."""
    match = _SIDES.match(context.view, at)
    if match is None:
        return None
    numbers = [read_numeral(context, start, ratios=False) for start in match.starts("number")]
    unit = Wording(_UNITS[match["unit"]], Span(match.end() - 1, match.end()))
    if None in numbers:
        return None
    first, second = (
        Wording(" ".join(word.text for word in verbalize_numeral(number)), number.span)
        for number in numbers
        if number
    )
    link = Wording("बाई", Span(*match.span("sign")))
    return Finding(Sides((first, link, second, unit)), Span(*match.span()), "sides")


def verbalize_sides(sides: Sides) -> list[SpokenWord]:
    """तीस बाई चालीस फुट."""
    return [word for piece in sides.pieces for word in speak_wording(piece)]


SIDES = Handler(
    "sides",
    "measure",
    Start.DIGIT,
    classify_sides,
    verbalize_sides,
    before=(Before("cardinal", "30'x40' का प्लॉट", "तीस बाई चालीस फुट का प्लॉट"),),
)


_MINUTE = regex.compile(r"(?P<minute>\d{1,3})'(?![\d\p{L}'\"]| ?\d{1,2}(?:\"|''))")
_LAST_MINUTE = 130
_FEET = regex.compile(r"(?P<feet>\d{1,2})'(?: ?(?P<inches>\d{1,2})(?:\"|''))?(?![\d\p{L}])")


_GOAL = regex.compile(r"गोल(?![\p{L}\p{M}])|फ़?ुटबॉल|फुटबॉल|पेनल्टी|पेनाल्टी|हाफ|रेड कार्ड|येलो कार्ड|मिनट")
_AMONG_MINUTES = regex.compile(r"(?r)(?<!\d)\d{1,3}', ?")
_MORE_MINUTES = regex.compile(r", ?\d{1,3}'(?!\d)")
"""Goals of one player: ``(2', 16', 48')``."""
_NEAR = 60
"""Characters on either side in which a goal must be spoken of."""


@dataclass(frozen=True, slots=True)
class Minute:
    """``67'``: when a goal was scored."""

    number: str
    span: Span


def classify_minute(context: Context, at: int) -> Finding[Minute] | None:
    """A minute of a football match by its prime."""
    match = _MINUTE.match(context.view, at)
    if match is None or not 1 <= int(match["minute"]) <= _LAST_MINUTE:
        return None
    near = context.view[max(0, at - _NEAR) : match.end() + _NEAR]
    listed = _MORE_MINUTES.match(context.view, match.end()) or _AMONG_MINUTES.match(
        context.view, 0, at
    )
    if not listed and not _GOAL.search(near):
        return None
    span = Span(*match.span())
    return Finding(Minute(match["minute"], span), span, "minute of a match")


def verbalize_minute(minute: Minute) -> list[SpokenWord]:
    """सड़सठवें मिनट."""
    return speak_words(f"{say_ordinal(minute.number, AdjectiveForm.OBLIQUE)} मिनट", minute.span)


@dataclass(frozen=True, slots=True)
class Height:
    """``5'10"``."""

    feet: Numeral
    inches: Numeral | None


def classify_height(context: Context, at: int) -> Finding[Height] | None:
    """Feet and inches by their primes."""
    match = _FEET.match(context.view, at)
    if match is None or (not match["inches"] and "'" in context.view[:at]):
        return None
    feet = Numeral(match["feet"], Span(*match.span("feet")))
    inches = Numeral(match["inches"], Span(*match.span("inches"))) if match["inches"] else None
    return Finding(Height(feet, inches), Span(*match.span()), "feet and inches")


def verbalize_height(height: Height) -> list[SpokenWord]:
    """पाँच फुट दस इंच."""
    words = verbalize_numeral(height.feet) + speak_words("फुट", height.feet.span)
    if height.inches:
        words += verbalize_numeral(height.inches) + speak_words("इंच", height.inches.span)
    return words


_FAR = 400
_QUOTE = regex.compile(r"(?<!\d)\"")
_FEET_BEFORE = regex.compile(r"(?r)\d ?(?:फुट|फ़ुट|फीट|फ़ीट|ft) ?")
_PAIR_OF_INCHES = regex.compile(r"\d{1,3}\" (?:से|और|या|व) \d{1,3}\"")
_PAIR_BEFORE = regex.compile(r"(?r)\d{1,3}\" (?:से|और|या|व) ")
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


@dataclass(frozen=True, slots=True)
class Arc:
    """``23°26'``: an angle or a place on the globe."""

    parts: tuple[tuple[Numeral, str], ...]
    """Numbers with their units' words."""
    side: Wording | None = None
    """उत्तर of the equator, पूर्व of Greenwich."""


def classify_arc(context: Context, at: int) -> Finding[Arc] | None:
    """Degrees and minutes by their signs."""
    match = _ARC.match(context.view, at)
    if match is None:
        return None
    units = (("degrees", "डिग्री"), ("minutes", "मिनट"), ("seconds", "सेकंड"))
    parts = tuple(
        (replace(numeral, whole=numeral.whole.lstrip("0") or "0"), word)
        for name, word in units
        if match[name] and (numeral := read_numeral(context, match.start(name), ratios=False))
    )
    named = match["side"]
    side = Wording(_SIDES_OF_EARTH[named], Span(*match.span("side"))) if named else None
    return Finding(Arc(parts, side), Span(*match.span()), "degrees and minutes")


def verbalize_arc(arc: Arc) -> list[SpokenWord]:
    """तेईस डिग्री छब्बीस मिनट."""
    words = [
        word
        for numeral, unit in arc.parts
        for word in (*verbalize_numeral(numeral), *speak_words(unit, numeral.span))
    ]
    return words + speak_wording(arc.side)


ARC = Handler(
    "arc",
    "measure",
    Start.DIGIT,
    classify_arc,
    verbalize_arc,
    before=(Before("measure", "23° 26' पर", "तेईस डिग्री छब्बीस मिनट पर"),),
)

MINUTE = Handler(
    "minute",
    "time",
    Start.DIGIT,
    classify_minute,
    verbalize_minute,
    before=(Before("height", "67' में गोल किया", "सड़सठवें मिनट में गोल किया"),),
)
HEIGHT = Handler(
    "height",
    "measure",
    Start.DIGIT,
    classify_height,
    verbalize_height,
    before=(Before("cardinal", "क़द 5'10\" है", "क़द पाँच फुट दस इंच है"),),
)
