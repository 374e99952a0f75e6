"""Measures without a unit sign of their own: ``5'10"``, ``6×4``, ``4x100``, ``10x``."""

from __future__ import annotations

from dataclasses import dataclass

import regex

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
from audio.normalize.tables_reader import index_spellings, read_cues
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


_FEET = regex.compile(r"(?P<feet>\d{1,2})'(?: ?(?P<inches>\d{1,2})(?:\"|''))?(?![\d\p{L}])")


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
    prime = context.text[match.start()] == "″" or (
        bool(amount.first.fraction) and _is_outside_quotes(context, at)
    )
    sized = read_cues("sized-in-inches").intersection(context.find_words_after(match.end(), 3))
    if not prime and not (sized and _is_outside_quotes(context, at)):
        return None
    return Finding(Inches(amount, Span(*match.span())), Span(at, match.end()), "inches")


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
    ),
)


_ARC = regex.compile(
    r"(?P<degrees>\d{1,3})° ?(?P<minutes>\d{1,2})'(?: ?(?P<seconds>\d{1,2}(?:\.\d+)?)\")?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Arc:
    """``23°26'``: an angle or a place on the globe."""

    parts: tuple[tuple[Numeral, str], ...]
    """Numbers with their units' words."""


def classify_arc(context: Context, at: int) -> Finding[Arc] | None:
    """Degrees and minutes by their signs."""
    match = _ARC.match(context.view, at)
    if match is None:
        return None
    units = (("degrees", "डिग्री"), ("minutes", "मिनट"), ("seconds", "सेकंड"))
    parts = tuple(
        (numeral, word)
        for name, word in units
        if match[name] and (numeral := read_numeral(context, match.start(name), ratios=False))
    )
    return Finding(Arc(parts), Span(*match.span()), "degrees and minutes")


def verbalize_arc(arc: Arc) -> list[SpokenWord]:
    """तेईस डिग्री छब्बीस मिनट."""
    return [
        word
        for numeral, unit in arc.parts
        for word in (*verbalize_numeral(numeral), *speak_words(unit, numeral.span))
    ]


ARC = Handler(
    "arc",
    "measure",
    Start.DIGIT,
    classify_arc,
    verbalize_arc,
    before=(Before("measure", "23° 26' पर", "तेईस डिग्री छब्बीस मिनट पर"),),
)

HEIGHT = Handler(
    "height",
    "measure",
    Start.DIGIT,
    classify_height,
    verbalize_height,
    before=(Before("cardinal", "क़द 5'10\" है", "क़द पाँच फुट दस इंच है"),),
)


_UNIT_WORD = regex.compile(r"(?:m|ft|mi|in|l|g)(?![\p{L}\p{M}])|[^\p{Latin}]")
_TIMES = regex.compile(r" ?[xX×*] ?(?=\d)")
_LATIN_BEFORE = regex.compile(r"(?r)\p{Latin} ")
_FOLD = regex.compile(
    r"(?P<number>\d+(?:\.\d+)?) ?[xX×](?![\p{L}\p{M}\d]| ?[+=\-−] ?[\d\p{Latin}])"
)


@dataclass(frozen=True, slots=True)
class Dimensions:
    """``6×4``, ``1920x1080``, ``4x100``: numbers and the words between them."""

    numbers: tuple[Numeral, ...]
    links: tuple[Wording, ...]
    unit: Wording | None = None


def classify_dimensions(context: Context, at: int) -> Finding[Dimensions] | None:
    """Numbers with a times sign between: by, or times in a relay or a sum."""
    first = read_numeral(context, at, ratios=False)
    if first is None:
        return None
    numbers, links = [first], []
    while link := _TIMES.match(context.view, numbers[-1].span.end):
        following = read_numeral(context, link.end(), ratios=False)
        if following is None or len(numbers) > 4:
            break
        links.append(Span(*link.span()))
        numbers.append(following)
    if not links:
        return _classify_fold(context, at)
    end = numbers[-1].span.end
    unit = _find_unit(context, end)
    end = unit.span.end if unit else end
    sign = links[0].of(context.view).strip()
    word = "गुणा" if _is_product(context, sign, end) else "बाई"
    pieces = tuple(Wording(word, link) for link in links)
    value = Dimensions(tuple(numbers), pieces, unit)
    return Finding(value, Span(at, end), f"times sign as {word}")


def _find_unit(context: Context, end: int) -> Wording | None:
    """The unit of the last number, which is that of all: ``15x20 सेमी``."""
    start = end + (context.view[end : end + 1] == " ")
    found = index_spellings("units").find(context.view, start)
    if found is None or context.view[found[1] : found[1] + 1].isalnum():
        return None
    if {"weak", "spaced"} & set(found[0].cells[3].split()) and start > end:
        word = _UNIT_WORD.match(context.view, start)
        if word is None:
            return None
    return Wording(found[0].cells[2], Span(start, found[1]))


def _classify_fold(context: Context, at: int) -> Finding[Dimensions] | None:
    """``10x``: ten times."""
    match = _FOLD.match(context.view, at)
    if match and match[0].endswith("X") and _is_model(context, match):
        return None
    number = match and read_numeral(context, at, ratios=False)
    if not (match and number and number.span.end == match.end("number")):
        return None
    times = Wording("गुना", Span(number.span.end, match.end()))
    return Finding(Dimensions((number,), (times,)), Span(at, match.end()), "times sign as गुना")


def _is_model(context: Context, match: regex.Match[str]) -> bool:
    """``450X`` or ``Redmi 10X``, a name's end, no number of times."""
    if context.find_word_after(match.end()) in read_cues("magnified"):
        return False
    return len(match["number"]) > 2 or bool(_LATIN_BEFORE.match(context.view, 0, match.start()))


def _is_product(context: Context, sign: str, end: int) -> bool:
    following = context.find_words_after(end, 3)
    if "रिले" in following or context.view[end : end + 2].strip().startswith("="):
        return True
    return sign in "×*" and not following


def verbalize_dimensions(value: Dimensions) -> list[SpokenWord]:
    """छह बाई चार."""
    words: list[SpokenWord] = []
    for index, number in enumerate(value.numbers):
        if 0 < index <= len(value.links):
            words += speak_wording(value.links[index - 1])
        words += verbalize_numeral(number)
    words += speak_wording(value.links[0]) if len(value.numbers) == 1 else []
    return words + speak_wording(value.unit)


DIMENSIONS = Handler(
    "dimensions",
    "measure",
    Start.DIGIT,
    classify_dimensions,
    verbalize_dimensions,
    before=(
        Before("code", "10x ज़ूम", "दस गुना ज़ूम"),
        Before("decimal", "3.5x4.5 सेमी", "तीन दशमलव पाँच बाई चार दशमलव पाँच सेंटीमीटर"),
    ),
)
